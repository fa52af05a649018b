"""The real program with one fault: python tests/faulty_host.py FAULT ARGUMENTS OF DRILLSIM.

FAULT is `early_ack`, `no_dedupe`, `sync_normal` or `wall_clock` (or `none`); see support/faults.py.
"""

import sys

from drillsim.cli import main
from support.faults import FAULTS

if __name__ == "__main__":
    FAULTS[sys.argv.pop(1)]()
    main()

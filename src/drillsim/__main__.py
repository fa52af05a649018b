"""`python -m drillsim`: the same as `drillsim`."""

import sys

from drillsim.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""What drillsim raises when a promise cannot be kept; each carries a sentence for the person at the keyboard."""

from collections.abc import Sequence

from drillsim.problems import Problem


class DrillsimError(Exception):
    """A failure that ends the command with one clear line; `exit_code` as documented for the command line."""

    exit_code = 5


class NotFound(DrillsimError):
    """A file that is missing, is a directory or cannot be read, or a name that nothing bundled carries."""

    exit_code = 2


class NotInstalled(DrillsimError):
    """Something that was asked for needs a package that comes only with an extra."""

    exit_code = 2


class TemplateRefused(DrillsimError):
    """A template of the report that cannot be set; the sentence names the file and the line."""

    exit_code = 2


class DocumentRefused(DrillsimError):
    """A plan, scenario or drill with errors; `problems` holds them all."""

    exit_code = 2

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class RecordError(DrillsimError):
    """A record that cannot be read or written, or whose entries are not those it was sealed with."""

    exit_code = 3


class ArchiveError(DrillsimError):
    """The database of drills and actions cannot be read or written."""

    exit_code = 3


class NotComplete(DrillsimError):
    """Something that was asked for has to wait until what is missing is there."""

    exit_code = 1


class IdReused(DrillsimError):
    """A client sent another command under an id that it had used before."""

    exit_code = 3


class ReplayDiverged(DrillsimError):
    """Running the recorded commands again gave another event than the one on record."""

    exit_code = 1

    def __init__(self, seq: int, recorded: str, replayed: str) -> None:
        super().__init__(f"entry {seq}: recorded {recorded}, replayed {replayed}")
        self.seq = seq
        self.recorded = recorded
        self.replayed = replayed


class Interrupted(DrillsimError):
    """The program was asked to end while the exercise was on; the record is kept. `exit_code` as shells expect it."""

    def __init__(self, number: int) -> None:
        super().__init__("interrupted; the record is kept")
        self.exit_code = 128 + number

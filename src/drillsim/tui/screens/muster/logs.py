"""Files on the muster board: logs of sign-ins, shown before anything is recorded, and lists of names."""

import os
import time
from collections.abc import Callable, Iterator

from textual import work
from textual.screen import Screen

from drillsim.analysis.check_ins import COUNTED
from drillsim.exchange.check_in_log import Clock, Known, Log, News, Reading, check_ins, news, read_log
from drillsim.exchange.log_words import imported, preview, taken
from drillsim.exchange.name_list import Listed, read_names
from drillsim.exchange.table import TableRefused
from drillsim.net.client import Client
from drillsim.net.frames import Ack, Nack
from drillsim.present.rows import Cell
from drillsim.present.words import line
from drillsim.problems import Problem
from drillsim.record.commands import ChecksIn
from drillsim.session.clock_course import NANO, up_to
from drillsim.session.muster_view import MusterView
from drillsim.tui.screens.muster.dialogs import AskPath, Preview
from drillsim.tui.screens.muster.files import read_text

SLICE = 0.015  # seconds of sending between two looks at the keyboard
PAUSE = 0.01  # seconds between two slices
AT_ONCE = 100  # commands without an answer: fewer than the host keeps answers for


class LogActions(Screen[None]):
    """What the board does with files. Reading goes on beside the screen; recording in slices."""

    client: Client
    route: Callable[[Ack | Nack], None]

    def __init__(self) -> None:
        super().__init__()
        self._rest: Iterator[ChecksIn] | None = None
        """What of an import is not sent yet; None: no import goes on."""
        self._to_import = self._imported = 0
        self._sent: set[str] = set()
        self._before_import: tuple[int, int, int] | None = None
        """How many reports, people counted and surplus there were; None: what came of the last import has been said."""

    # The board has these

    @property
    def muster(self) -> MusterView | None:
        """The newest muster."""
        raise NotImplementedError  # the board knows

    @property
    def team(self) -> str:
        """The team that is shown."""
        raise NotImplementedError  # the board knows

    def takes(self, reply: Ack | Nack) -> bool:
        """Whether an answer is to something of this board."""
        raise NotImplementedError  # the board knows

    def show(self) -> None:
        """Shows what the client holds."""
        raise NotImplementedError  # the board knows

    def say(self, *cells: Cell) -> None:
        """Shows a line."""
        raise NotImplementedError  # the board knows

    # Logs

    def action_import_log(self) -> None:
        """Asks for the file."""
        if self.muster is None or self.muster.course is None:
            why = "The facilitator imports logs, once a team was sent or somebody has checked in."
            self.say(Cell(why, "warn"))
        elif self._rest is not None:
            self.say(Cell("An import goes on: escape stops it.", "warn"))
        else:
            self.app.push_screen(AskPath("Import a log of sign-ins", "time, name, team, status, site"), self._import)

    def _import(self, path: str | None) -> None:
        if path:
            self._read_log(path, "wall" if self.client.clock.pace == 1 else "story")

    def _known(self) -> Known:
        muster, clock = self.muster, self.client.clock
        assert muster is not None  # asked before the file was
        assert muster.course is not None  # so was this
        return Known(
            self.client.briefing.teams,
            self.client.briefing.sites,
            self.client.briefing.begins,
            self.client.second,
            {team.team: team.alarm for team in muster.teams},
            up_to(muster.course, clock),
            clock.wall_ns / NANO,
        )

    def _read_log(self, path: str, clock: Clock) -> None:
        team_of = {name: team for team, names in self.client.name_lists.items() for name in names}
        self.say(Cell(f"reading {line(path)} ...", "dim"))
        self._in_thread(path, self._known(), Reading(self.team, clock, team_of))

    @work(thread=True)
    def _in_thread(self, path: str, known: Known, reading: Reading) -> None:
        try:
            log = read_log(read_text(path), os.path.basename(path), known, reading)
        except TableRefused as error:
            self.app.call_from_thread(self._refused, str(error))
        else:
            self.app.call_from_thread(self._preview, path, log, reading.clock)

    def _refused(self, text: str) -> None:
        self.say(Cell("NOT READ", "bad"), Cell(line(text), "bad"))

    def _preview(self, path: str, log: Log, clock: Clock) -> None:
        found = news(log, self.muster, COUNTED)
        self.say()
        screen = Preview(preview(path, log, found, clock), len(found.rows), clock)
        self.app.push_screen(screen, lambda chosen: self._chosen(chosen, path, found))

    def _chosen(self, chosen: str | None, path: str, found: News) -> None:
        match chosen:
            case "wall" | "story":
                self._read_log(path, chosen)
            case "import":
                self._begin(found)
            case _:
                self.say(Cell("Nothing was imported.", "dim"))

    # Recording, in slices

    def _begin(self, found: News) -> None:
        self._rest = check_ins(found.rows)
        self._to_import, self._imported = len(found.rows), 0
        self._before_import = self._counts()
        self._slice()

    def _counts(self) -> tuple[int, int, int]:
        muster = self.muster
        if muster is None:
            return 0, 0, 0
        return muster.reports, sum(team.counted for team in muster.teams), sum(team.surplus for team in muster.teams)

    def _slice(self) -> None:
        """Sends some, as long as not too many wait for an answer, and looks again soon."""
        if self._rest is None:
            return
        deadline = time.monotonic() + SLICE
        for command in self._rest:
            self._sent.add(self.client.act(command))
            if len(self._sent) >= AT_ONCE or time.monotonic() > deadline:
                break
        for reply in self.client.poll():
            if not self.takes(reply):
                self.route(reply)
        if self._rest is not None:
            self.say(Cell(f"importing: {self._imported} of {self._to_import}, escape stops", "strong"))
            if self._imported < self._to_import:
                self.set_timer(PAUSE, self._slice)
            else:
                self._rest = None

    def say_imported(self) -> None:
        """What came of an import, once all of it is on the record and the view has it."""
        if self._before_import is None or self._rest is not None:
            return
        counts = self._counts()
        reports, counted, surplus = (after - before for after, before in zip(counts, self._before_import, strict=True))
        if reports >= self._imported:
            self._before_import = None
            self.say(Cell(imported(self._imported, counted, surplus), "warn" if surplus else "good"))

    def takes_import(self, reply: Ack | Nack) -> bool:
        """Whether an answer is to a row of an import; one that was not taken ends it."""
        if reply.id not in self._sent:
            return False
        self._sent.discard(reply.id)
        if isinstance(reply, Ack):
            self._imported += 1
        elif self._rest is not None:
            self._rest = self._before_import = None
            done = f"after {self._imported} of {self._to_import} rows: {line(reply.text)}"
            self.say(Cell("IMPORT STOPPED", "bad"), Cell(done, "bad"))
        return True

    def stop_import(self) -> bool:
        """Whether an import went on; it does no more. What was recorded stays so; the same log again does the rest."""
        if self._rest is None:
            return False
        self._rest = self._before_import = None
        self.say(Cell(f"Import stopped after {self._imported} of {self._to_import} rows; they stay recorded.", "warn"))
        return True

    # Lists of names

    def action_list_of_names(self) -> None:
        """Asks for the file."""
        if self.client.briefing.teams:
            self.app.push_screen(AskPath("Take a list of names", "one a line, or columns name,team"), self._take_names)
        else:
            self.say(Cell("None of your roles leads a team.", "warn"))

    def _take_names(self, path: str | None) -> None:
        if not path:
            return
        try:
            listed, problems = read_names(
                read_text(path), os.path.basename(path), self.client.briefing.teams, self.team
            )
        except TableRefused as error:
            self._refused(str(error))
            return
        self._keep(listed, problems)

    def _keep(self, listed: list[Listed], problems: list[Problem]) -> None:
        for team in {team for team, _ in listed}:
            self.client.name_lists[team] = tuple(name for of, name in listed if of == team)
        self.say(Cell(taken(listed, problems), "warn" if problems else "good"))
        self.show()

"""The muster board: counts for the room, and one line in which check-ins are typed as they come in."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal
from textual.widgets import Digits, Input, Static

from drillsim.net.client import Client
from drillsim.net.frames import Ack, Nack
from drillsim.present import muster
from drillsim.present.forms import Words, speaks_for
from drillsim.present.muster_entry import HINT, NotUnderstood, answer, read_entry
from drillsim.present.muster_help import muster_help
from drillsim.present.muster_keys import BAR, FIXED, KEYS
from drillsim.present.paragraphs import Paragraph
from drillsim.present.rows import Cell
from drillsim.present.top import top
from drillsim.present.words import line
from drillsim.session.muster_view import MusterView, TeamMusterView
from drillsim.tui.screens.base import Whole
from drillsim.tui.screens.muster.logs import LogActions
from drillsim.tui.screens.page import Page
from drillsim.tui.widgets.agent_wall import AgentWall
from drillsim.tui.widgets.cell_lines import CellLines
from drillsim.tui.widgets.curve import Curve
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.last_word import LastWord
from drillsim.tui.widgets.recalling import RecallingField
from drillsim.tui.widgets.spelled import bindings
from drillsim.tui.widgets.too_small import TooSmall
from drillsim.tui.widgets.top_bar import TopBar


class MusterScreen(LogActions, Whole):
    """One team at a time. The line is always ready; escape goes back to the screen below."""

    AUTO_FOCUS = "#field-entry"
    keys = KEYS
    DEFAULT_CSS = """
    MusterScreen {
        #heading { height: 1; }
        #muster { height: 1fr; layout: grid; grid-size: 2; }
        #figures { height: 3; width: 1fr; }
        #curve, #stages, #targets, #wall, #who { height: 1fr; }
        #entry { height: 1; }
        #entry > Static { width: auto; padding: 0 1; text-style: bold; }
        #entry > WordsField { width: 1fr; }

        &.-one #muster { grid-columns: 1fr 29; grid-rows: 3 1fr 6 3; }
        &.-one #wall, &.-one #who { column-span: 2; }
        &.-one.-high #muster { grid-rows: 3 1fr 9 6; }
        &.-two #muster { grid-columns: 1fr 44; grid-rows: 5 1fr 11; grid-gutter: 0 2; }
        &.-three #muster { grid-columns: 1fr 36; grid-rows: 5 1fr 9; grid-gutter: 0 2; }
        &.-three #wall { column-span: 2; }
        &.-three #who { dock: right; width: 46; height: 100%; padding-left: 2; }
    }
    """
    BINDINGS = [
        *bindings(KEYS),
        *(Binding(key.press, key.action, show=False) for key in FIXED if key.action != "send"),
        Binding("shift+tab", "next_team", show=False),
    ]

    def __init__(self, client: Client, route: Callable[[Ack | Nack], None]) -> None:
        """`route` takes answers to what others asked for."""
        super().__init__()
        self.client = client
        self.route = route
        self._team: str | None = None
        self._waits_for: dict[str, str] = {}
        """Commands of the line that have no answer yet, by their ids: who they are about."""
        self._before: int | None = None
        """How many check-ins there were when the line was sent; None: what became of it has been said."""

    def compose(self) -> ComposeResult:
        """Figures, curve and wall for the room; stages, targets and names beside them; the line below."""
        yield TopBar()
        yield CellLines(id="heading")
        with Container(id="muster"):
            yield Digits(id="figures")
            yield CellLines(id="targets")
            yield Curve(id="curve")
            yield CellLines(id="stages")
            yield AgentWall(id="wall")
            yield CellLines(id="who")
        with Horizontal(id="entry"):
            yield Static("", id="prompt", markup=False)
            yield RecallingField(Words("entry", "", hint=HINT))
        yield LastWord()
        yield KeyBar(BAR)
        yield TooSmall()

    def on_mount(self) -> None:
        """The team that was sent first is shown first."""
        if not self.client.briefing.teams:
            self._entry.disabled = True
            told = "None of your roles leads a team: you see counts. The facilitator and the scribe type."
            self.say(Cell(told, "dim"))
        self.show()

    def resized(self) -> None:
        """Other things may find room."""
        self.call_after_refresh(self.show)

    # What is shown

    @property
    def muster(self) -> MusterView | None:
        """The newest muster, as far as this client sees it."""
        return self.client.muster

    @property
    def teams(self) -> tuple[str, ...]:
        """Those that have to be accounted for, then those that could report."""
        found = () if self.muster is None else tuple(team.team for team in self.muster.teams)
        return tuple(dict.fromkeys((*found, *self.client.briefing.teams)))

    @property
    def team(self) -> str:
        """The team that is shown, and of which those are who report."""
        return self._team if self._team in self.teams else next(iter(self.teams), "")

    def shown(self, team: str | None = None) -> TeamMusterView | None:
        """What is known of a team; None where it has not to be accounted for."""
        wanted = team or self.team
        teams = () if self.muster is None else self.muster.teams
        return next((each for each in teams if each.team == wanted), None)

    def show(self) -> None:
        """Shows what the client holds; widgets draw only what has changed."""
        if not self.is_mounted:
            return
        now, team = self.client.second, self.shown()
        self.query_one(TopBar).show(top(self.client.briefing, self.client.clock, now))
        self._prompt(f"{self.team}:" if self.team else "")
        self.query_one("#heading", CellLines).show(lambda *_: [self._heading(team)])
        self.query_one(Digits).update("-" if team is None else muster.figures(team))
        listed = self.client.name_lists.get(self.team, ())
        targets, stages = self.query_one("#targets", CellLines), self.query_one("#stages", CellLines)
        who = self.query_one("#who", CellLines)
        targets.show(lambda width, _: [] if team is None else muster.targets(team, now, width))
        stages.show(lambda *_: [] if team is None else muster.stages(team))
        lists = f"{self.key('list_of_names', 'F7')}: a list of names"
        who.show(lambda *room: [] if team is None else muster.who(team, listed, *room, lists=lists))
        if team is not None:
            self.query_one(Curve).show_team(team, now)
            self.query_one(AgentWall).show_team(team)
        else:
            self.query_one(Curve).show(lambda *_: [])
            self.query_one(AgentWall).show(lambda *_: [])
        self._say_what_became()
        self.say_imported()

    def _prompt(self, text: str) -> None:
        """Which team the line is of; to say the same again would lay all of the board out anew."""
        prompt = self.query_one("#prompt", Static)
        if prompt.content != text:
            prompt.update(text)

    def _heading(self, team: TeamMusterView | None) -> tuple[Cell, ...]:
        teams = self.teams
        place = teams.index(self.team) + 1 if self.team in teams else 0
        if team is None:
            return Cell(self.team, "strong"), Cell(
                muster.NOBODY if self.client.briefing.teams else muster.UNHEARD, "dim"
            )
        return muster.heading(team, self.client.briefing.begins, place, len(teams))

    def say(self, *cells: Cell) -> None:
        """Shows a line below the one that is typed."""
        self.query_one(LastWord).show(*cells)

    # What is typed

    @property
    def _entry(self) -> RecallingField:
        return self.query_one(RecallingField)

    @on(Input.Submitted, "#field-entry")
    def action_send(self) -> None:
        """Records what the line says; what it does not understand stays there."""
        text = self._entry.value.strip()
        if not text:
            return
        try:
            briefing = self.client.briefing
            commands = read_entry(text, self.team, briefing.sites, speaks_for(briefing, self.team))
        except NotUnderstood as error:
            self.say(Cell("NOT RECORDED", "bad"), Cell(line(str(error)), "bad"))
            return
        self._before = 0 if self.muster is None else self.muster.reports
        self._waits_for = {self.client.act(command): command.name or text for command in commands}
        self._entry.keep()
        self.say(Cell("sent ...", "dim"))

    def takes(self, reply: Ack | Nack) -> bool:
        """Whether an answer is to something of this board; says what became of it."""
        if reply.id in self._waits_for:
            who = self._waits_for.pop(reply.id)
            if isinstance(reply, Nack):
                self._waits_for.clear()
                self._before = None
                self.say(Cell("NOT RECORDED", "bad"), Cell(f"{line(who)}: {line(reply.text)}", "bad"))
            return True
        return self.takes_import(reply)

    def _say_what_became(self) -> None:
        """Of the line that was sent, once it is on the record and the view has it."""
        if self._before is None or self._waits_for or self.muster is None or self.muster.reports <= self._before:
            return
        new = [report for report in self.muster.latest if report.number > self._before and report.team == self.team]
        self._before = None
        text = answer(new)
        self.say(Cell(text, "warn" if "surplus" in text else "good"))

    def action_earlier(self) -> None:
        """A line that was typed before."""
        self._entry.recall(-1)

    def action_later(self) -> None:
        """The one after it, at last what is being typed."""
        self._entry.recall(1)

    # Looking around

    def action_next_team(self) -> None:
        """The next one, after the last the first."""
        teams = self.teams
        if len(teams) > 1:
            self._team = teams[(teams.index(self.team) + 1) % len(teams)]
            self.show()

    def action_names(self) -> None:
        """All names, where the board has room for some only."""
        team = self.shown()
        listed: Sequence[str] = self.client.name_lists.get(self.team, ())
        self.app.push_screen(Page(muster.names_page(self.team, team, listed)))

    def help(self) -> Sequence[Paragraph]:
        """What may be typed, the keys, the signs."""
        return muster_help(self.table)

    def action_close(self) -> None:
        """Back, once; an import that goes on is stopped first."""
        if self.stop_import():
            return
        if self.is_active:
            self.dismiss(None)

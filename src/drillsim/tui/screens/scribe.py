"""The scribe's screen: one line always ready, for whatever anybody at the table says."""

from collections.abc import Callable
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.widgets import Input

from drillsim.net.client import Client
from drillsim.net.frames import Ack, Nack
from drillsim.present.help import page
from drillsim.present.inbox import letter
from drillsim.present.log import names, said
from drillsim.present.paragraphs import Paragraph
from drillsim.present.rows import Cell
from drillsim.present.scribe.completions import completions
from drillsim.present.scribe.keys import BAR, KEYS
from drillsim.present.scribe.line import understood
from drillsim.present.scribe.matching import NotUnderstood
from drillsim.present.scribe.notebook import Notebook
from drillsim.present.scribe.panels import HELP, Line, hint, numbered, offered, running, typed
from drillsim.present.top import top
from drillsim.present.whiteboard import whole
from drillsim.present.words import clock, line
from drillsim.record.commands import Command
from drillsim.tui.screens.dialog import Sheet
from drillsim.tui.screens.live.pacing import PacingActions
from drillsim.tui.screens.live.whiteboard import WhiteboardActions
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.last_word import LastWord
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.spelled import bindings
from drillsim.tui.widgets.spoken_line import Hints, SpokenLine
from drillsim.tui.widgets.too_small import TooSmall
from drillsim.tui.widgets.top_bar import TopBar

MOST_LINES = 200  # that the panel shows: an afternoon's


class ScribeScreen(PacingActions, WhiteboardActions):
    """What all roles know, and the line; nothing on it that the table may not see."""

    AUTO_FOCUS = "#field-line"
    keys = KEYS
    DEFAULT_CSS = """
    ScribeScreen {
        #panels { height: 1fr; layout: vertical; }
        #inbox { height: 1fr; }
        #told { height: auto; }
        #running { height: auto; min-height: 2; max-height: 5; }
        #typed { height: 6; }
        &.-one.-high { #running { max-height: 9; } #typed { height: 12; } }
        &.-two #panels, &.-three #panels { layout: horizontal; }
        &.-two #inbox, &.-three #inbox { width: 1fr; }
        &.-two #told, &.-three #told { width: 1fr; height: 1fr; }
        &.-two #running, &.-three #running { max-height: 12; }
        &.-two #typed, &.-three #typed { height: 1fr; }
        #board { display: none; width: 1fr; }
        &.-three #board { display: block; }
    }
    """
    BINDINGS = [*bindings(KEYS), Binding("escape", "to_the_line", show=False)]

    def __init__(self, client: Client, lead: Client, leave: Callable[[], None], lines: list[Line]) -> None:
        """`lead` is the facilitator's client, who sits here too; `lines` are those typed before; more come."""
        super().__init__(client, leave)
        self._lead = lead
        self.lines = lines
        self._sent: dict[str, Line] = {}
        """Lines that have no answer yet, by their commands."""
        self._completing: tuple[str, int] | None = None
        """What was typed when tab was pressed first, and which completion stands there now."""

    def compose(self) -> ComposeResult:
        """The panels, the line, and what it would become."""
        yield TopBar()
        with Container(id="panels"):
            yield RowList(id="inbox", wrap=4, roomy=8)
            with Container(id="told"):
                yield RowList(id="running", opens=False)
                yield RowList(id="typed", follows=True, opens=False, wrap=2, roomy=8)
            yield RowList(id="board", opens=False, wrap=4)
        yield LastWord()
        yield SpokenLine(each.text for each in self.lines)
        yield Hints()
        yield KeyBar(BAR)
        yield TooSmall()

    def on_mount(self) -> None:
        """Ready from the first moment."""
        self.show()

    def resized(self) -> None:
        """The panels have other places now."""
        self.call_after_refresh(self.show)

    @property
    def _book(self) -> Notebook:
        return Notebook(self.view, self.client.briefing, self.client.second)

    @property
    def _line(self) -> SpokenLine:
        return self.query_one(SpokenLine)

    def show(self, *, anew: bool = False) -> None:  # noqa: ARG002 - all its panels are always in sight
        """Shows what the client holds."""
        if not self.is_mounted:
            return
        now = self.client.second
        self.query_one(TopBar).show(top(self.client.briefing, self.client.clock, now))
        self.show_whiteboard()
        self.query_one("#inbox", RowList).show(numbered(self.view))
        self.query_one("#running", RowList).show(running(self.view, now))
        self.query_one("#typed", RowList).show(typed(tuple(self.lines)))
        self.query_one("#board", RowList).show(whole(self.view.whiteboard))
        self._show_hints()

    def _show_hints(self) -> None:
        text, at = (self._line.value, 0) if self._completing is None else self._completing
        self.query_one(Hints).show((hint(self._line.value, self._book),), offered(text, self._book, at))

    # The line

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        if self._completing is not None and event.value != self._completed():
            self._completing = None
        self._show_hints()

    @on(Input.Submitted)
    def _spoken(self, event: Input.Submitted) -> None:
        """Sends what was understood; what was not stays there, with the reason under it."""
        event.stop()
        try:
            found = understood(event.value, self._book)
        except NotUnderstood as error:
            self.say(Cell("NOT SENT", "warn"), Cell(line(str(error)), "warn"))
            return
        name = self.client.act(found.command, said=found.said)
        self._sent[name] = Line(event.value, self.client.second, found.becomes, "sent")
        self.lines.append(self._sent[name])
        del self.lines[:-MOST_LINES]
        self._line.keep()
        self.say()

    def answered(self, answer: Ack | Nack) -> None:
        """What became of a line."""
        sent = None if answer.id is None else self._sent.pop(answer.id, None)
        if sent is None:
            super().answered(answer)
            return
        why = answer.text if isinstance(answer, Nack) else ""
        told = replace(sent, fate="refused" if why else "taken", why=why)
        self.lines[:] = [told if each is sent else each for each in self.lines]
        self.show()

    def action_complete(self) -> None:
        """The next way in which the line may go on."""
        text, at = (self._line.value, -1) if self._completing is None else self._completing
        found = completions(text, self._book)
        if found:
            self._completing = (text, (at + 1) % len(found))
            self._line.put(self._completed())

    def _completed(self) -> str:
        if self._completing is None:
            return self._line.value
        text, at = self._completing
        found = completions(text, self._book)
        return found[at % len(found)].text if found else text

    def action_recall(self, by: int) -> None:
        """What was typed before, and forward again to what is being typed."""
        self._line.recall(by)

    def action_to_the_line(self) -> None:
        """Back from a panel; on the line it is emptied."""
        if self._line.has_focus:
            self._line.empty()
        self.set_focus(self._line)

    # Beside it

    @on(RowList.Opened, "#inbox")
    def look_at(self, event: RowList.Opened) -> None:
        """An inject whole; that somebody opened it is said with `read`."""
        inject = next((each for each in self.view.inbox if each.id == event.key), None)
        if inject is not None:
            self.app.push_screen(Sheet("Inject", letter(inject, self.client.briefing.begins), [], to_read=True))

    def hear(self) -> None:
        """What was refused later, at the second for which it was said; the rest stands in the panels."""
        item = self.client.news[-1] if self.client.news else None
        if item is not None and item.kind == "refused":
            text, tone = said(item, names(self.view))
            self.say(Cell(clock(item.at), "dim"), Cell(f"{line(item.by)} {text}", tone))

    def action_scribe_whiteboard(self) -> None:
        """By a function key: letters belong to the line."""
        self.action_whiteboard()

    def action_scribe_clock(self) -> None:
        """As above."""
        self.action_toggle_clock()

    def action_scribe_jump(self) -> None:
        """As above."""
        self.action_jump()

    def conduct(self, command: Command) -> str:
        """At the facilitator's desk, so by the facilitator."""
        return self._lead.act(command)

    def help(self) -> list[Paragraph]:
        """What to know about it, and the keys."""
        return page("The scribe", HELP, self.table)

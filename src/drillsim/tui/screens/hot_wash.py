"""The hot wash: topic by topic what the room says, with the facts beside it, and the actions that come of it."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container

from drillsim.net.client import Client
from drillsim.present.evaluation import forms, hotwash
from drillsim.present.evaluation.facts import evidence, facts
from drillsim.present.evaluation.help import evaluation_help
from drillsim.present.evaluation.keys import HOT_WASH, HOT_WASH_BAR
from drillsim.present.paragraphs import Paragraph
from drillsim.present.rows import Cell, Table
from drillsim.present.top import top
from drillsim.present.words import line
from drillsim.record import written as w
from drillsim.record.commands import Command, actor
from drillsim.report.verdict import Pair
from drillsim.session.review import ActionLine, ReviewView, SaidLine
from drillsim.tui.screens.dialog import Sheet
from drillsim.tui.screens.live.base import LiveBase
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.last_word import LastWord
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.spelled import bindings
from drillsim.tui.widgets.too_small import TooSmall
from drillsim.tui.widgets.top_bar import TopBar


class HotWashScreen(LiveBase):
    """One topic at a time: what was said, the facts, all actions. Everything is on the record at once.

    From 100 columns on the facts stand beside what was said; the actions have many columns and go across below.
    """

    AUTO_FOCUS = "#said"
    keys = HOT_WASH

    DEFAULT_CSS = """
    HotWashScreen {
        #panels { height: 1fr; layout: grid; grid-gutter: 0 1; }
        &.-one #panels { grid-size: 1 3; grid-rows: 4fr 5fr 3fr; grid-gutter: 0; }
        &.-two #panels, &.-three #panels { grid-size: 2 2; grid-rows: 3fr 2fr; }
        &.-two #actions, &.-three #actions { column-span: 2; }

        &.-projector #actions { display: none; }
        &.-projector LastWord { display: none; }
        &.-projector #panels { grid-size: 1 2; grid-rows: 1fr 1fr; grid-columns: 1fr; }
        &.-projector RowList { padding: 0 2; }
    }
    """
    BINDINGS = [
        Binding("right", "next_topic", show=False),
        Binding("left", "topic_before", show=False),
        *bindings(HOT_WASH),
    ]

    def __init__(
        self,
        client: Client,
        leave: Callable[[], None],
        speakers: Sequence[str],
        raters: Sequence[str],
        speak: Callable[[str], Client],
        promises: Callable[[], Sequence[Pair]],
    ) -> None:
        """`speakers` may say something, `raters` rate; `speak` gives the client that writes for one of them.

        `promises` gives the verdict, as far as it is known by now.
        """
        super().__init__(client, leave)
        self._speakers = tuple(speakers)
        self._raters = tuple(raters)
        self._speak = speak
        self._promises = promises
        self._speaker: str | None = None
        """Who spoke last."""
        self._topic: str | None = None
        """The objective that is talked about; None: the exercise as a whole."""

    def compose(self) -> ComposeResult:
        """What is said, the facts beside it, the actions."""
        yield TopBar()
        with Container(id="panels"):
            yield RowList(id="said", wrap=6, roomy=1)
            yield RowList(id="facts", opens=False, wrap=4, roomy=1)
            yield RowList(id="actions", wrap=3, roomy=4)
        yield LastWord()
        yield KeyBar(HOT_WASH_BAR)
        yield TooSmall()

    def on_mount(self) -> None:
        """The exercise as a whole comes first."""
        self.say(Cell("Players first, facilitator last; roles, not names. All of it is on the record at once.", "dim"))
        self.show()

    def resized(self) -> None:
        """Other panels may be in sight now."""
        self.call_after_refresh(self.show)

    def show(self, *, anew: bool = False) -> None:  # noqa: ARG002  # its panels are always in sight
        """Shows what the client holds. Panels draw only what has changed."""
        review = self.client.review
        if not self.is_mounted or review is None:
            return
        self.query_one(TopBar).show(top(self.client.briefing, self.client.clock, self.client.second))
        topic = self._topic
        self.show_panel("said", lambda: hotwash.said(review, topic))
        self.show_panel("facts", lambda: self._facts(review))
        self.show_panel("actions", lambda: hotwash.actions(review))

    def _facts(self, review: ReviewView) -> Table:
        """Of the exercise as a whole the promises too."""
        topic = self._topic
        found, promises = hotwash.objective(review, topic), self._promises() if topic is None else ()
        return facts(hotwash.measured(review, topic), found, over=review.over, promises=promises)

    def hear(self) -> None:
        """Nothing happens any more."""

    def taken(self, form: str) -> None:  # noqa: ARG002  # whichever it was
        """What was said is on the record."""
        self.say(Cell("On the record.", "good"))

    def sender(self, command: Command) -> Client:
        """Each place writes under its own name."""
        if isinstance(command, w.HotWash):
            self._speaker = command.by
        return self._speak(actor(command))

    # What was said

    def action_say(self, says: str) -> None:
        """Something is said of this topic."""
        kind = next(each for each in forms.SAYS if each == says)
        self.ask(forms.say(self._speakers, self._topic, kind, self._speaker))

    def action_act(self) -> None:
        """What will be done."""
        review = self._review
        if review is not None:
            self._ask_for_an_action(review, self._topic)

    def _ask_for_an_action(self, review: ReviewView, objective: str | None, old: ActionLine | None = None) -> None:
        form = forms.act(
            self._speakers,
            objective,
            hotwash.measured(review, objective),
            self._speaker if old is None else None,
            old,
            today=self.client.today,
            needs_element=review.needs_element,
        )
        self.ask(form)

    @on(RowList.Opened, "#said")
    def open_said(self, event: RowList.Opened) -> None:
        """Corrects it, or takes it back."""
        lines = () if self._review is None else self._review.said
        found = next((each for each in lines if str(each.seq) == event.key), None)
        if found is not None:
            text = [Cell(f"{found.by}: {forms.SAYS[found.says][1]}", "dim"), Cell(line(found.text), "strong")]
            self._ask_about("What was said", text, found)

    @on(RowList.Opened, "#actions")
    def open_action(self, event: RowList.Opened) -> None:
        """The same of an action."""
        lines = () if self._review is None else self._review.actions
        found = next((each for each in lines if str(each.seq) == event.key), None)
        if found is not None:
            missing = Cell(hotwash.still_missing(found), "warn")
            text = [Cell(line(found.action), "strong"), Cell(f"Found: {line(found.finding)}"), missing]
            self._ask_about("Action", text, found)

    @property
    def _review(self) -> ReviewView | None:
        return self.client.review

    def _ask_about(self, title: str, text: Sequence[Cell], found: SaidLine | ActionLine) -> None:
        buttons = [("correct", "Change it"), ("take_back", "Take it back")]
        self.app.push_screen(Sheet(title, text, buttons), lambda chosen: self._about(found, chosen))

    def _about(self, found: SaidLine | ActionLine, chosen: str | None) -> None:
        review = self._review
        if chosen == "take_back":
            by = found.by if found.by in self._speakers else self._speakers[0]
            self._speak(by).act(forms.take_back(found, by))
        elif chosen == "correct" and isinstance(found, SaidLine):
            self.ask(forms.say(self._speakers, found.objective, found.says, None, found))
        elif chosen == "correct" and isinstance(found, ActionLine) and review is not None:
            self._ask_for_an_action(review, found.objective, found)

    # Ratings and facts

    def action_rate(self) -> None:
        """The proposal is a draft; a human rates, or leaves it open."""
        review = self._review
        found = None if review is None else hotwash.objective(review, self._topic)
        if found is None:
            on = self.key("next_topic", "t")
            self.say(Cell(f"The exercise as a whole is not rated; {on} goes on to an objective.", "warn"))
        elif not self._raters:
            self.say(Cell("Only a facilitator or an evaluator rates; you played alone. It stays open.", "warn"))
        else:
            self.ask(forms.confirm(self._raters, found))

    def action_retest(self) -> None:
        """Whether an open action of an earlier drill works, by those who rate."""
        rows = () if self._review is None else self._review.retests
        if not rows:
            self.say(Cell(hotwash.NONE_LEFT, "warn"))
        elif not self._raters:
            self.say(Cell("Only a facilitator or an evaluator says so; you played alone.", "warn"))
        else:
            self.ask(forms.retest(self._raters, rows))

    def action_evidence(self) -> None:
        """What the facts rest on."""
        if self._review is not None:
            text = evidence(hotwash.measured(self._review, self._topic))
            self.app.push_screen(Sheet(f"Evidence: {self._topic or 'the exercise'}", text, [], to_read=True))

    # Looking around

    def action_next_topic(self) -> None:
        """After the last one the first."""
        self._go_on(1)

    def action_topic_before(self) -> None:
        """Before the first one the last."""
        self._go_on(-1)

    def _go_on(self, by: int) -> None:
        if self._review is None:
            return
        places = hotwash.topics(self._review)
        self._topic = places[(places.index(self._topic) + by) % len(places)]
        self.show()

    def action_projector(self) -> None:
        """For the room: what is said and the facts, as large as they get; the same key brings the rest back."""
        self.toggle_class("-projector")
        self.call_after_refresh(self.show)

    def action_leave(self) -> None:
        """The record is whole; the hot wash can be gone on with."""
        self.app.exit()

    def help(self) -> Sequence[Paragraph]:
        """About the panel in focus first."""
        return evaluation_help(self.focused.id or "" if self.focused is not None else "", self.table)

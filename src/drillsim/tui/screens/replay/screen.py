"""The replay put together: the scrubber, how things stood, what happened around the moment that is shown."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Container

from drillsim.present.console.lens import strip
from drillsim.present.console.msel import msel
from drillsim.present.duty import duty
from drillsim.present.functions import functions
from drillsim.present.inbox import inbox
from drillsim.present.paragraphs import Paragraph
from drillsim.present.replay.events import events, now_key
from drillsim.present.replay.grounds import grounds, unknown
from drillsim.present.replay.heading import Shown, record, top, where
from drillsim.present.replay.help import replay_help
from drillsim.present.replay.keys import BAR, KEYS
from drillsim.present.replay.scrubber import ZOOMS
from drillsim.present.rows import Cell, Table
from drillsim.present.tasks import tasks
from drillsim.session.grounds import sites, systems
from drillsim.session.player import Player
from drillsim.session.view import View
from drillsim.session.watch import Point, Watch
from drillsim.tui.screens.replay.moving import MovingActions
from drillsim.tui.screens.replay.playing import PlayingActions
from drillsim.tui.widgets.key_bar import KeyBar
from drillsim.tui.widgets.last_word import LastWord
from drillsim.tui.widgets.row_list import RowList
from drillsim.tui.widgets.scrubber import Scrubber
from drillsim.tui.widgets.spelled import bindings
from drillsim.tui.widgets.timeline import Timeline
from drillsim.tui.widgets.too_small import TooSmall
from drillsim.tui.widgets.top_bar import TopBar

FIRST = ("left", "right", "home", "end")
"""Keys of a list, too, which here go through the record."""


class ReplayScreen(MovingActions, PlayingActions):
    """A record at a point, as one place saw it, in one to three columns."""

    AUTO_FOCUS = "#events"
    keys = KEYS
    drawers = ("injects", "tasks", "grounds", "duty", "timeline", "queues")

    DEFAULT_CSS = """
    ReplayScreen {
        #panels { height: 1fr; }
        #functions { height: auto; max-height: 7; }

        &.-one {
            #panels { layout: vertical; }
            #a { height: 1fr; }
            #b, #c { height: auto; }
            #functions { max-height: 4; }
            #injects, #tasks, #grounds, #duty, #timeline, #queues { display: none; height: 5; }
            #injects.-drawer, #tasks.-drawer, #grounds.-drawer { display: block; }
            #duty.-drawer, #timeline.-drawer, #queues.-drawer { display: block; }
        }
        &.-one.-high { #injects, #tasks, #grounds, #duty, #timeline, #queues { height: 12; } }
        &.-two #panels { layout: grid; grid-size: 2 2; grid-rows: 1fr 1fr; grid-gutter: 0 1; }
        &.-three #panels { layout: grid; grid-size: 3 1; grid-columns: 6fr 5fr 5fr; grid-gutter: 0 1; }
        &.-two #a { row-span: 2; }
        &.-two #functions, &.-three #functions { max-height: 9; }
        &.-two #timeline { display: none; }
        &.-three #timeline { height: 10; }
        &.-two #duty, &.-three #duty { height: auto; max-height: 10; }
        &.-two #queues, &.-three #queues { height: auto; max-height: 9; }
        &.-three.-high #queues { max-height: 13; }
        &.-two #queues.-none, &.-three #queues.-none { display: none; }
        &.-two.-role #grounds, &.-three.-role #grounds { display: none; }

        &.-zoomed #a, &.-zoomed #b, &.-zoomed #c { display: none; }
        &.-zoomed #panels { layout: vertical; }
        &.-zoomed #panels > .-holds { display: block; height: 1fr; }
        &.-zoomed #panels > .-holds > * { display: none; }
        &.-zoomed #panels > .-holds > .-alone { display: block; height: 1fr; max-height: 100%; }
    }
    """
    BINDINGS = [*bindings(KEYS, first=FIRST)]

    def __init__(self, watch: Watch, shown: Shown, player: Player, leave: Callable[[], None]) -> None:
        super().__init__(watch, shown, player, leave)
        self._shown: tuple[Watch, Point, int] | None = None

    def compose(self) -> ComposeResult:
        """The scrubber, then three groups of panels, which the width of the terminal arranges."""
        yield TopBar()
        yield LastWord(id="record")
        yield Scrubber()
        yield LastWord(id="where")
        with Container(id="panels"):
            with Container(id="a"):
                yield RowList(id="functions", opens=False, wrap=2, roomy=1)
                yield RowList(id="events", wrap=4)
            with Container(id="b"):
                yield RowList(id="injects", wrap=2)
                yield RowList(id="tasks", opens=False, wrap=2, must_fit=True)
            with Container(id="c"):
                yield RowList(id="grounds", opens=False)
                yield RowList(id="duty", opens=False)
                yield RowList(id="queues", opens=False, wrap=2, roomy=1)
                yield Timeline(id="timeline")
        yield LastWord(id="said")
        yield KeyBar(BAR)
        yield TooSmall()

    def on_mount(self) -> None:
        """It begins where the playback is."""
        self.query_one("#functions", RowList).can_focus = False
        self.open_drawer(self.drawers[0])
        self.show()

    def resized(self) -> None:
        """Other panels may be in sight now."""
        self.call_after_refresh(self.show, anew=True)

    def say(self, *cells: Cell) -> None:
        """Shows a line above the keys."""
        self.query_one("#said", LastWord).show(*cells)

    # Showing

    def show(self, *, anew: bool = False) -> None:
        """Shows the point; panels draw only what has changed. `anew`: panels may have come into sight."""
        if not self.is_mounted:
            return
        watch, playback = self.watched, self.watched.playback
        self.query_one(TopBar).show(top(playback.exercise, self.record, watch, self._how()))
        self.query_one("#record", LastWord).show(*record(playback.exercise, self.record, watch))
        self.query_one("#where", LastWord).show(*where(playback.exercise, watch, wide=not self.has_class("-one")))
        self.query_one(Scrubber).show(watch.course(), playback.now, ZOOMS[self.zoom])
        state = watch, watch.here, len(watch.seqs)
        if anew or self._shown != state:
            self._shown = state
            self._show_panels(watch.view(), playback.now)
            self._show_events()

    def _how(self) -> str:
        if self.player.is_playing:
            return f"PLAYING {self.player.pace}x"
        follows = self.record.is_written and self.watched.playback.is_at_end
        return "FOLLOWS" if follows else f"STOPPED ({self.player.pace}x)"

    def _show_events(self) -> None:
        panel, key = self.query_one("#events", RowList), now_key(self.telling)
        panel.show(events(self.telling))
        if key is not None:
            panel.point(key)

    def _show_panels(self, view: View, now: int) -> None:
        scene = self.watched.playback.scene
        console = None if self.watched.role is not None else scene.console()
        standing = view if console is None else strip(console)
        narrow = not self.has_class("-one")
        self.show_panel("functions", lambda: functions(standing, now, narrow=narrow))
        self.show_panel("injects", lambda: _past(inbox(view, now) if console is None else msel(console, now)))
        self.show_panel("tasks", lambda: replace(_past(tasks(view, now)), title="Tasks"))
        self.show_panel("duty", lambda: duty(view))
        self.show_queues(view.functions if console is None else console.functions)
        if console is None:
            self.query_one("#grounds", RowList).show(unknown())
        else:
            plan, state, world = self.watched.playback.exercise.plan, scene.state, scene.world
            self.show_panel(
                "grounds", lambda: grounds(list(sites(plan, state, world)), list(systems(plan, state, world)))
            )
        timeline = self.query_one(Timeline)
        if timeline.display:
            timeline.show(standing, now)

    # What comes by itself, help, leaving

    def beat(self) -> None:
        """Plays on, where it plays."""
        before, was_playing = self.watched.place, self.player.is_playing
        if self.player.beat() or was_playing != self.player.is_playing:
            self.show()
        if self.watched.place != before:
            self.tell()

    def help(self) -> Sequence[Paragraph]:
        """About the panel in focus first."""
        return replay_help(self.focused.id or "" if self.focused is not None else "", self.table)

    def action_leave(self) -> None:
        """Nothing is lost by it."""
        self.leave()


def _past(table: Table) -> Table:
    """A panel of a live screen without what its keys would do."""
    return replace(table, keys="")

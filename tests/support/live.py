"""Live drills for tests: a clock that only moves when told, hosts, and the screen as a grid of text."""

import datetime
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field

from textual.app import App
from textual.pilot import Pilot

from drillsim.loading import bundled, load
from drillsim.model.exercise import Exercise
from drillsim.net.client import Client
from drillsim.net.host import Host
from drillsim.net.seeking import Seeker
from drillsim.net.timekeeper import Clocks
from drillsim.record import running as r
from drillsim.record.entries import Entry, Header, Text
from drillsim.session.pacing import SECOND
from drillsim.session.script import who_plays
from drillsim.tui.app import LiveApp
from drillsim.tui.personal import Personal
from drillsim.tui.widgets.fields import PickField
from drillsim.tui.widgets.row_list import RowList

TODAY = datetime.date(2026, 3, 10)
WALL = 1_700_000_000 * SECOND  # the wall clock when the monotonic one is 0
STEP = 4  # real seconds between two beats of a test: below what the host takes for a computer that slept


@dataclass
class FakeClock:
    """Monotonic nanoseconds that move only when told."""

    ns: int = 5_000 * SECOND

    def __call__(self) -> int:
        """Nanoseconds now."""
        return self.ns

    def forward(self, seconds: float) -> None:
        """Lets real time pass."""
        self.ns += int(seconds * SECOND)


def shipped(name: str) -> Exercise:
    """A bundled drill."""
    exercise = load(str(bundled(name)), today=TODAY).exercise
    assert exercise is not None
    return exercise


def header(exercise: Exercise, taken: Collection[str]) -> Header:
    """The header of a live drill with these roles taken."""
    texts = (Text("d.drill.yaml", "drill", "", ""), Text("p.plan.yaml", "plan", "", ""))
    return Header(texts, exercise.drill.seed, who_plays(exercise, live=True, taken=taken), True, "0")


@dataclass
class Table:
    """A host with one client that leads, as `drillsim run` makes them."""

    exercise: Exercise
    taken: Sequence[str]
    append: Callable[[Sequence[Entry]], None] | None = None
    clock: FakeClock = field(default_factory=FakeClock)
    seeker: Seeker | None = None
    host: Host = field(init=False)
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        self.host = Host(
            self.exercise,
            header(self.exercise, self.taken),
            self.append,
            clocks=Clocks(self.clock, lambda: WALL + self.clock.ns),
            seeker=self.seeker,
        )
        self.client = Client(self.host.connect("screen", self.taken, leads=True), self.clock)
        self.client.poll()

    def start(self) -> None:
        """StartEx."""
        self.client.act(r.Start())
        self.beat()

    def beat(self) -> list[str]:
        """The host plays up to now; the texts of what was refused."""
        self.host.tick()
        return [answer.text for answer in self.client.poll() if hasattr(answer, "text")]

    def pass_time(self, seconds: float) -> None:
        """Real time passes, with a beat at least every few seconds."""
        while seconds > 0:
            self.clock.forward(min(seconds, STEP))
            seconds -= STEP
            self.beat()

    def until(self, second: int) -> None:
        """Lets the clock run to a second of the exercise."""
        while self.host.session.now < second and not self.host.session.over:
            missing = second * SECOND - self.host.clockwork.pacer.exercise_ns
            self.pass_time(min(STEP, -(-missing // self.host.clockwork.pacer.pace) / SECOND + 1e-9))


def app_of(table: Table, *, place: str = "", personal: Personal | None = None) -> LiveApp:
    """The app of a table, which beats only when told, as `personal` likes it."""
    return LiveApp(table.host, table.client, place=place, beat=None, listen=False, personal=personal)


def grid(app: App[None]) -> list[str]:
    """What the screen shows, line by line."""
    compositor = app.screen._compositor  # noqa: SLF001  # Textual has no public way to read a screen as text
    return [strip.text.rstrip() for strip in compositor.render_strips()]


def shows(app: App[None], text: str) -> bool:
    """Whether the text is somewhere on the screen."""
    return any(text in line for line in grid(app))


async def until(pilot: Pilot[None], holds: Callable[[], bool], what: str = "") -> None:
    """Waits until something holds; fails once the app has been quiet many times without it."""
    for _ in range(200):
        if holds():
            return
        await pilot.pause()
    raise AssertionError(f"{what or 'it'} never came:\n" + "\n".join(grid(pilot.app)))


@dataclass
class Hands:
    """Somebody at the keyboard of a live drill."""

    table: Table
    app: LiveApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Presses keys, each followed by a beat."""
        for key in keys:
            await self.pilot.press(key)
            await self.beat()

    async def beat(self) -> None:
        """The app looks at the host."""
        self.app.beat()
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Types into what is in focus."""
        await self.pilot.press(*({" ": "space"}.get(sign, sign) for sign in text))

    async def choose(self, field: str, value: str) -> None:
        """Turns a field of a form to one of its values."""
        pick = self.app.screen.query_one(f"#field-{field}", PickField)
        pick.focus()
        for _ in pick.options:
            if pick.value == value:
                return
            await self.press("right")
        assert pick.value == value, f"{field} has no {value}"

    async def see(self, text: str) -> None:
        """Waits until the screen shows it."""
        await until(self.pilot, lambda: shows(self.app, text), text)

    async def clock_at(self, second: int) -> None:
        """Lets the clock run to a second of the exercise."""
        while self.table.host.session.now < second and not self.table.host.session.over:
            missing = second * SECOND - self.table.host.clockwork.pacer.exercise_ns
            self.table.clock.ns += min(STEP * SECOND, -(-missing // self.table.host.clockwork.pacer.pace))
            await self.beat()

    async def go_to(self, panel: str, key: str) -> None:
        """Moves the cursor of a panel to a row."""
        rows = self.app.screen.query_one(f"#{panel}", RowList)
        await self.press({"inbox": "1", "tasks": "2", "messages": "3", "due": "4"}[panel], "home")
        for _ in rows.table.rows:
            if rows.key == key:
                return
            await self.press("down")
        assert rows.key == key, f"{panel} has no {key}"


async def played_by_hand(
    table: Table,
    size: tuple[int, int],
    story: Callable[[Hands], Awaitable[None]],
    *,
    start: bool = True,
    personal: Personal | None = None,
) -> None:
    """Runs the app without a terminal and lets a story play on it, from the live screen on."""
    app = app_of(table, personal=personal)
    async with app.run_test(size=size) as pilot:
        hands = Hands(table, app, pilot)
        if start:
            await hands.press("s")
            await until(pilot, lambda: bool(app.screen.query("#tasks")), "the live screen")
        await story(hands)

"""What is played: two pools of one kind, which every engine can, and what only drillsim's engines can."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Single:
    """One pool, first come first served; rate in contacts a second, means in seconds."""

    name: str
    rate: float
    handling: float
    patience: float
    agents: int
    n: int
    """Contacts in a whole run, and in a quick one."""
    n_quick: int
    from_empty: bool = False
    """Whether what happens until it is full is most of it; else it is steady for nearly all the time."""

    def contacts(self, *, quick: bool) -> int:
        """How many come."""
        return self.n_quick if quick else self.n


SMALL = Single("small", 100 / HOUR, 300.0, 180.0, 10, 100_000, 20_000)
LARGE = Single("large", 80_000 / HOUR, 450.0, 240.0, 10_000, 200_000, 100_000, from_empty=True)
SINGLES = (SMALL, LARGE)


@dataclass(frozen=True, slots=True)
class Channel:
    """Contacts of one kind: how many a second, mean seconds of handling and patience, and the pools that are asked."""

    name: str
    rate: float
    handling: float
    patience: float
    prefers: Sequence[int]
    redial: float = 0.0


@dataclass(frozen=True, slots=True)
class Team:
    """A pool: agents, how many contacts each has at once, and which channels it serves, the most urgent first."""

    agents: int
    at_once: int
    serves: Sequence[int]


@dataclass(frozen=True, slots=True)
class Change:
    """From an instant on, in seconds: other agents in a team, or other rates, as a share of the channels' own."""

    at: float
    rates: float | None = None
    team: int = 0
    agents: int | None = None
    drop: bool = False
    """Whether the contacts of those who leave are cut off; else they wait again."""


@dataclass(frozen=True, slots=True)
class Centre:
    """Several kinds and pools."""

    name: str
    channels: Sequence[Channel]
    teams: Sequence[Team]
    lasts: float
    """Seconds in which contacts come; it goes on until nobody waits."""
    changes: Sequence[Change] = ()
    limit: int | None = None
    """How many may wait of a kind, in a centre that deflects the others."""
    watch: int | None = None
    """Stop each time so many of the first kind wait."""


def _channels(per_hour: float) -> tuple[Channel, ...]:
    """Calls, chats, messages and mail, 100 % together."""
    rate = per_hour / HOUR
    return (
        Channel("calls", 0.5 * rate, 330.0, 180.0, (0, 1)),
        Channel("chats", 0.2 * rate, 420.0, 120.0, (1, 2)),
        Channel("messages", 0.2 * rate, 380.0, 600.0, (2, 1)),
        Channel("mail", 0.1 * rate, 500.0, 3600.0, (2,)),
    )


def _teams(agents: int, at_once: int = 1) -> tuple[Team, ...]:
    """Three pools, the second of which helps out both others."""
    return (
        Team(agents * 4 // 10, 1, (0,)),
        Team(agents * 3 // 10, 1, (1, 0, 2)),
        Team(agents * 3 // 10 // at_once, at_once, (2, 1, 3)),
    )


def multichannel(*, quick: bool) -> Centre:
    """4 channels, 3 pools, 10,000 agents, 100,000 contacts an hour: some more than they can do, from empty."""
    return Centre("multichannel", _channels(100_000), _teams(10_000), HOUR if quick else 3 * HOUR)


def drill() -> Centre:
    """48 hours with about 38,000 contacts in waves; a site is lost with its contacts, and comes back by and by.

    As in a drill, each function has its own agents: those of the calls are at two sites.
    """
    busy = (0.2, 0.2, 0.3, 0.7, 1.4, 1.8, 1.7, 1.5, 1.4, 1.2, 0.9, 0.7)  # of two hours each, twelve a day; mean 1
    waves = [Change(2 * HOUR * number, rates=busy[number % 12]) for number in range(24)]
    events = [
        Change(8 * HOUR, team=0, agents=0, drop=True),
        Change(14 * HOUR, team=0, agents=20),
        Change(30 * HOUR, team=1, agents=10),
        Change(33 * HOUR, team=1, agents=26),
        Change(40 * HOUR, team=0, agents=40),
    ]
    changes = tuple(sorted((*waves, *events), key=lambda change: change.at))
    own = ((0, 1), (2,), (3,), (4,))
    channels = tuple(
        replace(channel, prefers=teams) for channel, teams in zip(_channels(38_000 / 48), own, strict=True)
    )
    teams = (Team(40, 1, (0,)), Team(26, 1, (0,)), Team(8, 3, (1,)), Team(20, 1, (2,)), Team(14, 1, (3,)))
    return Centre("drill", channels, teams, 48 * HOUR, changes)


def apart(centre: Centre) -> list[Centre]:
    """The kinds of a centre that share agents, each such group by itself: what a drill plays apart."""
    groups: list[set[int]] = []
    for channel in centre.channels:
        joined = [group for group in groups if group & set(channel.prefers)]
        groups = [group for group in groups if group not in joined] + [set(channel.prefers).union(*joined)]
    return [_part(centre, sorted(group)) for group in groups]


def _part(centre: Centre, teams: list[int]) -> Centre:
    """The kinds that these teams serve, and what changes for them."""
    kinds = [kind for kind, channel in enumerate(centre.channels) if set(channel.prefers) <= set(teams)]
    return replace(
        centre,
        channels=[
            replace(centre.channels[kind], prefers=[teams.index(team) for team in centre.channels[kind].prefers])
            for kind in kinds
        ],
        teams=[
            replace(centre.teams[team], serves=[kinds.index(kind) for kind in centre.teams[team].serves])
            for team in teams
        ],
        changes=[
            replace(change, team=teams.index(change.team) if change.agents is not None else 0)
            for change in centre.changes
            if change.agents is None or change.team in teams
        ],
    )


def features(*, quick: bool, plain: bool) -> Centre:
    """120 contacts in hand at most: three at once, callers who call again, a limit and a watch; or nothing of that."""
    calls = Channel("calls", 800 / HOUR, 600.0, 300.0, (0,), 0.0 if plain else 0.5)
    lasts = (25 if quick else 100) * HOUR
    if plain:
        return Centre("plain", (calls,), (Team(120, 1, (0,)),), lasts)
    return Centre("features", (calls,), (Team(40, 3, (0,)),), lasts, limit=30, watch=10)

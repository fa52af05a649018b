"""Sites, areas and systems: lost, closed, failed and back again (rules 4 and 12)."""

from fractions import Fraction

from drillsim.analysis.levels import working_with
from drillsim.engine.calendar import Rank, Steps
from drillsim.engine.people import empty_site
from drillsim.engine.play import Play
from drillsim.record.events import (
    BackupStoodDown,
    BackupTookOver,
    NobodyNewLetIn,
    PlaceLost,
    PlaceRepaired,
    SiteBarred,
    SiteCleared,
    SiteClosed,
    SiteOpened,
    SystemFailed,
    SystemRepaired,
    SystemWeakened,
)


def lose(play: Play, place: str) -> None:
    """A site or an area is lost: closed, and every system there down until it is repaired."""
    if place not in play.state.lost:
        play.emit(PlaceLost(play.now, place))
    for site in play.plan.areas.get(place, (place,)):
        close(play, site)


def close(play: Play, site: str) -> None:
    """A site closes; people there are away."""
    if site not in play.state.closed:
        play.emit(SiteClosed(play.now, site))
    empty_site(play, site)


def open_up(play: Play, site: str) -> None:
    """A site opens, one closed at these hours too, until other hours close it; this brings nobody back."""
    if site in play.state.closed or site in play.state.shut:
        play.emit(SiteOpened(play.now, site))


def bar(play: Play, site: str) -> None:
    """Nobody may enter a site until it is cleared, however often it was barred; nothing else changes there."""
    if site not in play.state.barred:
        play.emit(SiteBarred(play.now, site))


def clear(play: Play, site: str) -> None:
    """A barred site may be entered again."""
    if site in play.state.barred:
        play.emit(SiteCleared(play.now, site))


def fail(play: Play, system: str) -> None:
    """A system fails, until it is repaired."""
    if system not in play.state.failed:
        play.emit(SystemFailed(play.now, system))


def weaken(play: Play, system: str, share: Fraction) -> None:
    """A system lets only a share of those who need it work, until it is repaired or another share is given.

    It stays up, whatever the share: nothing takes over from it, and messages and tasks that need it go on.
    """
    if play.state.weakened.get(system, 1) != share:
        play.emit(SystemWeakened(play.now, system, share))


def let_nobody_new_in(play: Play, system: str) -> None:
    """A system keeps those who work with it now and counts no later arrival, until it is repaired."""
    if system not in play.state.keeps:
        play.emit(NobodyNewLetIn(play.now, system, working_with(play.world, system)))


def repair(play: Play, thing: str) -> None:
    """A failed or weak system works for all again.

    The loss of a site or area ends, and its sites stay closed until opened.
    """
    state = play.state
    if thing in state.failed or thing in state.weakened or thing in state.keeps:
        play.emit(SystemRepaired(play.now, thing))
    if thing in play.state.lost:
        play.emit(PlaceRepaired(play.now, thing))


class TakeOver:
    """Backups that take over by themselves, `auto_after` after their primary went down for whatever reason."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.down_since: dict[str, int] = {}
        self.backups = sorted(
            name for name, body in play.plan.systems.items() if body.auto_after is not None and body.backup_for
        )

    def watch(self) -> None:
        """Looks after every change whether a primary went down or came back, again until nothing changes."""
        before = -1
        while before != len(self.play.log):
            before = len(self.play.log)
            self._look()

    def _look(self) -> None:
        for backup in self.backups:
            body = self.play.plan.systems[backup]
            if body.backup_for is None:
                continue
            if self.play.world.up(body.backup_for):
                self.down_since.pop(backup, None)
                if backup in self.play.state.took_over:
                    self.play.emit(BackupStoodDown(self.play.now, backup))
            elif backup not in self.down_since:
                self.down_since[backup] = self.play.now
                if body.auto_after:
                    self.play.calendar.process(self._take_over(backup, self.play.now, body.auto_after))
                else:
                    self.play.emit(BackupTookOver(self.play.now, backup))

    def _take_over(self, backup: str, since: int, after: int) -> Steps:
        yield self.play.calendar.due(since + after, Rank.TAKE_OVER, backup)
        if self.down_since.get(backup) == since and backup not in self.play.state.took_over:
            self.play.emit(BackupTookOver(self.play.now, backup))

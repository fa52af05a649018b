"""Entries of a record in words: a role's as its team log says them, the facilitator's as the report does."""

from drillsim.model.scenario import InjectBody
from drillsim.present.log import Names, names, said
from drillsim.present.replay.ordered import ordered
from drillsim.present.rows import Tone
from drillsim.present.words import line
from drillsim.record import events as e
from drillsim.report.event_words import words
from drillsim.report.labels import Labels
from drillsim.report.marks import without_marks
from drillsim.session.playback import Playback
from drillsim.session.watch import Watch

TONES: dict[type, Tone] = {
    e.ExerciseStarted: "strong",
    e.ExerciseEnded: "strong",
    e.InjectReleased: "warn",
    e.PlaybookFired: "strong",
    e.ModeChanged: "strong",
    e.Decided: "strong",
    e.TaskDone: "good",
    e.SystemFailed: "bad",
    e.PlaceLost: "bad",
    e.SiteClosed: "bad",
    e.SystemRepaired: "good",
    e.PlaceRepaired: "good",
    e.SiteOpened: "good",
    e.Refused: "bad",
    e.MessageUndelivered: "bad",
    e.RealEmergencyCalled: "bad",
    e.AgentsMoved: "dim",
    e.RoleHeld: "dim",
    e.RolePlayed: "dim",
}
"""How an event is meant; any other is plain."""


class Telling:
    """Says the entries that a place watches; each is worded once."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.labels = Labels(watch.playback.exercise, watch.playback.header, (), names=True)
        self._told: dict[int, tuple[str, Tone]] = {}
        self._names: tuple[int, Names] | None = None

    def said(self, seq: int) -> tuple[str, Tone]:
        """What an entry says, in one line, and how that is meant."""
        if seq not in self._told:
            self._told[seq] = self._said(seq)
        return self._told[seq]

    def find(self, text: str) -> int | None:
        """The next event after the point that is shown with these words; after the last the first again."""
        wanted = text.casefold()
        seqs, place = self.watch.seqs, self.watch.place
        found = (seq for seq in (*seqs[place:], *seqs[:place]) if wanted in self.said(seq)[0].casefold())
        return next(found, None)

    def _said(self, seq: int) -> tuple[str, Tone]:
        playback = self.watch.playback
        if self.watch.role is not None:
            item = self.watch.news[seq]
            text, tone = said(item, self._known())
            return (f"{line(item.by)}: {text}" if item.by and item.kind != "inject" else text), tone
        event = playback.event(seq)
        if event is None:
            return ordered(playback.entries[seq - 1]), "dim"
        return without_marks(words(_Known(playback, self.labels), event)), TONES.get(type(event), "plain")

    def _known(self) -> Names:
        """What this role calls its tasks and injects, as far as the record goes."""
        latest = self.watch.playback.latest
        if self._names is None or self._names[0] != latest.seq:
            self._names = latest.seq, names(latest.views.view(self.watch.roles, ()))
        return self._names[1]


class _Known:
    """What has to be known to say what happened."""

    def __init__(self, playback: Playback, labels: Labels) -> None:
        self.playback = playback
        self.labels = labels

    def body(self, inject: str) -> InjectBody | None:
        written = (each.body for each in self.playback.exercise.injects if each.id == inject)
        return self.playback.latest.body(inject) or next(written, None)

    def is_up(self, system: str, second: int) -> bool:
        return self.playback.world_at(second).up(system)

"""Before StartEx: what is read out, who is here, who plays what; for somebody alone only StartEx itself."""

from drillsim.engine import NOBODY, STAND_IN
from drillsim.plain.clock import SURE, ClockWords
from drillsim.plain.place import GO_ON, Answer, filled
from drillsim.plain.typed import NotDone, found
from drillsim.present import forms
from drillsim.present.console import forms as console_forms
from drillsim.present.console.places import is_person, lobby, missing, next_player, start_words
from drillsim.present.plain.lines import cells, table
from drillsim.present.plain.words import At
from drillsim.present.start import places
from drillsim.present.words import about
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.view import LobbyRow, ShiftRow

CALLS: dict[str, r.Reached] = {
    "called": "called",
    "answered": "answered",
    "voicemail": "voicemail",
    "no answer": "no_answer",
}
"""How a call of the reach test stands, in words -> as it is on the record."""


class Start(ClockWords):
    """Somebody alone, before StartEx."""

    at: At = "start"

    @property
    def answers(self) -> dict[str, Answer]:
        """What each word does here."""
        words = self.clock_words
        clock = {name: words[name] for name in ("time", "pause", "go on", "real emergency", "emergency over")}
        return {**clock, "story": self.story, "who": self.who, "note": self.note, "start": self.start}

    def greet(self) -> list[str]:
        """What is told first of all."""
        return [*self.time(""), *self.story(""), *self.who(""), "Type start for StartEx, help for all words."]

    def who(self, _: str) -> list[str]:
        """Who plays which role."""
        return table(places(self.client.briefing))

    def note(self, rest: str) -> list[str]:
        """Written down by whoever leads."""
        return self.send(filled(forms.note((c.FACILITATOR,)), text=rest), what="note")

    def start(self, _: str) -> list[str]:
        """StartEx."""
        return self.conduct(r.Start(), "StartEx")


class Lobby(Start):
    """The facilitator's: the role check-in."""

    at: At = "lobby"

    @property
    def rows(self) -> tuple[LobbyRow, ...]:
        """Every role, as it stands now."""
        return () if self.client.lobby is None else self.client.lobby.rows

    @property
    def shift(self) -> tuple[ShiftRow, ...]:
        """How many of each team are on shift, as StartEx would count them now."""
        return () if self.client.lobby is None else self.client.lobby.on_shift

    @property
    def answers(self) -> dict[str, Answer]:
        """What each word does here."""
        return {
            **super().answers,
            "here": lambda rest: self.check_in(rest, is_here=True),
            "gone": lambda rest: self.check_in(rest, is_here=False),
            "all here": self.all_here,
            "stand-in": lambda rest: self.give(self.row(rest), STAND_IN),
            "empty": lambda rest: self.give(self.row(rest), NOBODY),
            "alternate": self.alternate,
            "place": self.place,
            "call": self.call,
            "reached": self.reached,
            "on shift": self.on_shift,
        }

    def who(self, _: str) -> list[str]:
        """The role check-in, and how the reach test went."""
        names = {how: text for text, how in CALLS.items()}
        calls = [
            f"REACH TEST {row.role}: {names[row.reached]}{_after(row.reach_seconds)}"
            for row in self.rows
            if row.reached
        ]
        return [*table(lobby(self.rows)), *calls]

    def row(self, typed: str) -> LobbyRow:
        """The role that was typed. Raises NotDone."""
        name = found(typed, [row.role for row in self.rows], "role")
        return next(row for row in self.rows if row.role == name)

    def check_in(self, rest: str, *, is_here: bool) -> list[str]:
        """Here and briefed, or not after all."""
        row = self.row(rest)
        if not is_person(row.player):
            raise NotDone(f"no person plays {row.role}; alternate or place gives it to one.")
        return self.send(r.Here(row.role, is_here), what=f"{row.role} is {'here' if is_here else 'not here'}")

    def all_here(self, _: str) -> list[str]:
        """Everybody who is to play."""
        away = missing(self.rows)
        if not away:
            raise NotDone("everybody who is to play is here already.")
        return self.send(*(r.Here(role) for role in away), what=f"here: {', '.join(away)}")

    def give(self, row: LobbyRow, player: str) -> list[str]:
        """Somebody else plays it, who has to check in."""
        shown = {STAND_IN: "a stand-in", NOBODY: "nobody, on purpose"}.get(player, player)
        gone = [r.Here(row.role, is_here=False)] if row.is_here else []
        return self.send(c.Place(row.role, player), *gone, what=f"{row.role} is played by {shown}")

    def alternate(self, rest: str) -> list[str]:
        """The next of its alternates, after the last its holder; the holder first where no person plays it."""
        row = self.row(rest)
        player = next_player(row)
        if player is None:
            raise NotDone(f"the plan has no alternate for {row.role}; stand-in, place or empty.")
        return self.give(row, player)

    def place(self, rest: str) -> list[str]:
        """To somebody by name."""
        role, _, name = rest.partition(" ")
        row = self.row(role)
        command = filled(console_forms.place(row.role, row.player, ()), name=name)
        assert isinstance(command, c.Place)  # the form makes no other
        return self.give(row, command.player)

    def call(self, rest: str) -> list[str]:
        """The reach test: the telephone rings from now on."""
        row = self.row(rest)
        return self.send(r.Reach(row.role, "called"), what=f"{row.role} is called")

    def reached(self, rest: str) -> list[str]:
        """How the call went; from then on it is known how long it took."""
        typed, _, how = rest.partition(" ")
        row = self.row(typed)
        ended = found(how.strip(), [text for text in CALLS if CALLS[text] != "called"], "way a call ends")
        return self.send(r.Reach(row.role, CALLS[ended]), what=f"{row.role}: {ended}")

    def on_shift(self, rest: str) -> list[str]:
        """Who is on shift now; or how many of a team, where they are other than the plan says."""
        rows = self.shift
        if not rest:
            said = [f"{row.team}: {row.count}, {'as was said here' if row.asked else 'by the plan'}" for row in rows]
            return ["On shift now:", *said]
        typed, _, count = rest.partition(" ")
        team = found(typed, [row.team for row in rows], "team")
        if not (count.isascii() and count.isdigit()):
            raise NotDone(f"expected how many are on shift now, such as on shift {team} 40.")
        return self.send(r.OnShift(team, int(count[:9])), what=f"on shift: {count[:9]} of {team}")

    def start(self, _: str) -> list[str]:
        """StartEx, once it is confirmed."""
        told = self.client.briefing
        timed = told.kind == "timed"
        words = start_words(self.rows, self.shift, stops_to_talk=told.stops_to_talk, timed=timed, jump=GO_ON)
        return self.ask(["StartEx?", *cells(words), SURE], "yes", lambda: self.conduct(r.Start(), "StartEx"))


def _after(seconds: int | None) -> str:
    """How long a call took; nothing while it rings."""
    return "" if seconds is None else f" after {about(seconds)}"

"""What the facilitator does: each word asks for what a key of the console asks for, by the same forms."""

from drillsim.engine import NOBODY, STAND_IN
from drillsim.plain.checking_in import checked_in
from drillsim.plain.judging import JudgingWords
from drillsim.plain.place import Answer, filled
from drillsim.plain.typed import NotDone, clause, found
from drillsim.present.console import forms
from drillsim.present.words import both_clocks, line
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.console import TO_COME, MselRow, PlaceRow

HEADS = ("to", "from", "via", "asking")
"""What can stand before the text of an inject that is made up."""


class Console(JudgingWords):
    """The facilitator's place, from StartEx on."""

    @property
    def answers(self) -> dict[str, Answer]:
        """What each word does here."""
        return {
            **self.clock_words,
            **self.looks,
            "release": self.release,
            "hold": self.hold,
            "defer": self.defer,
            "skip": self.skip,
            "undo": self.undo,
            "improvise": self.improvise,
            **self.board_words,
            **self.judgements,
            **self.looking_for,
            "here": lambda rest: self.is_here(rest, is_here=True),
            "gone": lambda rest: self.is_here(rest, is_here=False),
            "stand-in": lambda rest: self.give(self.place_of(rest), STAND_IN, "a stand-in"),
            "empty": lambda rest: self.give(self.place_of(rest), NOBODY, "nobody, on purpose"),
            "place": self.place,
            "check in": self.check_in,
            "usual": self.give_usual,
            "note": self.note,
        }

    def to_come(self, typed: str) -> MselRow:
        """An inject about which something can still be done. Raises NotDone."""
        row = self.inject(typed)
        if row.state not in TO_COME:
            raise NotDone(f"inject {self.number(row)} is {row.state} already.")
        return row

    def release(self, rest: str) -> list[str]:
        """Now, whatever its clock says."""
        row = self.to_come(rest)
        return self.send(c.Release(row.id), what=f"release {self.number(row)}")

    def hold(self, rest: str) -> list[str]:
        """It waits until it is released by hand."""
        row = self.to_come(rest)
        if row.state == "held":
            raise NotDone(f"inject {self.number(row)} is held already; release lets it come.")
        return self.send(c.Defer(row.id), what=f"hold {self.number(row)}")

    def defer(self, rest: str) -> list[str]:
        """To another time."""
        typed, to = clause(rest, "to")
        row = self.to_come(typed)
        if not to:
            raise NotDone(f"expected a time, such as defer {self.number(row)} to +10m; hold lets it wait for you.")
        command = filled(forms.defer(row, self.client.briefing, lambda: self.now), to=to)
        assert isinstance(command, c.Defer)  # the form makes no other
        assert command.to is not None  # a time was given
        when = both_clocks(self.client.briefing.begins, command.to)
        return self.send(command, what=f"inject {self.number(row)} is put off to {when}")

    def skip(self, rest: str) -> list[str]:
        """With a reason."""
        typed, because = clause(rest, "because")
        row = self.to_come(typed)
        return self.send(filled(forms.skip(row), because=because or ""), what=f"skip {self.number(row)}")

    def undo(self, rest: str) -> list[str]:
        """The last hold, deferral or skip: of an inject, else of all."""
        moved = {row.put_off: row for row in self.console.msel if row.put_off is not None}
        if not moved:
            raise NotDone("no inject is held, put off or skipped.")
        row = self.inject(rest) if rest else moved[max(moved)]
        if row.put_off is None:
            raise NotDone(f"inject {self.number(row)} is neither held, put off nor skipped.")
        return self.send(c.Restore(row.id), what=f"inject {self.number(row)} is as it was before")

    def improvise(self, rest: str) -> list[str]:
        """`to hr_lead from Reporter via phone: Is it true?`; without a head it is told to everybody."""
        head, colon, says = rest.partition(":")
        first = head.split(maxsplit=1)[0].casefold() if head.split() else ""
        if not colon or (first and first not in HEADS):
            head, says = "", rest
        values: dict[str, str] = {"says": says.strip()}
        for name in reversed(HEADS):
            head, told = clause(head, name)
            values["ask" if name == "asking" else name] = told or ""
        roles = tuple(place.role for place in self.console.places)
        values["to"] = found(values["to"] or forms.EVERYBODY, [forms.EVERYBODY, *roles], "role")
        return self.send(filled(forms.improvise(roles), **values), what="an inject that you made up")

    def place_of(self, typed: str) -> PlaceRow:
        """The role that was typed. Raises NotDone."""
        role = found(typed, [place.role for place in self.console.places], "role")
        return next(place for place in self.console.places if place.role == role)

    def is_here(self, rest: str, *, is_here: bool) -> list[str]:
        """Somebody came late, or had to go."""
        place = self.place_of(rest)
        if place.player not in ("here", "elsewhere"):
            raise NotDone(f"nobody plays {place.role} who could come or go; place gives it to somebody.")
        return self.send(r.Here(place.role, is_here), what=f"{place.role} is {'here' if is_here else 'not here'}")

    def give(self, place: PlaceRow, player: str, shown: str) -> list[str]:
        """From now on somebody else plays it, who is told again what the role was told."""
        if place.player_name == player:
            raise NotDone(f"{place.role} is played by {shown} already.")
        return self.send(c.Place(place.role, player), what=f"{place.role} is played by {line(shown)}")

    def place(self, rest: str) -> list[str]:
        """To somebody by name."""
        role, _, name = rest.partition(" ")
        place = self.place_of(role)
        command = filled(forms.place(place.role, place.player_name, ()), name=name)
        assert isinstance(command, c.Place)  # the form makes no other
        return self.give(place, command.player, command.player)

    def give_usual(self, rest: str) -> list[str]:
        """A task that goes on until somebody says done ends after its usual time."""
        waiting = [task.id for task in self.console.tasks if task.open_since is not None]
        task = found(rest, waiting, "task that waits for a done")
        return self.send(c.GiveUsual(task), what=f"{task} gets its usual time")

    def check_in(self, rest: str) -> list[str]:
        """People of any team."""
        return self.send(checked_in(self.client.briefing, rest), what="check in")

    def jump_to(self, to: str) -> int:
        """To a module too."""
        ahead = {module.name: module for module in self.console.modules if module.begins > self.now}
        named = next((name for name in ahead if name.casefold().startswith(to.casefold())), None)
        return super().jump_to(to) if named is None else ahead[named].begins

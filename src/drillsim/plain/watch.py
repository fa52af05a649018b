"""What the facilitator's place shows, and the words that look at it; for the facilitator's eyes only."""

from drillsim.plain.mustering import muster_told
from drillsim.plain.place import Answer
from drillsim.plain.typed import NotDone, found
from drillsim.plain.writing import WritingWords
from drillsim.present.console.coverage import coverage
from drillsim.present.console.expected import expected
from drillsim.present.console.lens import strip
from drillsim.present.console.msel import letter, msel
from drillsim.present.console.msel import names as names_of
from drillsim.present.console.places import here
from drillsim.present.functions import functions
from drillsim.present.log import Names
from drillsim.present.plain.lines import cells, table
from drillsim.present.plain.told import inject_line, timeline_lines
from drillsim.present.plain.words import At
from drillsim.present.queues import queues
from drillsim.session.console import ConsoleView, MselRow
from drillsim.session.news import News


class Watch(WritingWords):
    """Looking; what the facilitator does is in `Console`."""

    at: At = "console"

    @property
    def looks(self) -> dict[str, Answer]:
        """What each word that looks does here."""
        return {
            "status": self.status,
            "msel": lambda _: table(
                msel(self.console, self.now), {row.id: self.number(row) for row in self.console.msel}
            ),
            "look": self.look,
            "expected": self.expected,
            "coverage": lambda _: table(coverage(self.console, self.now)),
            "who": lambda _: table(here(self.console)),
            "customers": lambda _: table(queues(self.console.functions)),
            "timeline": lambda _: timeline_lines(self.console.lanes),
            "log": self.log,
            "story": self.story,
            "muster": lambda rest: muster_told(self.client, rest),
        }

    @property
    def console(self) -> ConsoleView:
        """The newest view."""
        assert self.client.console is not None  # it comes with the hello
        return self.client.console

    def status(self, _: str) -> list[str]:
        """How things stand, and what waits for a hand."""
        waiting = self.waiting()
        strip_of = table(functions(strip(self.console), self.now))
        return [*self.time(""), *strip_of, *(waiting.values() or ["Nothing waits for you."])]

    def waiting(self) -> dict[str, str]:
        """Injects that are due, and a time away that nobody has spoken of."""
        due = [row for row in self.console.msel if row.state == "due"]
        lines = {f"release {self.number(row)}": self.inject_line(row, "DUE", row.since) for row in due}
        away = self.client.clock.away
        return (
            lines if away is None else lines | {"count": f"AWAY: the computer was away for {away} s; is that to count?"}
        )

    def expected(self, _: str) -> list[str]:
        """By the names that `seen` takes."""
        named = {str(index): row.name for index, row in enumerate(self.console.expected)}
        return table(expected(self.console, self.now), named)

    def look(self, rest: str) -> list[str]:
        """The whole inject, notes and all."""
        row = self.inject(rest)
        fits = next((each for each in self.console.suggestions if each.inject == row.id), None)
        return cells(letter(row, self.client.briefing, fits))

    def number(self, row: MselRow) -> str:
        """What to type for an inject: its place in the files, those made up last; it never changes."""
        return str([each.id for each in self.console.msel].index(row.id) + 1)

    def inject(self, typed: str) -> MselRow:
        """The inject of a number, or of a name cut short. Raises NotDone."""
        rows = {str(number): row for number, row in enumerate(self.console.msel, 1)}
        if typed.isdigit() and typed not in rows:
            raise NotDone(f"there is no inject {typed[:6]}; there are {len(rows)}.")
        return rows[typed] if typed in rows else self._named(typed)

    def _named(self, typed: str) -> MselRow:
        rows = {row.id: row for row in self.console.msel}
        return rows[found(typed, rows, "inject")]

    def names(self) -> Names:
        """Injects by their numbers."""
        known = names_of(self.console)
        numbered = {row.id: f"{self.number(row)}: {known.injects[row.id]}" for row in self.console.msel}
        return Names(known.tasks, numbered)

    def as_told(self, item: News, names: Names) -> str:
        """An inject that came says to whom."""
        row = next((each for each in self.console.msel if each.id == item.what), None)
        if item.kind != "inject" or row is None:
            return super().as_told(item, names)
        return self.inject_line(row, "NEW", item.at)

    def inject_line(self, row: MselRow, how: str, at: int) -> str:
        """`[T+00:50] NEW 4 to floor_lead from Channel 6 newsroom by phone: ...`."""
        told = [each.role for each in row.told]
        says = row.says or row.title or row.id
        return inject_line(at, how, int(self.number(row)), to=told, sender=row.sender, via=row.via, says=says)

"""A place at the keyboard: what it has been told so far, what it asked the host for, and what its words do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from drillsim.net.client import Client
from drillsim.plain.errands import Errands
from drillsim.plain.typed import NotDone
from drillsim.present.forms import Form, Incomplete, Pick, Ticks, Words
from drillsim.present.log import Names, said
from drillsim.present.plain.lines import paragraphs
from drillsim.present.plain.words import At
from drillsim.present.start import briefing
from drillsim.present.when import acts_later
from drillsim.present.words import both_clocks, clock, line, plural
from drillsim.record import commands as c
from drillsim.record.commands import Command
from drillsim.session.news import News

GO_ON = "“jump”"
"""What to type where texts speak of going to the next thing."""

LOGGED = 20  # pieces of news that the log tells where no number is given

Answer = Callable[[str], list[str]]
"""What a word does with the words behind it; its lines. Raises NotDone."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked once; `then` is what the right answer does."""

    lines: tuple[str, ...]
    answer: str
    then: Callable[[], list[str]]


class Place:
    """What all places share. `lead` is the client that leads, whose the clock is."""

    at: At
    name: str

    def __init__(self, name: str, client: Client, lead: Client, errands: Errands) -> None:
        self.name = name
        self.client = client
        self.lead = lead
        self.errands = errands
        self.question: Question | None = None
        """What the next line answers."""
        self.acting: str | None = None
        """The role with which the line began."""
        self.is_jumping = False
        """Whether the clock was asked to jump, and where it stands now has not been told."""
        self.heard = 0
        """The seq of the last news that was told here."""
        self.read = 0
        """The number of the last line of the whiteboard that was told here."""
        self._beginning = client.beginnings

    @property
    def answers(self) -> Mapping[str, Answer]:
        """What each word does here."""
        raise NotImplementedError  # each place knows its words

    @property
    def now(self) -> int:
        """The second shown."""
        return self.client.second

    @property
    def speakers(self) -> tuple[str, ...]:
        """The roles with one of which a line may begin, because it acts; none where there is no choice."""
        return ()

    def speaker(self) -> str:
        """Whose voice this place is: the only role that is played here, else whoever leads."""
        roles = () if self.client.hello is None else self.client.hello.roles
        return roles[0] if len(roles) == 1 else c.FACILITATOR

    def voice(self) -> str:
        """In whose name this place writes. Raises NotDone where several come into question."""
        return self.speaker()

    def ask(self, lines: list[str], answer: str, then: Callable[[], list[str]]) -> list[str]:
        """Asks once, and waits for the answer."""
        self.question = Question(tuple(lines), answer, then)
        return lines

    # Asking the host

    def send(self, *commands: Command, what: str = "", said: int | None = None) -> list[str]:
        """Asks for these. Nothing to tell yet: the answer is told when it comes."""
        later = "" if said is None or said <= self.now else f" {acts_later(self.client.briefing, said)}"
        self.errands.begin(
            [self.client.act(command, said=said) for command in commands], f"recorded: {what}.{later}" if what else ""
        )
        return []

    def conduct(self, command: Command, what: str) -> list[str]:
        """The same for what only those may who lead the exercise: at the facilitator's table, by the facilitator."""
        self.errands.begin([self.lead.act(command)], f"recorded: {what}.")
        return []

    # Hearing

    def news(self) -> list[str]:
        """What is new since it was last told here, oldest first."""
        if self.client.beginnings != self._beginning:  # somebody else sits here now
            self._beginning = self.client.beginnings
            self.heard = self.read = 0
        fresh = [item for item in self.client.news if item.seq > self.heard]
        if fresh:
            self.heard = fresh[-1].seq
        names = self.names()
        return [text for item in fresh if (text := self.told(item, names))]

    def caught_up(self) -> list[str]:
        """What came while nobody sat here, and how much of it waits."""
        lines, waiting = self.news(), self.waiting()
        verb = "waits" if len(waiting) == 1 else "wait"
        many = f"{len(waiting)} {verb} for you: {', '.join(waiting)}" if waiting else "nothing waits for you"
        return [*lines, f"caught up: {plural(len(lines), 'event')}, {many}"]

    def told(self, item: News, names: Names) -> str:
        """One piece of news as a line, the clock first; empty where it was told otherwise."""
        if item.kind == "refused" and self.errands.has_told(item.text):
            return ""
        return self.as_told(item, names)

    def as_told(self, item: News, names: Names) -> str:
        """The same, whether or not it was told before."""
        by = f"{line(item.by)} " if item.by and item.kind != "inject" else ""
        return f"[T+{clock(item.at)}] {by}{said(item, names)[0]}"

    # Looking

    @property
    def is_facilitated(self) -> bool:
        """Whether somebody is in the facilitator's place."""
        return self.lead.hello is not None and self.lead.hello.place == "facilitator"

    def story(self, _: str) -> list[str]:
        """What is read out before StartEx."""
        return paragraphs(
            briefing(
                self.client.briefing,
                self.client.left,
                facilitated=self.is_facilitated,
                jump=GO_ON,
                emergency="type “real emergency”",
            )
        )

    def log(self, rest: str) -> list[str]:
        """The last pieces of news, oldest first."""
        if rest and not (rest.isascii() and rest.isdigit()):
            raise NotDone("expected how many lines of the log, such as 50.")
        number = int(rest[:6]) if rest else LOGGED
        names = self.names()
        lines = [self.as_told(item, names) for item in [*self.client.news][-number:]] if number else []
        return lines or ["Nothing has happened yet."]

    def landed(self) -> list[str]:
        """Where the clock stands after a jump."""
        if not self.is_jumping:
            return []
        self.is_jumping = False
        return [f"The clock shows {both_clocks(self.client.briefing.begins, self.now)}."]

    def names(self) -> Names:
        """What to say instead of ids."""
        return Names({}, {})

    def waiting(self) -> dict[str, str]:
        """What to type for each thing that waits for this place -> what it is."""
        return {}


def filled(form: Form, **typed: Any) -> Command:
    """The command of a form in which this was filled in, and the rest left as it was. Raises NotDone."""
    try:
        return form.make({**_as_opened(form), **typed})
    except Incomplete as wrong:
        raise NotDone(str(wrong)) from None


def _as_opened(form: Form) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for each in form.fields:
        match each:
            case Words() | Pick():
                values[each.name] = each.value
            case Ticks():
                values[each.name] = tuple(key for key, _ in each.options) if each.ticked is None else each.ticked
    return values

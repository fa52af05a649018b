"""A drill in typed words: a line in, lines out. It reads no clock and no keyboard, and writes nothing by itself."""

import re
from collections.abc import Callable, Sequence

from drillsim.net.desk import BESIDE, TABLE, Desk
from drillsim.plain.after import After, AfterConsole, HotWashWords
from drillsim.plain.clock import SURE, ClockWords
from drillsim.plain.console import Console
from drillsim.plain.errands import Errands
from drillsim.plain.judging import Evaluator
from drillsim.plain.lobby import Lobby, Start
from drillsim.plain.place import Answer, Place, Question
from drillsim.plain.player import Player
from drillsim.plain.typed import NotDone, elsewhere, found, understood
from drillsim.present.emergency import banner
from drillsim.present.looking import Looking
from drillsim.present.paragraphs import Paragraph
from drillsim.present.plain.lines import paragraphs
from drillsim.present.plain.words import NOTES, WORDS, help_lines, words_at
from drillsim.present.top import how_it_stands
from drillsim.present.verdict import steps
from drillsim.present.words import line
from drillsim.record import commands as c
from drillsim.record.clean import TYPED, clean

FACILITATOR = "facilitator"
"""The facilitator's place, among the places that can take the keyboard."""

_SPEAKS = re.compile(r"([\w-]+):\s*(\S.*)")
"""`hr_lead: note All are out`: who acts, and what they do."""


class Between(ClockWords):
    """Nobody sits at the keyboard yet: nothing of the exercise is told but how its clock stands."""

    at = "between"

    @property
    def answers(self) -> dict[str, Answer]:
        """What can be done while people change seats."""
        return {name: self.clock_words[name] for name in ("time", "real emergency", "emergency over")}

    def news(self) -> list[str]:
        """It waits for whoever comes."""
        return []


class Conversation:
    """Who sits at the keyboard, what is asked, and what has been told. `results` are told after EndEx."""

    def __init__(self, desk: Desk, results: Callable[[], Sequence[Paragraph]]) -> None:
        self.desk = desk
        self._results = results
        self._errands = Errands()
        lead, errands = desk.lead, self._errands
        self.place: Place = (
            Lobby(FACILITATOR, lead, lead, errands) if desk.is_facilitated else Start("", lead, lead, errands)
        )
        self._places: dict[str, Place] = {}
        """Those that have taken the keyboard since StartEx."""
        self._question: Question | None = None
        self._emergency = False
        self._notice = ""
        self._looking: Looking = "no"
        """Whether the one earlier step was being looked for when that was last told."""
        self.is_over = False
        """Whether somebody has said that they leave."""

    @property
    def has_ended(self) -> bool:
        """Whether EndEx was."""
        return self.desk.lead.clock.state == "ended"

    def begin(self) -> list[str]:
        """What is told before anything is typed."""
        if isinstance(self.place, Start) and self.desk.lead.clock.state == "before":
            return self.place.greet()
        if self.has_ended:
            return self.hear()
        return [*self._go_live(), *self.place.caught_up(), "Type help for all words."]

    def leave(self) -> None:
        """The clock stops; the record stays as it is."""
        if self.desk.lead.clock.state in ("running", "talking"):
            self.desk.lead.act(c.Pause("left the keyboard"))

    # Typing

    def take(self, typed: str) -> list[str]:
        """What comes of a line."""
        if len(typed) > TYPED:
            return [f"NOT DONE: expected a line of at most {TYPED:,} characters, found more."]
        text = line(clean(typed))
        if self._question is not None:
            return self._reply(self._question, text)
        if isinstance(self.place, Between) and text.casefold() in ("", "here"):
            return self._sit(self.place.name)
        if not text:
            return []
        try:
            lines = self._obey(text)
        except NotDone as no:
            lines = [f"NOT DONE: {line(str(no))}"]
        self._question, self.place.question = self.place.question, None
        return [*lines, *self.hear()]

    def _reply(self, question: Question, text: str) -> list[str]:
        """Anything but the answer means no; where it is something to do, it is done."""
        self._question = None
        if text.casefold() == question.answer:
            return [*question.then(), *self.hear()]
        said = [f"NOT DONE: {question.lines[0].rstrip('?')}."]
        return said if text.casefold() in ("", "no") else [*said, *self.take(text)]

    def _obey(self, text: str) -> list[str]:
        place = self.place
        words = words_at(place.at)
        speaks = _SPEAKS.fullmatch(text)
        place.acting = None
        if speaks and place.speakers and not any(word.word == speaks[1].casefold() for word in words):
            place.acting = found(speaks[1], place.speakers, "role")
            text = speaks[2]
        try:
            word, rest = understood(text, words)
        except NotDone as no:
            raise NotDone(elsewhere(text, WORDS) or str(no)) from None
        match word.word:
            case "help":
                return self._help(rest)
            case "as":
                return self._pass_on(rest)
            case "quit":
                return self._quit()
            case name:
                return place.answers[name](rest)

    def _help(self, rest: str) -> list[str]:
        words = words_at(self.place.at)
        if rest:
            return help_lines([understood(rest, words)[0]])
        return ["Words:", *help_lines(words), *NOTES]

    def _quit(self) -> list[str]:
        if self.desk.lead.clock.state in ("before", "ended"):
            return self._say_goodbye()
        if self.desk.is_facilitated and not isinstance(self.place, Console):
            raise NotDone("to leave, go to the facilitator's place first: as facilitator.")
        told = "The clock stops and the record is kept as it is. There will be no results yet."
        return self.place.ask(["Leave the exercise?", told, SURE], "yes", self._say_goodbye)

    def _say_goodbye(self) -> list[str]:
        self.is_over = True
        return []

    # Who sits at the keyboard

    def _pass_on(self, rest: str) -> list[str]:
        if not self.desk.is_facilitated:
            raise NotDone("nobody else sits here; “only ROLE” looks at one of your roles.")
        people = self.desk.people
        name = found(rest, [FACILITATOR, *([TABLE] if people else []), *people, *BESIDE], "place")
        if name == self.place.name and not isinstance(self.place, Between):
            raise NotDone(f"{name} has the keyboard already.")
        if name == TABLE:
            return self._sit(TABLE)
        lead = self.desk.lead
        whom = f"the {name}" if name in (FACILITATOR, *BESIDE) else self.desk.named(name)
        self.place = Between(name, lead, lead, self._errands)
        return [
            f"EXERCISE. Pass the keyboard to {whom}.",
            how_it_stands(lead.briefing, lead.clock),
            "Whoever sits there now types the word “here”. What was told before is not theirs to read.",
        ]

    def _sit(self, name: str) -> list[str]:
        """What came meanwhile is told to whoever sits there, and to nobody before."""
        return [*self._turn_to(name), *self.place.caught_up()]

    def _turn_to(self, name: str) -> list[str]:
        lead = self.desk.lead
        client = lead if name in (FACILITATOR, "") else self.desk.client(name)
        known = self._places.get(name)
        if known is None or known.client is not client:
            kind = {FACILITATOR: Console, "evaluator": Evaluator}.get(name, Player)
            self._places[name] = known = kind(name, client, lead, self._errands)
        self.place = known
        match name:
            case "":
                return []
            case "facilitator" | "evaluator" | "scribe":
                return [f"This is the {name}'s place."]
            case "table":
                return ["This is the table: all roles that people here play."]
            case _:
                return [f"This is {self.desk.named(name)}."]

    def _go_live(self) -> list[str]:
        """From StartEx on, or where an exercise goes on: what was told before is not told again."""
        heard = self.place.heard
        if self.desk.is_facilitated:
            self.desk.sit_down()
        lines = self._turn_to(self.place.name)
        self.place.heard = heard
        return lines

    def _settle(self) -> list[str]:
        """A place that nobody plays here any more is left; the table goes on with the roles that it still has."""
        closed = self.desk.settle()
        if not closed:
            return []
        self.desk.sit_down()
        name = self.place.name
        if name not in closed:
            return []
        if name == TABLE and self.desk.people:
            return ["Other roles are played at this table from now on.", *self._sit(TABLE)]
        return [f"{name} is not played here any more.", *self._sit(FACILITATOR)]

    # Hearing

    def hear(self) -> list[str]:
        """What is new, and what has become of what was asked for."""
        lines = [*self._errands.answered(self.desk.poll()), *self._settle()]
        if isinstance(self.place, Start) and self.desk.lead.clock.state != "before":
            lines += self._go_live()
        lines += [*self.place.news(), *self._hear_of_an_emergency(), *self._hear_of_the_record()]
        if self.has_ended and not isinstance(self.place, HotWashWords):
            told, self._looking = paragraphs(self._results()), self.desk.looking
            kind = AfterConsole if self.desk.is_facilitated else After
            self.place = kind(self.desk.lead, self._errands, told, self.desk.promises)
            lines += [*told, "Now the hot wash: strength, area, question or action; quit leaves."]
        lines += self._hear_of_the_search()
        return lines if self.desk.host.busy else [*lines, *self.place.landed()]

    def _hear_of_an_emergency(self) -> list[str]:
        """Once, when it is called: in words that nobody can take for a part of the exercise."""
        lead = self.desk.lead
        before, self._emergency = self._emergency, lead.clock.state == "real_emergency"
        if before or not self._emergency:
            return []
        told = banner(lead.news, lead.clock, leads=True, resume="“emergency over”")
        return [text for text in told.split("\n") if text]

    def _hear_of_the_search(self) -> list[str]:
        """That the one earlier step of each broken promise is looked for, and what was found."""
        if self._looking == self.desk.looking or not isinstance(self.place, HotWashWords):
            return []
        self._looking = self.desk.looking
        self.place.results = paragraphs(self._results())
        return paragraphs(steps(self.desk.promises(), self._looking))

    def _hear_of_the_record(self) -> list[str]:
        """Once that it cannot be written, and once that it can again."""
        notice = self.desk.lead.notice
        before = self._notice
        self._notice = line(notice.text) if notice is not None and notice.kind == "degraded" else ""
        if self._notice == before:
            return []
        again = "The record can be written again. The clock stands: “go on” lets it go on."
        return [f"STOPPED: {self._notice}" if self._notice else again]

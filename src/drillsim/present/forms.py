"""Forms: what somebody has to say for a decision, a note, a hand-over; and the command that comes of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from drillsim.model.drill import STATUSES
from drillsim.present.rows import Cell
from drillsim.present.typed_time import HINT, NoTime, typed_time
from drillsim.present.words import block, both_clocks, clock, line, story
from drillsim.record import commands as c
from drillsim.record.clean import clean
from drillsim.session.view import Briefing, HandledView, InjectView, MessageView

STATES = {
    "out": "out of the building",
    "assembled": "assembled",
    "safe": "safe",
    "working": "working",
    "cannot_work": "cannot work",
    "need_help": "need help",
    "not_on_shift": "not on shift",
}
"""Status of a check-in -> what a form says."""

assert tuple(STATES) == STATUSES  # a new status needs words here


@dataclass(frozen=True, slots=True)
class Words:
    """Something to type; `goes_on`: its value is somebody's text, to be gone on with and not to be typed over."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """One of several."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str


@dataclass(frozen=True, slots=True)
class Ticks:
    """Any of several; `ticked` at first (None: all). `tall`: one below the other, for long ones."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    ticked: tuple[str, ...] | None = None
    tall: bool = False


Field = Words | Pick | Ticks
Values = Mapping[str, Any]


class Incomplete(Exception):
    """What is missing or cannot be read, in a sentence for the person typing; `field` is the one that it is about."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@dataclass(frozen=True)
class Form:
    """A form: what it is, what to read first, what to fill in, and the command it makes.

    `key` names what it is about: what was typed and not sent is there again when a form of that key is opened.
    """

    key: str
    title: str
    intro: str
    fields: tuple[Field, ...]
    send: str
    """What the button says."""
    make: Callable[[Values], c.Command]
    """Raises Incomplete."""
    quick: bool = False
    """Whether enter behind the words sends it at once."""
    preview: Callable[[Values], tuple[Cell, ...]] | None = None
    """What will be read by those it goes to, as it is filled in so far."""
    begins: str | None = None
    """The field to begin in; None: the first words."""
    said: Callable[[Values], int] | None = None
    """Where a response says when it would have been done (rule 20): the second, or Incomplete."""


def speaks_for(briefing: Briefing, team: str) -> str | None:
    """The own role that reports for a team as its lead; None: nobody of the plan."""
    return next((card.id for card in briefing.cards if team in card.leads), None)


def role_pick(roles: Sequence[str], first: str | None = None, label: str = "As") -> tuple[Pick, ...]:
    """Which of several roles acts; nothing to ask where there is one."""
    if len(roles) < 2:
        return ()
    value = first if first in roles else roles[0]
    return (Pick("by", label, tuple((role, role) for role in roles), value or roles[0]),)


def acting(values: Values, roles: Sequence[str]) -> str:
    """The role that acts."""
    return str(values.get("by") or roles[0])


def text_of(values: Values, name: str) -> str:
    """What was typed, harmless and without spaces around it."""
    return clean(str(values.get(name, ""))).strip()


def needed(values: Values, name: str, what: str) -> str:
    """What was typed. Raises Incomplete where nothing was; `what` says what it should be."""
    text = text_of(values, name)
    if not text:
        raise Incomplete(f"Write {what} first.", name)
    return text


def second_of(values: Values, name: str, briefing: Briefing, now: int) -> int | None:
    """The time that was typed, in seconds since StartEx; None where nothing was. Raises Incomplete."""
    text = text_of(values, name)
    if not text:
        return None
    try:
        return typed_time(text, briefing.begins, now)
    except NoTime as error:
        raise Incomplete(str(error), name) from None


def to_come(values: Values, name: str, briefing: Briefing, now: int) -> int:
    """The second that was typed, never one before now; nothing typed means now. Raises Incomplete."""
    found = second_of(values, name, briefing, now)
    if found is not None and found < now:
        raise Incomplete(f"Expected a time from {story(briefing.begins, now)} on, found an earlier one.", name)
    return now if found is None else found


def answer(inject: InjectView, inbox: Sequence[InjectView] = ()) -> Form:
    """Answers an inject: one of its choices, or in words; why, instead of what, and what was known then."""
    fields: list[Field] = [*role_pick(inject.told)]
    if inject.choices:
        fields.append(
            Pick("choice", "Answer", tuple((key, line(text)) for key, text in inject.choices), inject.choices[0][0])
        )
    fields.append(Words("because", "Because" if inject.choices else "Answer, and why"))
    fields += [OPTIONS, *_known(inbox, inject)]

    def make(values: Values) -> c.Command:
        because = text_of(values, "because")
        choice = str(values.get("choice") or "") or None
        if choice is None and not because:
            raise Incomplete("Write what you answer first.", "because")
        knowing = tuple(values.get("knowing", (inject.id,)))
        return c.Decides(acting(values, inject.told), inject.id, choice, because or None, _options(values), (*knowing,))

    return Form(f"answer:{inject.id}", "Answer", block(inject.says or inject.title), tuple(fields), "Decide", make)


def decision(roles: Sequence[str], first: str | None = None, inbox: Sequence[InjectView] = ()) -> Form:
    """Decides something in words."""
    fields: list[Field] = [
        *role_pick(roles, first),
        Words("what", "We decide"),
        Words("because", "Because"),
        OPTIONS,
        *_known(inbox),
    ]

    def make(values: Values) -> c.Command:
        what = needed(values, "what", "the decision")
        knowing = tuple(values.get("knowing", ()))
        because = text_of(values, "because") or None
        return c.Decides(acting(values, roles), what, None, because, _options(values), knowing)

    intro = "A decision, its reason and what was known then go on the record."
    return Form("decision", "Decision", intro, tuple(fields), "Decide", make)


OPTIONS = Words("options", "Instead of", hint="what else you thought of, with ; between")


def _options(values: Values) -> tuple[str, ...]:
    return tuple(part.strip() for part in text_of(values, "options").split(";") if part.strip())


def _known(inbox: Sequence[InjectView], about: InjectView | None = None) -> tuple[Ticks, ...]:
    """What came so far; ticked is what one of the roles has opened, acknowledged or answered, and what is answered."""
    came = tuple(inbox) or ((about,) if about is not None else ())
    if not came:
        return ()
    knew = tuple(each.id for each in came if each == about or any(map(_knew, each.handled)))
    options = tuple((each.id, f"{clock(each.at)} {line(each.title or each.says or each.id)}") for each in came)
    return (Ticks("knowing", "What we knew", options, knew, tall=True),)


def _knew(handled: HandledView) -> bool:
    """Who acknowledges or answers what was read out at the table knows it, opened or not."""
    return any(each is not None for each in (handled.opened, handled.acknowledged, handled.answered))


def note(roles: Sequence[str], first: str | None = None) -> Form:
    """Writes something down."""

    def make(values: Values) -> c.Command:
        return c.Notes(acting(values, roles), needed(values, "text", "the note"))

    fields: tuple[Field, ...] = (Words("text", "Note"), *role_pick(roles, first))
    return Form("note", "Note", "It goes on the record with the time now.", fields, "Keep", make, quick=True)


def hand_over(
    roles: Sequence[str], briefing: Briefing, now: Callable[[], int], inject: InjectView | None = None
) -> Form:
    """Asks another role to do something."""
    others = tuple((role.id, f"{role.id}: {line(role.name)}") for role in briefing.roles if (role.id,) != tuple(roles))
    what = line(inject.says or inject.title) if inject is not None else ""
    fields: tuple[Field, ...] = (
        *role_pick(roles),
        Pick("to", "To", (("", "choose whom to ask"), *others), ""),
        Words("what", "Please", what),
        Words("due", "By", hint=f"{HINT}; or empty"),
    )

    def make(values: Values) -> c.Command:
        by, to = acting(values, roles), str(values.get("to") or "")
        if not to:
            raise Incomplete("Choose whom to ask first: go to “To”, then left or right.", "to")
        if to == by:
            raise Incomplete(f"{by} cannot ask {by}: choose another role.", "to")
        due = second_of(values, "due", briefing, now())
        if due is not None and due < now():
            text = f"{both_clocks(briefing.begins, due)} has passed: write a time to come, such as +45m."
            raise Incomplete(text, "due")
        return c.Assigns(by, to, needed(values, "what", "what is to be done"), due)

    key = f"hand_over:{inject.id if inject is not None else ''}"
    title = "Ask another role" if inject is None else "Hand over"
    send = "Ask" if inject is None else "Hand over"
    return Form(key, title, "It is on their list from now on.", fields, send, make, begins="to")


def remark(message: MessageView, roles: Sequence[str]) -> Form:
    """Tells who sent a message why it is not approved as it stands: an assignment to the sender."""
    assert message.waiting is not None  # asked about only while it waits
    sender = message.waiting.by

    def make(values: Values) -> c.Command:
        what = needed(values, "what", "what is to be changed")
        return c.Assigns(acting(values, roles), sender, f"{message.id} is not approved yet: {what}")

    fields: tuple[Field, ...] = (*role_pick(roles), Words("what", "What to change"))
    intro = f"{sender} finds it in the inbox. The message goes on waiting, until it is approved or sent anew."
    return Form(f"remark:{message.id}", f"Note to {sender}", intro, fields, "Leave the note", make, quick=True)


def check_in(briefing: Briefing) -> Form:
    """People of a team report where and how they are, by its lead where that is one of these roles."""
    fields: tuple[Field, ...] = (
        Pick(
            "team", "Team", tuple((team, team) for team in briefing.teams), briefing.teams[0] if briefing.teams else ""
        ),
        Words("count", "How many", "1", "a number, such as 12"),
        Pick("status", "They are", tuple(STATES.items()), "working"),
        Words("reason", "Because", hint="for those who cannot work or need help"),
    )

    def make(values: Values) -> c.Command:
        count = text_of(values, "count")
        if not count.isascii() or not count.isdigit() or not 1 <= int(count) <= 100_000:
            raise Incomplete("Write how many people report, such as 12.", "count")
        reason = text_of(values, "reason") or None
        team = str(values["team"])
        return c.ChecksIn(speaks_for(briefing, team), team, int(count), None, str(values["status"]), reason)

    return Form(
        "check_in",
        "Check in",
        "People of a team report; those on their way somewhere have arrived there.",
        fields,
        "Check in",
        make,
    )


def pause() -> Form:
    """Stops the clock with a reason that everybody sees."""
    return Form(
        "pause",
        "Pause",
        "The clock stands until you resume it. What is due then comes after it, late but never lost.",
        (Words("because", "Because"),),
        "Pause",
        lambda values: c.Pause(text_of(values, "because")),
        quick=True,
    )

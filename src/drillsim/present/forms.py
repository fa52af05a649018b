"""Forms: what somebody has to say for a message, a decision, a note; and the command that comes of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from drillsim.model.drill import STATUSES
from drillsim.model.spelling import Misspelled
from drillsim.model.spelling import clock as read_clock
from drillsim.present.words import block, line
from drillsim.record import commands as c
from drillsim.record.clean import clean
from drillsim.session.view import Briefing, InjectView, MessageView

FAULTS = (
    ("", "say nothing"),
    ("ours", "ours"),
    ("supplier", "a supplier's"),
    ("customer", "a customer's"),
    ("nature", "nature's"),
    ("unknown", "not known yet"),
)
"""Whose fault a message may say it is."""

BLANKS = {"what": "What happened", "doing": "What we do", "when": "Back when", "next_update": "Next news"}
"""Placeholder -> what a form asks for."""

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
    """Something to type."""

    name: str
    label: str
    value: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """One of several."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str


@dataclass(frozen=True, slots=True)
class Ticks:
    """Any of several, all at first."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]


Field = Words | Pick | Ticks
Values = Mapping[str, Any]


class Incomplete(Exception):
    """What is missing or cannot be read, in a sentence for the person typing."""


@dataclass(frozen=True)
class Form:
    """A form: what it is, what to read first, what to fill in, and the command it makes."""

    title: str
    intro: str
    fields: tuple[Field, ...]
    send: str
    """What the button says."""
    make: Callable[[Values], c.Command]
    """Raises Incomplete."""
    quick: bool = False
    """Whether enter behind the words sends it at once."""
    said: Callable[[Values], int] | None = None
    """Where a response says when it would have been done (rule 20): the second, or Incomplete."""


def role_pick(roles: Sequence[str], first: str | None = None, label: str = "As") -> tuple[Pick, ...]:
    """Which of several roles acts; nothing to ask where there is one."""
    if len(roles) < 2:
        return ()
    value = first if first in roles else roles[0]
    return (Pick("by", label, tuple((role, role) for role in roles), value or roles[0]),)


def _by(values: Values, roles: Sequence[str]) -> str:
    return str(values.get("by") or roles[0])


def _text(values: Values, name: str) -> str:
    return clean(str(values.get(name, ""))).strip()


def _needed(values: Values, name: str, what: str) -> str:
    text = _text(values, name)
    if not text:
        raise Incomplete(f"Write {what} first.")
    return text


def message(told: MessageView, roles: Sequence[str], briefing: Briefing, first: str | None = None) -> Form:
    """Sends a prepared message: its blanks, its channels, what it claims."""
    fields: list[Field] = [*role_pick(roles, first)]
    fields += [Words(blank, BLANKS[blank]) for blank in told.blanks]
    fields.append(Ticks("via", "Through", told.via))
    fields += [
        Words("cause", "Says the cause is", hint="leave empty to say nothing"),
        Pick("fault", "Says the fault is", FAULTS, ""),
        Words("restored_by", "Says back by", hint="T+02:00 or Tuesday 16:10; empty to say nothing"),
    ]
    approval = " It waits for an approval." if told.needs_approval else ""

    def make(values: Values) -> c.Command:
        via = tuple(values.get("via", ()))
        if not via:
            raise Incomplete("Choose at least one channel.")
        fill = {blank: text for blank in told.blanks if (text := _text(values, blank))}
        return c.Sends(
            _by(values, roles),
            told.id,
            None if via == tuple(channel for channel, _ in told.via) else via,
            fill or None,
            _text(values, "cause") or None,
            str(values.get("fault") or "") or None,
            _second(_text(values, "restored_by"), briefing),
        )

    intro = f"To {', '.join(told.to)}.{approval}\n\n{block(told.text)}"
    return Form(f"Message: {told.id}", intro, tuple(fields), "Send", make)


def _second(text: str, briefing: Briefing) -> int | None:
    if not text:
        return None
    try:
        return read_clock(text).on(briefing.begins)
    except Misspelled as error:
        better = f"; did you mean {error.hint}?" if error.hint else ""
        raise Incomplete(f"Expected a time such as T+02:00 or Tuesday 16:10{better}") from None


def answer(inject: InjectView) -> Form:
    """Answers an inject: one of its choices, or in words; and why."""
    fields: list[Field] = [*role_pick(inject.told)]
    if inject.choices:
        fields.append(
            Pick("choice", "Answer", tuple((key, line(text)) for key, text in inject.choices), inject.choices[0][0])
        )
    fields.append(Words("because", "Because" if inject.choices else "Answer, and why"))

    def make(values: Values) -> c.Command:
        because = _text(values, "because")
        choice = str(values.get("choice") or "") or None
        if choice is None and not because:
            raise Incomplete("Write what you answer first.")
        return c.Decides(_by(values, inject.told), inject.id, choice, because or None, (), (inject.id,))

    return Form("Answer", block(inject.says or inject.title), tuple(fields), "Decide", make)


def decision(roles: Sequence[str], first: str | None = None) -> Form:
    """Decides something in words."""
    fields: list[Field] = [
        *role_pick(roles, first),
        Words("what", "We decide"),
        Words("because", "Because"),
        Words("options", "Instead of", hint="what else you thought of, with ; between"),
    ]

    def make(values: Values) -> c.Command:
        options = tuple(part.strip() for part in _text(values, "options").split(";") if part.strip())
        what = _needed(values, "what", "the decision")
        return c.Decides(_by(values, roles), what, None, _text(values, "because") or None, options, ())

    return Form("Decision", "A decision and its reason go on the record.", tuple(fields), "Decide", make)


def note(roles: Sequence[str], first: str | None = None) -> Form:
    """Writes something down."""

    def make(values: Values) -> c.Command:
        return c.Notes(_by(values, roles), _needed(values, "text", "the note"))

    fields: tuple[Field, ...] = (Words("text", "Note"), *role_pick(roles, first))
    return Form("Note", "It goes on the record with the time now.", fields, "Keep", make, quick=True)


def hand_over(roles: Sequence[str], briefing: Briefing, inject: InjectView | None = None) -> Form:
    """Asks another role to do something."""
    others = tuple((role.id, f"{role.id}: {line(role.name)}") for role in briefing.roles)
    first = next((role for role, _ in others if role not in roles), others[0][0])
    what = line(inject.says or inject.title) if inject is not None else ""
    fields: tuple[Field, ...] = (
        *role_pick(roles),
        Pick("to", "To", others, first),
        Words("what", "Please", what),
        Words("due", "By", hint="T+02:00 or Tuesday 16:10; may stay empty"),
    )

    def make(values: Values) -> c.Command:
        due = _second(_text(values, "due"), briefing)
        return c.Assigns(_by(values, roles), str(values["to"]), _needed(values, "what", "what is to be done"), due)

    return Form("Hand over", "It is on their list from now on.", fields, "Hand over", make)


def check_in(briefing: Briefing, by: str | None) -> Form:
    """People of a team report where and how they are."""
    fields: tuple[Field, ...] = (
        Pick(
            "team", "Team", tuple((team, team) for team in briefing.teams), briefing.teams[0] if briefing.teams else ""
        ),
        Words("count", "How many", "1"),
        Pick("status", "They are", tuple(STATES.items()), "working"),
        Words("reason", "Because", hint="for those who cannot work or need help"),
    )

    def make(values: Values) -> c.Command:
        count = _text(values, "count")
        if not count.isascii() or not count.isdigit() or not 1 <= int(count) <= 100_000:
            raise Incomplete("Write how many people report, such as 12.")
        reason = _text(values, "reason") or None
        return c.ChecksIn(by, str(values["team"]), int(count), None, str(values["status"]), reason)

    return Form(
        "Check in",
        "People of a team report; those on their way somewhere have arrived there.",
        fields,
        "Check in",
        make,
    )


def pause() -> Form:
    """Stops the clock with a reason that everybody sees."""
    return Form(
        "Pause",
        "The clock stands until you resume it. What is due then comes after it, late but never lost.",
        (Words("because", "Because"),),
        "Pause",
        lambda values: c.Pause(_text(values, "because")),
        quick=True,
    )

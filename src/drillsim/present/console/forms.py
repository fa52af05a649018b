"""The facilitator's forms: skip with a reason, put off, make up an inject, give a place to somebody, jump."""

from collections.abc import Callable

from drillsim.engine import NOBODY, SCRIPT, STAND_IN
from drillsim.present.console.places import is_person
from drillsim.present.forms import Form, Incomplete, Pick, Values, Words, needed, text_of, to_come
from drillsim.present.typed_time import HINT
from drillsim.present.words import clock, line
from drillsim.record import commands as c
from drillsim.record import running as r
from drillsim.session.console import ModuleRow, MselRow
from drillsim.session.view import Briefing

EVERYBODY = "all"
PERSON = "person"


def _name(row: MselRow) -> str:
    return f"{row.id}: {line(row.title or row.says or row.kind)}"


def skip(row: MselRow) -> Form:
    """Leaves an inject out; why is on the record."""
    return Form(
        f"skip:{row.id}",
        "Skip the inject",
        f"{_name(row)}\n\nIt will not come, unless you take this back (u). Evaluators read why.",
        (Words("because", "Because"),),
        "Skip",
        lambda values: c.Skip(row.id, needed(values, "because", "why")),
        quick=True,
    )


def defer(row: MselRow, briefing: Briefing, now: Callable[[], int]) -> Form:
    """Puts an inject off; to no time: until it is released by hand. `now` is asked when it is sent."""

    def make(values: Values) -> c.Command:
        text = text_of(values, "to")
        if not text:
            return c.Defer(row.id)
        second = now()
        to = to_come(values, "to", briefing, second)
        if to == second:
            raise Incomplete("Expected a time after now; to let it come now, release it.", "to")
        return c.Defer(row.id, to)

    waits = " It comes then if its conditions hold." if row.when else ""
    return Form(
        f"defer:{row.id}",
        "Put the inject off",
        f"{_name(row)}\n\nEmpty: until you release it.{waits}",
        (Words("to", "To when", hint=HINT),),
        "Put off",
        make,
        quick=True,
    )


def improvise(roles: tuple[str, ...]) -> Form:
    """An inject that nobody wrote before; it comes at once."""

    def make(values: Values) -> c.Command:
        to = str(values.get("to") or EVERYBODY)
        told: dict[str, object] = {
            "tell": EVERYBODY if to == EVERYBODY else [to],
            "says": needed(values, "says", "what they are told"),
        }
        told |= {key: text for key in ("from", "via") if (text := text_of(values, key))}
        if question := text_of(values, "ask"):
            told["ask"] = [question]
        return c.Improvise(told)

    return Form(
        "improvise",
        "Make up an inject",
        "It is released at once and is on the record as improvised.",
        (
            Words("says", "It says"),
            Pick("to", "To", ((EVERYBODY, "everybody"), *((role, role) for role in roles)), EVERYBODY),
            Words("from", "From", hint="who speaks; may stay empty"),
            Words("via", "By", hint="phone, email, in person; may stay empty"),
            Words("ask", "Ask the room", hint="a question; may stay empty"),
        ),
        "Release it",
        make,
    )


def place(role: str, player: str, names: tuple[str, ...]) -> Form:
    """Gives a place to a person, a stand-in, the script or to nobody; `names` could hold the role."""
    first = player if player in (STAND_IN, SCRIPT, NOBODY) else PERSON
    known = ((f"name:{index}", line(name)) for index, name in enumerate(names))
    options = (
        (PERSON, "a person, by name"),
        *known,
        (STAND_IN, "a stand-in, who follows the plan"),
        (NOBODY, "nobody: left empty on purpose"),
        (SCRIPT, "the drill's own script"),
    )

    def make(values: Values) -> c.Command:
        chosen = PERSON if text_of(values, "name") else str(values.get("player") or PERSON)
        if chosen.startswith("name:"):
            return c.Place(role, names[int(chosen.removeprefix("name:"))])
        if chosen != PERSON:
            return c.Place(role, chosen)
        name = needed(values, "name", "the name of the person")
        if not is_person(name):
            raise Incomplete(f"{name} is no name; choose it above.", "name")
        return c.Place(role, name)

    return Form(
        f"place:{role}",
        f"Who plays {role}?",
        "From now on. What the role was told and did so far is told again to whoever takes it. A name that you write is"
        " a person's, whatever stands below.",
        (Words("name", "Name", hint="of the person who plays it"), Pick("player", "Played by", options, first)),
        "Give the place",
        make,
    )


def jump(modules: tuple[ModuleRow, ...], briefing: Briefing, now: Callable[[], int]) -> Form:
    """The clock goes on at once: to a module, or to a time. All that is due on the way comes."""
    opened = now()
    ahead = tuple(module for module in modules if module.begins > opened)
    options = (
        ("", "the next thing that happens or is due"),
        *((str(each.begins), f"module {line(each.name)}, T+{clock(each.begins)}") for each in ahead),
    )

    def make(values: Values) -> c.Command:
        text = text_of(values, "when")
        if text:
            second = now()
            to = to_come(values, "when", briefing, second)
            if to == second:
                raise Incomplete("Expected a time after now.", "when")
            return r.Jump(to)
        chosen = str(values.get("to") or "")
        return r.Jump(int(chosen) if chosen else None)

    return Form(
        "jump",
        "Jump",
        "The exercise clock goes there at once; everything that is due on the way comes on the way.",
        (Words("when", "To when", hint=f"{HINT}; empty: as below"), Pick("to", "Or to", options, "")),
        "Jump",
        make,
    )


def emergency_reason(by: str) -> Form:
    """Why the real emergency was called, once there is time to say so."""
    return Form(
        "real_emergency",
        "What is the matter?",
        "It goes on the record and on every screen. The exercise stays stopped.",
        (Words("because", "Because"),),
        "Say so",
        lambda values: c.RealEmergency(by, needed(values, "because", "what is the matter")),
        quick=True,
    )

"""The form that writes a prepared message: its placeholders, its channels, what it claims, and how it will read."""

from collections.abc import Callable, Sequence

from drillsim.present.forms import (
    Field,
    Form,
    Incomplete,
    Pick,
    Ticks,
    Values,
    Words,
    acting,
    role_pick,
    second_of,
    text_of,
)
from drillsim.present.outgoing import BLANKS, FAULTS, preview
from drillsim.present.rows import Cell
from drillsim.present.typed_time import HINT
from drillsim.record import commands as c
from drillsim.session.view import Briefing, MessageView


def message(
    told: MessageView, roles: Sequence[str], briefing: Briefing, now: Callable[[], int], first: str | None = None
) -> Form:
    """Sends a prepared message; what stays empty is said before it goes, and may go so."""
    fields: list[Field] = [*role_pick(roles, first)]
    fields += [Words(blank, BLANKS[blank]) for blank in told.blanks]
    fields += [
        Ticks("via", "Through", told.via),
        Words("cause", "Says the cause is", hint="leave empty to say nothing"),
        Pick("fault", "Says the fault is", (("", "say nothing"), *FAULTS), ""),
        Words("restored_by", "Says back by", hint=f"{HINT}; empty to say nothing"),
    ]

    def fill(values: Values) -> dict[str, str]:
        return {blank: text for blank in told.blanks if (text := text_of(values, blank))}

    def shown(values: Values) -> tuple[Cell, ...]:
        return preview(told, fill(values))

    def make(values: Values) -> c.Command:
        via = tuple(values.get("via", ()))
        if not via:
            raise Incomplete("Choose at least one channel.", "via")
        return c.Sends(
            acting(values, roles),
            told.id,
            None if via == tuple(channel for channel, _ in told.via) else via,
            fill(values) or None,
            text_of(values, "cause") or None,
            next((fault for fault, _ in FAULTS if fault == values.get("fault")), None),
            second_of(values, "restored_by", briefing, now()),
        )

    approval = " It waits for an approval." if told.needs_approval else ""
    intro = f"To {', '.join(told.to)}.{approval}"
    return Form(f"message:{told.id}", f"Message: {told.id}", intro, tuple(fields), "Send", make, preview=shown)

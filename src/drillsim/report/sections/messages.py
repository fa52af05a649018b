"""Messages: delivered and not, how long approval took, what their text left open, what they claimed."""

import re
from collections.abc import Iterator

from drillsim.analysis.shape import ClaimRow
from drillsim.analysis.words import span
from drillsim.record import events as e
from drillsim.report.basis import Act, Basis, Row, basis_of, grouped
from drillsim.report.document import Block, Heading, Section
from drillsim.report.facts import Facts
from drillsim.report.making import bullets, section
from drillsim.report.sections.message_log import message_log
from drillsim.report.text import clock, code, codes, refs

_PLACEHOLDER = re.compile(r"\{(what|doing|when|next_update)\}")


def messages_section(facts: Facts) -> Section | None:
    """Deliveries and what did not arrive."""
    return section(
        "messages",
        "Messages",
        message_log(facts) or "Sent: none.",
        Heading("Undelivered"),
        _undelivered(facts) or "Every message that was sent reached all whom it was for.",
        Heading("Approval"),
        _approvals(facts) or "No message waited for approval.",
        Heading("Texts"),
        bullets(_texts(facts)) or "Left open in a text: nothing.",
    )


def claims_section(facts: Facts) -> Section | None:
    """What messages claimed, against the truth as the scenario and the model have it."""
    rows = [_claim(facts, row) for row in facts.outcome["claims"]]
    heads = ("at", "claimed", "said", "truth", "correct", "off by")
    blocks = grouped(facts.captions, "Claims", heads, rows)
    return section("claims", "Claims against truth", blocks or "None were made.")


def _undelivered(facts: Facts) -> list[Block]:
    rows = [
        Row(
            (clock(row["at"]), code(row["message"]), code(row["audience"]), facts.labels.text(row["why"])),
            basis,
        )
        for row in facts.outcome["undelivered"]
        for basis in [_basis(facts, row["message"], row["audience"], row["at"])]
    ]
    return grouped(facts.captions, "Undelivered", ("at", "message", "did not reach", "why"), rows)


def _basis(facts: Facts, message: str, audience: str, second: int) -> Basis | None:
    def is_it(event: e.Event) -> bool:
        if not isinstance(event, e.MessageDelivered | e.MessageUndelivered):
            return False
        return (event.message, event.audience, event.at) == (message, audience, second)

    return basis_of(facts.acts_at(second), is_it)


def _approvals(facts: Facts) -> list[Block]:
    rows = []
    for act in _sent(facts):
        event = act.event
        assert isinstance(event, e.MessageSent)
        if event.waits:
            ended = _ended(facts, act)
            approval = ended if ended is not None and isinstance(ended.event, e.MessageApproved) else None
            waited = span((facts.lasts if ended is None else ended.event.at) - event.at)
            cells = (
                code(event.message),
                clock(event.at),
                clock(None if approval is None else approval.event.at),
                waited,
            )
            rows.append(Row(cells, None if approval is None else _weaker(act, approval)))
    heads = ("message", "sent", "approved", "waited")
    return grouped(facts.captions, "Approvals", heads, rows, never="Never approved:")


def _ended(facts: Facts, sent: Act) -> Act | None:
    """What ended its wait: its approval, or that it was sent again, which takes its place; None: nothing did."""
    assert isinstance(sent.event, e.MessageSent)
    for act in facts.acts:
        match act.event:
            case e.MessageApproved(message=message) | e.MessageSent(message=message) if (
                act.seq > sent.seq and message == sent.event.message
            ):
                return act
            case _:
                pass  # nothing else ends a wait
    return None


def _weaker(sent: Act, approved: Act) -> Basis | None:
    """A wait is measured only if both its ends are."""
    order = ("measured", "scripted", "simulated", "estimated", None)
    return max(sent.basis, approved.basis, key=order.index)


def _sent(facts: Facts) -> Iterator[Act]:
    return (act for act in facts.acts if isinstance(act.event, e.MessageSent))


def _texts(facts: Facts) -> Iterator[str]:
    """Placeholders that nobody filled in; news for customers without a time."""
    for act in _sent(facts):
        event = act.event
        assert isinstance(event, e.MessageSent)
        body = facts.plan.messages[event.message]
        wanted = dict.fromkeys(_PLACEHOLDER.findall(body.text or ""))
        missing = [name for name in wanted if not (event.fill or {}).get(name)]
        said = []
        if missing:
            said.append(f"placeholders not filled in: {codes(missing)}")
        if "customers" in body.to and not {"when_restored", "next_update"} & set(body.says):
            said.append("tells customers neither when service is restored nor when they hear more")
        if said:
            yield f"{refs([f'message:{event.message}@{event.at}'])}: {'; '.join(said)}."


def _claim(facts: Facts, row: ClaimRow) -> Row:
    judged = {True: "yes", False: "no", None: "not judged"}[row["correct"]]
    cells = (
        clock(row["at"]),
        row["what"].replace("_", " "),
        _said(facts, row["said"]),
        _said(facts, row["truth"]),
        judged,
        _error(row),
    )
    return Row(cells, basis_of(facts.acts_at(row["at"]), lambda x: isinstance(x, e.ClaimMade)))


def _said(facts: Facts, value: str | int | None) -> str:
    if value is None:
        return "not known"
    return clock(value) if isinstance(value, int) else facts.labels.text(value)


def _error(row: ClaimRow) -> str:
    error = row.get("error")
    if error is None:
        return "-"
    return f"{span(-error)} too early" if error < 0 else span(error)

"""The message log: each sending with who approved it, whom it reached when, and whom it did not reach."""

from drillsim.analysis.words import span
from drillsim.record import events as e
from drillsim.report.basis import Act, Row, grouped
from drillsim.report.document import Block
from drillsim.report.facts import Facts
from drillsim.report.text import clock, code, codes

_HEADS = ("sent", "message", "by", "via", "approval", "reached", "did not reach")


_OF_MESSAGES = e.MessageSent | e.MessageApproved | e.MessageDelivered | e.MessageUndelivered


def message_log(facts: Facts) -> list[Block]:
    """One row for each sending, by what its time rests on; what comes after a message is sent again is of that one."""
    open_: dict[str, list[e.Event]] = {}
    sendings: list[tuple[Act, list[e.Event]]] = []
    for act in facts.acts:
        if isinstance(act.event, e.MessageSent):
            open_[act.event.message] = []
            sendings.append((act, open_[act.event.message]))
        elif isinstance(act.event, _OF_MESSAGES) and act.event.message in open_:
            open_[act.event.message].append(act.event)
    return grouped(facts.captions, "MessageLog", _HEADS, [_row(facts, act, after) for act, after in sendings])


def _row(facts: Facts, act: Act, after: list[e.Event]) -> Row:
    sent = act.event
    assert isinstance(sent, e.MessageSent)
    reached = [x for x in after if isinstance(x, e.MessageDelivered)]
    lost = [x for x in after if isinstance(x, e.MessageUndelivered)]
    cells = (
        clock(sent.at),
        code(sent.message),
        facts.labels.role(sent.by),
        codes(sent.via),
        _approval(facts, sent, after),
        "; ".join(f"{code(x.audience)} {clock(x.at)}" for x in reached) or "nobody",
        "; ".join(f"{code(x.audience)}: {facts.labels.text(x.why)}" for x in lost) or "-",
    )
    return Row(cells, act.basis)


def _approval(facts: Facts, sent: e.MessageSent, after: list[e.Event]) -> str:
    if not sent.waits:
        return "not needed"
    found = next((x for x in after if isinstance(x, e.MessageApproved)), None)
    if found is None:
        return "never given"
    return f"{facts.labels.role(found.by)} {clock(found.at)}, after {span(found.at - sent.at)}"

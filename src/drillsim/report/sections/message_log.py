"""The message log: each sending with who approved it, whom it reached when, and whom it did not reach."""

from drillsim.analysis.words import span
from drillsim.record import events as e
from drillsim.report.basis import Act, Basis, Row, grouped, unlike
from drillsim.report.document import Block
from drillsim.report.facts import Facts
from drillsim.report.text import clock, code, codes

_HEADS = ("sent", "message", "by", "via", "approval", "reached", "did not reach")
_OF_MESSAGES = e.MessageSent | e.MessageApproved | e.MessageDelivered | e.MessageUndelivered


def message_log(facts: Facts) -> list[Block]:
    """One row for each sending, by what its time rests on; what comes after a message is sent again is of that one.

    An approval or a delivery whose time rests on something else says so.
    """
    open_: dict[str, list[Act]] = {}
    sendings: list[tuple[Act, list[Act]]] = []
    for act in facts.acts:
        if isinstance(act.event, e.MessageSent):
            open_[act.event.message] = []
            sendings.append((act, open_[act.event.message]))
        elif isinstance(act.event, _OF_MESSAGES) and act.event.message in open_:
            open_[act.event.message].append(act)
    return grouped(facts.captions, "MessageLog", _HEADS, [_row(facts, act, after) for act, after in sendings])


def _row(facts: Facts, act: Act, after: list[Act]) -> Row:
    sent = act.event
    assert isinstance(sent, e.MessageSent)
    reached = [(x.event, unlike(x.basis, act.basis)) for x in after if isinstance(x.event, e.MessageDelivered)]
    lost = [x.event for x in after if isinstance(x.event, e.MessageUndelivered)]
    cells = (
        clock(sent.at),
        code(sent.message),
        facts.labels.role(sent.by),
        codes(sent.via),
        _approval(facts, sent, act.basis, after),
        "; ".join(f"{code(x.audience)} {clock(x.at)}{rests_on}" for x, rests_on in reached) or "nobody",
        "; ".join(f"{code(x.audience)}: {facts.labels.text(x.why)}" for x in lost) or "-",
    )
    return Row(cells, act.basis)


def _approval(facts: Facts, sent: e.MessageSent, basis: Basis | None, after: list[Act]) -> str:
    if not sent.waits:
        return "not needed"
    for act in after:
        match act.event:
            case e.MessageApproved(at=at, by=by):
                return f"{facts.labels.role(by)} {clock(at)}, after {span(at - sent.at)}{unlike(act.basis, basis)}"
            case _:
                pass  # what it reached stands beside it
    return "never given"

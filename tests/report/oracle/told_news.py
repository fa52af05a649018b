"""What a reader is told of news: updates due, silences, the first word, messages, approvals and claims."""

from collections.abc import Iterator

from report.oracle.basis import basis, by_basis
from report.oracle.facts import Facts
from report.oracle.news import deliveries, truth_of_return
from report.oracle.record import Row
from report.oracle.spelling import after, clock, seconds, span
from report.oracle.told import Cell, Rows, Told


def news(facts: Facts) -> Told:
    """Updates due, silences, the first word to each audience."""
    record = facts.record
    due: list[tuple[str, list[Cell]]] = [
        (
            basis(record, each.delivered),
            [
                each.audience,
                clock(each.due),
                clock(each.delivered.at if each.delivered else None),
                span(each.late) if each.late else "-",
                each.result,
            ],
        )
        for each in facts.updates
    ]
    first = [_first_word(facts, audience) for audience in record.plan["audiences"]]
    figure: list[Rows] = [[[*row, "-" if how == "never" else how] for how, row in due]] if due else []
    open_ones = " ".join(f"{each.audience} at {clock(each.due)}" for each in facts.updates_at_the_end)
    texts = [open_ones, *_silences(facts), _gap(facts)]
    counts = [
        f"{len(results)} {results.count('on time')} {results.count('late')} {results.count('never')}"
        for audience in facts.silences
        for results in [[each.result for each in facts.updates if each.audience == audience]]
    ]
    return Told(texts, [*by_basis(due), *by_basis(first)], figure, counts)


def _silences(facts: Facts) -> Iterator[str]:
    for audience, rule in facts.record.plan.get("updates", {}).items():
        every = f", then every {span(seconds(rule['every']))}" if "every" in rule else ""
        longest = f"; {span(facts.silences[audience])}" if audience in facts.silences else ""
        yield f"{audience} within {span(seconds(rule['first']))}{every}{longest}"


def _first_word(facts: Facts, audience: str) -> tuple[str, list[Cell]]:
    first = next(iter(deliveries(facts.record, audience)), None)
    if first is None:
        return "never", [audience, "-", "-", "-"]
    return basis(facts.record, first), [audience, clock(first.at), first["message"], after(facts.failed, first.at)]


def _gap(facts: Facts) -> str:
    staff, customers = (deliveries(facts.record, audience)[:1] for audience in ("staff", "customers"))
    if not staff or not customers or staff[0].at == customers[0].at:
        return ""
    return f"heard {span(abs(customers[0].at - staff[0].at))} before"


def claims(facts: Facts) -> Told:
    """What messages said, against the scenario and the outage of the most urgent function."""
    rows = []
    for row in facts.record.of("claim_made"):
        how = basis(facts.record, row)
        rows += [(how, [clock(row.at), *cells]) for cells in _claims(facts, row)]
    return Told(tables=by_basis(rows))


def _claims(facts: Facts, row: Row) -> Iterator[list[Cell]]:
    truth = facts.record.scenario.get("truth", {})
    if row["cause"] is not None:
        yield ["cause", row["cause"], truth.get("cause", "not known"), "not judged", "-"]
    if row["fault"] is not None:
        yield ["fault", row["fault"], truth["fault"], "yes" if row["fault"] == truth["fault"] else "no", "-"]
    if (said := row["restored_by"]) is not None:
        back = truth_of_return(facts.courses, row.at)
        if back is None:
            yield ["restored by", clock(said), "not known", "not judged", "-"]
        else:
            off = f"{span(back - said)} too early" if said < back else span(said - back)
            yield ["restored by", clock(said), clock(back), "yes" if said >= back else "no", off]


def messages(facts: Facts) -> Told:
    """Each sending with whom it reached, what did not arrive, how long approval took, what texts left open."""
    record = facts.record
    lost = [
        (basis(record, x), [clock(x.at), x["message"], x["audience"], x["why"]])
        for x in record.of("message_undelivered")
    ]
    log = by_basis(list(_log(facts)))
    return Told([], [*log, *by_basis(lost), *by_basis(list(_approvals(facts)))])


def _log(facts: Facts) -> Iterator[tuple[str, list[Cell]]]:
    """Each sending; what comes of a message from its next sending on is of that one."""
    record = facts.record
    sendings = list(record.of("message_sent"))
    for sent in sendings:
        until = next((x.seq for x in sendings if x["message"] == sent["message"] and x.seq > sent.seq), float("inf"))
        reached, lost, approved = (
            [x for x in record.of(kind) if x["message"] == sent["message"] and sent.seq < x.seq < until]
            for kind in ("message_delivered", "message_undelivered", "message_approved")
        )
        yield (
            basis(record, sent),
            [
                clock(sent.at),
                sent["message"],
                facts.role(sent["by"]),
                ", ".join(sent["via"]),
                _approval(facts, sent, approved),
                "; ".join(f"{x['audience']} {clock(x.at)}" for x in reached) or "nobody",
                "; ".join(f"{x['audience']}: {x['why']}" for x in lost) or "-",
            ],
        )


def _approval(facts: Facts, sent: Row, approved: list[Row]) -> str:
    if not sent["waits"]:
        return "not needed"
    if not approved:
        return "never given"
    return f"{facts.role(approved[0]['by'])} {clock(approved[0].at)}, after {span(approved[0].at - sent.at)}"


def _approvals(facts: Facts) -> Iterator[tuple[str, list[Cell]]]:
    order = ("measured", "scripted", "simulated", "estimated", "-", "never")
    for sent in facts.record.of("message_sent"):
        if sent["waits"]:
            approved = next(
                (x for x in facts.record.of("message_approved") if x["message"] == sent["message"] and x.at >= sent.at),
                None,
            )
            ends = facts.record.lasts if approved is None else approved.at
            both = basis(facts.record, sent), basis(facts.record, approved)
            cells: list[Cell] = [sent["message"], clock(sent.at), clock(approved.at if approved else None)]
            yield max(both, key=order.index), [*cells, span(ends - sent.at)]

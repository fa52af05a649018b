"""Promises about functions: how long they may be out or put aside, and which comes first."""

from collections.abc import Iterator

from drillsim.analysis import promised
from drillsim.analysis.findings.finding import Finding, finding
from drillsim.analysis.outages import Outage
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.words import span
from drillsim.model.spelling import write_clock


def rto_missed(reckoning: Reckoning) -> Iterator[Finding]:
    """An outage longer than the RTO; where only open hours count, by those."""
    for name, outage in _outages(reckoning):
        if outage.rto_result == "missed":
            rto = promised.rto_words(reckoning.history.exercise, name, outage.begins)
            promise = f"its RTO of {rto} was missed by {span(outage.over_rto)}"
            yield finding(
                "rto_missed",
                outage.rto_due,
                (name,),
                f"{_was_out(name, outage)}; {promise}.",
                _evidence(reckoning, outage),
            )


def mtpd_breached(reckoning: Reckoning) -> Iterator[Finding]:
    """An outage longer than the MTPD."""
    for name, outage in _outages(reckoning):
        if outage.breached_at is not None:
            over = span(outage.length - outage.mtpd)
            promise = f"longer than the {span(outage.mtpd)} that can be borne (MTPD), by {over}"
            yield finding(
                "mtpd_breached",
                outage.breached_at,
                (name,),
                f"{_was_out(name, outage)}, {promise}.",
                _evidence(reckoning, outage),
            )


def over_pause(reckoning: Reckoning) -> Iterator[Finding]:
    """Put aside for longer than `can_pause`, per stretch."""
    for name, service in reckoning.services.items():
        limit = reckoning.plan.functions[name].can_pause
        for begins, ends in service.paused:
            if limit is not None and ends - begins > limit:
                yield finding(
                    "over_pause",
                    begins + limit,
                    (name,),
                    f"{name} was put aside from {write_clock(begins)} for {span(ends - begins)},"
                    f" longer than the {span(limit)} that it may be.",
                    reckoning.deeds.on([name], begins),
                )


def priority_broken(reckoning: Reckoning) -> Iterator[Finding]:
    """A function came back (it was not put aside) while a more urgent one was out: one finding for each."""
    functions = reckoning.plan.functions
    for name, outage in _outages(reckoning):
        if outage.ends is None or outage.put_aside:
            continue
        for other, service in reckoning.services.items():
            still_out = service.out_at(outage.ends)
            if still_out is not None and functions[other].priority < functions[name].priority:
                yield finding(
                    "priority_broken",
                    outage.ends,
                    (name, other),
                    f"{name} came back at {write_clock(outage.ends)} while {other}, which is more urgent,"
                    " was still out.",
                    reckoning.deeds.at(outage.ends),
                    reckoning.deeds.why(still_out.causes, still_out.begins),
                )


def _outages(reckoning: Reckoning) -> Iterator[tuple[str, Outage]]:
    for name, service in reckoning.services.items():
        for outage in service.outages:
            yield name, outage


def _was_out(name: str, outage: Outage) -> str:
    begins = write_clock(outage.begins)
    if outage.ends is None:
        return f"{name} was out from {begins} to the end, {span(outage.length)}"
    return f"{name} was out from {begins} to {write_clock(outage.ends)}, {span(outage.length)}"


def _evidence(reckoning: Reckoning, outage: Outage) -> list[str]:
    """What put it out and, where it came back, what brought it back."""
    back = [] if outage.ends is None else reckoning.deeds.at(outage.ends)
    return [*reckoning.deeds.why(outage.causes, outage.begins), *back]

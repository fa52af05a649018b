"""What came of a drill, in plain sentences: each promise kept or missed and by how much, then what to look at."""

from collections.abc import Iterator

from drillsim.analysis.promised import counts_open, rto
from drillsim.analysis.shape import ExpectationRow, OutageRow, Outcome
from drillsim.model.exercise import Exercise
from drillsim.model.plan import Plan
from drillsim.model.spelling import HOUR
from drillsim.present.paragraphs import Paragraph
from drillsim.present.rows import Tone
from drillsim.present.words import clock, line, percent, took

RESULTS = {
    "on_time": "on time",
    "late": "late",
    "never": "never",
    "too_early": "too early",
    "not_observed": "nobody marked it as seen",
}
"""Result of an expectation -> what screens say."""


PLAIN: Tone = "plain"

LEFT = ("not_restored", "left_away")
"""Codes of findings about what is not yet back to normal."""


def results(outcome: Outcome, exercise: Exercise, place: str = "") -> list[Paragraph]:
    """The whole results screen; the verdict first. `place` is where the record is."""
    plan = exercise.plan
    found = [Paragraph(line(outcome["drill"]), "title")]
    if outcome["lasts"]:
        found.append(Paragraph(f"The exercise lasted {took(outcome['lasts'])} on its own clock.", tone="dim"))
    found += [Paragraph("Verdict", "heading"), *verdict(outcome, exercise)]
    for heading, items in (
        ("Out of service", _outages(outcome, exercise)),
        ("Customers", _customers(outcome, exercise)),
        ("Late and on time", _timeliness(outcome, plan)),
        ("Roles nobody held", _uncovered(outcome)),
        ("Silence", _silence(outcome)),
        ("Not yet back to normal", _findings(outcome, left=True) or [_good("Everything is as planned.")]),
        ("Other findings", _findings(outcome, left=False) or [_good("None.")]),
    ):
        found.append(Paragraph(heading, "heading"))
        found += list(items)
    if place:
        found.append(Paragraph("The record", "heading"))
        found.append(Paragraph(line(place), "item", "strong"))
        found.append(Paragraph(f"The report: drillsim report {line(place)}", "item"))
    return found


def verdict(outcome: Outcome, exercise: Exercise) -> list[Paragraph]:
    """One pair of sentences for each promise: what was promised, and what came of it."""
    plan = exercise.plan
    return [*_functions(outcome, exercise), *_put_aside(outcome, plan), *_targets(outcome), *_news(outcome, plan)]


def _functions(outcome: Outcome, exercise: Exercise) -> Iterator[Paragraph]:
    """The RTO is that of the hours in which it went out first; where another held later, that is said there."""
    for name, row in outcome["functions"].items():
        first = row["outages"][0]["from"] if row["outages"] else 0
        promised = _rto(exercise, name, first)
        promise = f"You promised “{line(exercise.plan.functions[name].name or name)}” back within {promised}."
        if not row["outages"]:
            yield Paragraph(f"{promise} It was never out.", "verdict", "good")
        for index, outage in enumerate(row["outages"]):
            again = "" if index == 0 else f"It was out again at T+{clock(outage['from'])}. "
            if (then := _rto(exercise, name, outage["from"])) != promised:
                again += f"You promised it back within {then} at these hours. "
            said = _outage(outage)
            tone: Tone = "bad" if outage["rto"] == "missed" else "good" if outage["rto"] == "met" else "warn"
            yield Paragraph(f"{again or f'{promise} '}{said}", "verdict", tone)


def _rto(exercise: Exercise, name: str, second: int) -> str:
    kept = " of open hours" if counts_open(exercise, name) else ""
    return f"{took(rto(exercise, name, second))}{kept}"


def _outage(outage: OutageRow) -> str:
    if outage["to"] is None:
        still = f"It was still out at the end, after {took(outage['length'])}"
        if outage["rto"] == "missed":
            return f"{still}: missed by {took(outage['over_rto'])} and more."
        return f"{still}: too soon to say."
    length = took(outage["length"])
    if outage["open_length"] != outage["length"]:
        length += f", {took(outage['open_length'])} of them in open hours"
    if outage["rto"] == "missed":
        return f"It took {length}: missed by {took(outage['over_rto'])}."
    return f"It took {length}: kept."


def _put_aside(outcome: Outcome, plan: Plan) -> Iterator[Paragraph]:
    for name, row in outcome["functions"].items():
        body = plan.functions[name]
        if row["paused"] and body.can_pause is not None:
            aside = sum(ends - begins for begins, ends in row["paused"])
            promise = f"You may put “{line(body.name or name)}” aside for {took(body.can_pause)}."
            over = row["over_pause"]
            end = f"{took(over)} too long." if over else "kept."
            yield Paragraph(
                f"{promise} It was put aside for {took(aside)}: {end}", "verdict", "bad" if over else "good"
            )


def _targets(outcome: Outcome) -> Iterator[Paragraph]:
    for row in outcome["targets"]:
        promise = (
            f"You wanted {percent(row['share'])} of the people of {row['task']} there within {took(row['limit'])}."
        )
        if row["took"] is None:
            said = "They never were."
        else:
            said = f"It took {took(row['took'])}: {'kept' if row['result'] == 'met' else 'missed'}."
        yield Paragraph(f"{promise} {said}", "verdict", "good" if row["result"] == "met" else "bad")


def _news(outcome: Outcome, plan: Plan) -> Iterator[Paragraph]:
    for audience, update in plan.updates.items():
        rows = [row for row in outcome["updates"] if row["audience"] == audience]
        every = f", then every {_each(update.every)}" if update.every else ""
        promise = f"You promised {audience} news within {took(update.first)}{every}."
        if not rows:
            yield Paragraph(f"{promise} None was due.", "verdict", "dim")
            continue
        missed = [row for row in rows if row["result"] != "on_time"]
        if not missed:
            said = "It came on time." if len(rows) == 1 else f"All {len(rows)} updates came on time."
        else:
            late_by = missed[0]["late_by"]
            alone = "None came" if late_by is None else f"It came {took(late_by)} late"
            said = alone if len(rows) == 1 else f"{len(missed)} of {len(rows)} updates came late or never"
            longest = outcome["silence"].get(audience)
            said += f"; the longest silence was {took(longest)}." if longest else "."
        yield Paragraph(f"{promise} {said}", "verdict", "bad" if missed else "good")


def _each(seconds: int) -> str:
    return "hour" if seconds == HOUR else took(seconds)


def _outages(outcome: Outcome, exercise: Exercise) -> list[Paragraph]:
    plan, found = exercise.plan, []
    for name, row in outcome["functions"].items():
        for outage in row["outages"]:
            until = "the end" if outage["to"] is None else f"T+{clock(outage['to'])}"
            causes = f", by {', '.join(outage['causes'])}" if outage["causes"] else ""
            breached = "; MTPD BREACHED" if outage["mtpd"] == "breached" else ""
            text = (
                f"{line(plan.functions[name].name or name)}: T+{clock(outage['from'])} to {until}, "
                f"{_length(exercise, name, outage)} of an RTO of {_rto(exercise, name, outage['from'])}: "
                f"{outage['rto'].upper()}{breached}{causes}"
            )
            found.append(Paragraph(text, "item", "bad" if outage["rto"] == "missed" else "plain"))
    return found or [Paragraph("Nothing was out.", "item", "good")]


def _customers(outcome: Outcome, exercise: Exercise) -> list[Paragraph]:
    """Of functions that have contacts; a service level is of all attempts, those answered elsewhere among them."""
    found = []
    for name, row in outcome["functions"].items():
        came = row.get("contacts")
        body = exercise.plan.functions[name]
        if came is None or body.contacts is None:
            continue
        goal, within = body.contacts.answer, came["within_target"]
        level, tone = "", PLAIN
        if goal is not None and within is not None and came["offered"]:
            share = within / came["offered"]
            level = f", {percent(share)} within {took(goal.within)} (goal {percent(float(goal.share))})"
            tone = "good" if share >= goal.share else "bad"
        others = came["offered"] - came["answered"] - came["abandoned"]
        rest = f", {others:,} dropped, deflected or still waiting" if others else ""
        text = (
            f"{line(body.name or name)}: {came['answered']:,} of {came['offered']:,} answered{level};"
            f" {came['abandoned']:,} abandoned{rest}; the longest wait was {took(came['longest_wait'])},"
            f" the longest queue {came['backlog_peak']:,}"
        )
        found.append(Paragraph(text, "item", tone))
    return found or [Paragraph("The plan says nothing of contacts.", "item", "dim")]


def _length(exercise: Exercise, name: str, outage: OutageRow) -> str:
    """What counts against the RTO."""
    return took(outage["open_length" if counts_open(exercise, name) else "length"])


def _timeliness(outcome: Outcome, plan: Plan) -> list[Paragraph]:
    found = [Paragraph(_expected(row, plan), "item", _result_tone(row["result"])) for row in outcome["expectations"]]
    for row in outcome["updates"]:
        when = _late(row["result"], row["late_by"], row["delivered"])
        found.append(
            Paragraph(
                f"news to {row['audience']}, due T+{clock(row['due'])}: {when}", "item", _result_tone(row["result"])
            )
        )
    return found or [Paragraph("Nothing was expected.", "item")]


def _expected(row: ExpectationRow, plan: Plan) -> str:
    what = ""
    if "task" in row:
        what = line(plan.tasks[row["task"]].do) if row["task"] in plan.tasks else row["task"]
    elif "message" in row:
        what = f"message {row['message']}"
    elif "choice" in row:
        what = f"choice {row['choice']}"
    elif "action" in row:
        what = f"action {row['action']}"
    due = f", due T+{clock(row['due'])}" if row["due"] is not None else ""
    kind, _, name = row["source"].partition(":")
    return f"{what} ({kind} {name}{due}): {_late(row['result'], row['late_by'], row['done'])}"


def _late(result: str, late_by: int | None, done: int | None) -> str:
    at = f", T+{clock(done)}" if done is not None else ""
    if result == "late" and late_by:
        return f"LATE by {took(late_by)}{at}"
    word = RESULTS[result]
    return f"{word if result == 'on_time' else word.upper()}{at}"


def _result_tone(result: str) -> Tone:
    if result == "on_time":
        return "plain"
    return "dim" if result == "not_observed" else "bad"


def _uncovered(outcome: Outcome) -> list[Paragraph]:
    found = [
        Paragraph(f"{role}: T+{clock(begins)} to T+{clock(ends)}, {took(ends - begins)}", "item", "bad")
        for role, row in outcome["roles"].items()
        for begins, ends in row["uncovered"]
    ]
    return found or [Paragraph("Every role was held all the time.", "item", "good")]


def _silence(outcome: Outcome) -> list[Paragraph]:
    found = [
        Paragraph(f"{audience} heard nothing for {took(longest)} at the longest", "item")
        for audience, longest in outcome["silence"].items()
    ]
    return found or [Paragraph("Nobody was due any news.", "item")]


def _findings(outcome: Outcome, *, left: bool) -> list[Paragraph]:
    """Those about what is not yet back to normal, or the others: each is told once."""
    return [Paragraph(line(row["text"]), "item") for row in outcome["findings"] if (row["code"] in LEFT) == left]


def _good(text: str) -> Paragraph:
    return Paragraph(text, "item", "good")

"""What came of a drill, in plain sentences: each promise kept or missed and by how much, then what to look at."""

from collections.abc import Sequence

from drillsim.analysis.promised import counts_open, rto
from drillsim.analysis.promises import Kept
from drillsim.analysis.reckoning import Reckoning
from drillsim.analysis.settled import news_not_due, not_due, settled
from drillsim.analysis.shape import ExpectationRow, OutageRow, Outcome
from drillsim.model.exercise import Exercise
from drillsim.model.plan import Plan
from drillsim.present.looking import LOOKING, Looking
from drillsim.present.paragraphs import Paragraph
from drillsim.present.rows import Tone
from drillsim.present.words import clock, line, took
from drillsim.record.written import Verdict
from drillsim.report.document import KEPT
from drillsim.report.facts import facts
from drillsim.report.marks import without_marks
from drillsim.report.safety import safety_lines
from drillsim.report.service_level import begun_in_vain, service_level, waiting
from drillsim.report.verdict import Pair
from drillsim.report.verdict import verdict as sentences

RESULTS = {
    "on_time": "on time",
    "late": "late",
    "never": "never",
    "too_early": "too early",
    "not_observed": "nobody marked it as seen",
}
"""Result of an expectation -> what screens say."""


TONES: dict[Kept, Tone] = {"kept": "good", "missed": "bad", "undecided": "warn"}

LEFT = ("not_restored", "left_away")
"""Codes of findings about what is not yet back to normal."""


def results(
    reckoned: Reckoning, outcome: Outcome, place: str = "", sought: Verdict | None = None, looking: Looking = "no"
) -> list[Paragraph]:
    """The whole results screen: life safety, the verdict, then the rest. All are of one record, which is at `place`."""
    exercise = reckoned.history.exercise
    judged = settled(outcome, exercise.lasts)
    found = [Paragraph(line(outcome["drill"]), "title")]
    if outcome["lasts"]:
        found.append(Paragraph(f"The exercise lasted {took(outcome['lasts'])} on its own clock.", tone="dim"))
    found += _life_safety(reckoned, outcome)
    found += [Paragraph("Verdict", "heading"), *verdict(outcome, exercise, sought, looking)]
    for heading, items in (
        ("Out of service", _outages(outcome, exercise)),
        ("Customers", _customers(reckoned)),
        ("Late and on time", _timeliness(outcome, exercise)),
        ("Roles nobody held", _uncovered(outcome)),
        ("Silence", _silence(outcome)),
        ("Not yet back to normal", _findings(judged, left=True) or [_good("Everything is as planned.")]),
        ("Other findings", _findings(judged, left=False) or [_good("None.")]),
    ):
        found.append(Paragraph(heading, "heading"))
        found += list(items)
    if place:
        found.append(Paragraph("The record", "heading"))
        found.append(Paragraph(line(place), "item", "strong"))
        found.append(Paragraph(f"The report: drillsim report {line(place)}", "item"))
    return found


def _life_safety(reckoned: Reckoning, outcome: Outcome) -> list[Paragraph]:
    """The flash report: before all else where there is anything in it."""
    lines = safety_lines(facts(reckoned, outcome, names=False))
    told = [Paragraph(line(without_marks(each)), "item", "bad") for each in lines]
    return [Paragraph("Life safety", "heading"), *told] if told else []


def verdict(
    outcome: Outcome, exercise: Exercise, sought: Verdict | None = None, looking: Looking = "no"
) -> list[Paragraph]:
    """For each promise what was promised and what came of it; of a broken one what would have kept it."""
    pairs = sentences(exercise, outcome, sought)
    found = [Paragraph(_pair(pair), "verdict", TONES[pair.result]) for pair in pairs]
    if looking != "no" and any(pair.result == "missed" for pair in pairs):
        found.append(Paragraph(LOOKING[looking], "verdict", "dim"))
    return found


def steps(pairs: Sequence[Pair], looking: Looking) -> list[Paragraph]:
    """Of each broken promise what would have kept it, once that was looked for."""
    if looking != "no":
        return [Paragraph(LOOKING[looking])] if any(pair.result == "missed" for pair in pairs) else []
    told = [Paragraph(f"{line(pair.promise)} {line(pair.earlier)}") for pair in pairs if pair.earlier is not None]
    return [Paragraph("The one earlier step", "heading"), *told] if told else []


def _pair(pair: Pair) -> str:
    """Its result in a word, promise and answer; the earlier step on a line of its own."""
    said = f"{KEPT[pair.result]}. {line(pair.promise)} {line(pair.answer)}"
    return said if pair.earlier is None else f"{said}\n{line(pair.earlier)}"


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


def _customers(reckoned: Reckoning) -> list[Paragraph]:
    """Of functions that have contacts."""
    found = []
    for name, queue in reckoned.queues.of.items():
        tally, goal, level = queue.tally, queue.contacts.answer, queue.service_level
        tone: Tone = "plain"
        if goal is not None and level is not None:
            tone = "bad" if level < goal.share else "plain" if queue.is_partial else "good"
        counts = ((tally.abandoned, "abandoned"), (tally.dropped, "dropped"), (tally.deflected, "deflected"))
        others = ", ".join(f"{number:,} {word}" for number, word in counts if number or word == "abandoned")
        body, in_time = reckoned.plan.functions[name], service_level(queue)
        parts = (
            f"{line(body.name or name)}: {tally.answered:,} of {tally.offered:,} answered"
            + (f", {in_time}" if in_time else ""),
            others,
            waiting(queue, ","),
            begun_in_vain(queue, ","),
            f"the longest wait was {took(int(queue.longest_wait))}, the longest queue {tally.peak:,}",
        )
        text = "; ".join(part for part in parts if part)
        found.append(Paragraph(text, "item", tone))
    return found or [Paragraph("The plan says nothing of contacts.", "item", "dim")]


def _rto(exercise: Exercise, name: str, second: int) -> str:
    kept = " of open hours" if counts_open(exercise, name) else ""
    return f"{took(rto(exercise, name, second))}{kept}"


def _length(exercise: Exercise, name: str, outage: OutageRow) -> str:
    """What counts against the RTO."""
    return took(outage["open_length" if counts_open(exercise, name) else "length"])


def _timeliness(outcome: Outcome, exercise: Exercise) -> list[Paragraph]:
    """What had come due by what became of it, then what had not."""
    plan, judged = exercise.plan, settled(outcome, exercise.lasts)
    found = [
        Paragraph(f"{_expected(row, plan)}: {_late(row['result'], row['late_by'], row['done'])}", "item", tone)
        for row in judged["expectations"]
        for tone in [_result_tone(row["result"])]
    ]
    for row in judged["updates"]:
        when = _late(row["result"], row["late_by"], row["delivered"])
        found.append(
            Paragraph(
                f"news to {row['audience']}, due T+{clock(row['due'])}: {when}", "item", _result_tone(row["result"])
            )
        )
    later = [_expected(each, plan) for each in not_due(outcome, exercise.lasts)]
    later += [f"news to {each['audience']}, due T+{clock(each['due'])}" for each in news_not_due(outcome)]
    found += [Paragraph(f"{each}: not due before EndEx", "item", "dim") for each in later]
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
    return f"{what} ({kind} {name}{due})"


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

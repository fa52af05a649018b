"""What is not yet back to normal: a drill that ends is not a centre that is back."""

from collections.abc import Iterator

from drillsim.report.document import Section
from drillsim.report.facts import Facts
from drillsim.report.making import bullets, section
from drillsim.report.text import clock, refs


def not_normal_section(facts: Facts) -> Section:
    """As of the end, or of the second at which somebody said that all was normal (rule 19)."""
    return section(
        "not_normal", "What is not yet back to normal", bullets(_lines(facts)) or "Everything is as planned."
    )


def _lines(facts: Facts) -> Iterator[str]:
    mode = facts.outcome["mode"][-1][0]
    if mode != "normal":
        yield f"The mode at the end is {mode}, since {clock(facts.outcome['mode'][-1][1])}."
    for name, row in facts.outcome["functions"].items():
        if row["outages"] and row["outages"][-1]["to"] is None:
            yield f"{facts.labels.function(name)} is still out, since {clock(row['outages'][-1]['from'])}."
    for finding in facts.outcome["findings"]:
        if finding["code"] in ("not_restored", "left_away"):
            evidence = f" ({refs(finding['evidence'])})" if finding["evidence"] else ""
            yield f"{facts.labels.text(finding['text'])}{evidence}"

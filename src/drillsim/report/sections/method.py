"""How this report came about: method, digests, what keeps it honest."""

from collections.abc import Iterator

from drillsim.report.document import Bullets, Section
from drillsim.report.facts import Facts
from drillsim.report.making import section, table
from drillsim.report.text import code


def method_section(facts: Facts) -> Section:
    """The same record gives the same report, to the byte."""
    return section(
        "method",
        "Method and digests",
        Bullets(
            (
                "Every number is reckoned from the record of the exercise, which holds the texts that were played, all"
                " that people did and all that followed, second by second. Nothing is looked up elsewhere.",
                "A clock such as T+00:30 is time since StartEx; where the timeline shows that second, it leads there."
                " Numbers such as #57 name entries of the record.",
                "Measured, scripted, simulated and estimated times never stand in one column; levels and outages are"
                " reckoned by the model from the plan's numbers.",
                "Roles stand for persons unless names were asked for. Nobody is rated as a person.",
                "A chain of digests shows whether a record was edited afterwards; it cannot stop the owner of a file"
                " from writing it all anew.",
            )
        ),
        table("Digests", ("of", "SHA-256"), _digests(facts)),
        "A record holds what people did: keep it as long as the improvement plan is open, then remove it.",
    )


def _digests(facts: Facts) -> Iterator[tuple[str, str]]:
    for text in facts.header.texts:
        yield f"{text.kind} {code(text.path)}", code(text.digest)
    if facts.heads is None:
        yield "record", "none was kept"
    else:
        yield "record up to EndEx", code(facts.heads.play)
        yield "record as a whole", code(facts.heads.whole)
    found = facts.outcome
    if facts.header.contacts_engine is not None:
        yield (
            "customers drawn by",
            f"engine {code(facts.header.contacts_engine)}, {code(f'numpy-{facts.header.numpy}')}",
        )
    yield (
        "played by",
        f"drillsim {facts.header.drillsim}, engine {facts.labels.text(found['engine'])}, seed {found['seed']}",
    )

"""Every number of the HTML report, traced to the record by an oracle of its own (tests/report/oracle).

The oracle knows the rows of the record, the texts in its header and the written rules; it imports nothing of drillsim.
Tables are compared cell by cell, sentences number by number. What is drawn by chance (who came, how long the queue
was) is held against the outcome and against itself; `oracle/told_customers.py` says how far that reaches.
"""

import json
import random
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from report import live_tornado
from report.oracle.facts import Facts
from report.oracle.page import COVER, parts
from report.oracle.record import read
from report.oracle.sections import Oracle
from report.oracle.spelling import clock
from support.cli import drillsim, recorded

PLAYED = ("tornado", "pandemic", "server_loss", "email_outage", "hurricane_carrier", "live", "early")
_REFERENCE = r"<code>(?:task|message|role|function):\w+</code> T\+[\d:]+"
_UNSEEN = re.compile(rf"<head>.*?</head>|<svg.*?</svg>|{_REFERENCE}|<[^>]*>|&#?\w+;", re.DOTALL)
_SECTION = re.compile(r'<section id="(\w+)"')


@dataclass(frozen=True)
class Reported:
    """A record, and the page that the command line made of it."""

    record: Path

    @cached_property
    def html(self) -> str:
        page = self.record.with_suffix(".html")
        assert drillsim("report", self.record, "-o", page, folder=page.parent).code == 0
        return page.read_text(encoding="utf-8")

    @cached_property
    def oracle(self) -> Oracle:
        ended = drillsim("report", self.record, "--json", folder=self.record.parent)
        return Oracle(Facts(read(self.record)), json.loads(ended.out))


@pytest.fixture(scope="module", params=PLAYED)
def reported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reported:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "live":
        return Reported(live_tornado.record(folder / "live.drillrecord"))
    if request.param == "early":
        return Reported(live_tornado.record(folder / "early.drillrecord", ends=6_700))
    return Reported(recorded(folder, request.param))


def test_every_number_of_the_page_is_what_the_record_gives(reported: Reported) -> None:
    assert reported.oracle.untraced(reported.html) == []


@pytest.mark.parametrize("throw", range(2))
def test_a_digit_that_is_changed_is_found_in_every_section(reported: Reported, throw: int) -> None:
    """One digit in each section that has any; where chance drew the numbers, in the table that has to add up."""
    chance = random.Random(f"{reported.record.name} {throw}")
    places = {name: chance.choice(digits) for name, digits in _digits(reported.html).items()}
    assert len(places) > 20
    changed = list(reported.html)
    for place in places.values():
        changed[place] = str((int(changed[place]) + chance.randint(1, 9)) % 10)
    found = {each.split(":")[0] for each in reported.oracle.untraced("".join(changed))}
    around = {name: reported.html[place - 80 : place + 20] for name, place in places.items() if name not in found}
    assert around == {}


def _digits(html: str) -> dict[str, list[int]]:
    """Where a reader sees digits, by section; of customers up to the first table, which adds up.

    A reference may point to any second at which its thing began or ended, so that one digit may turn it into another.
    """
    seen = bytearray(b"1") * len(html)
    for unseen in _UNSEEN.finditer(html):
        seen[unseen.start() : unseen.end()] = bytes(len(unseen[0]))
    begins = [(0, COVER), *((found.start(), found[1]) for found in _SECTION.finditer(html))]
    ends = [place for place, _ in begins[1:]] + [html.index("<footer>")]
    found = {}
    for (begin, name), end in zip(begins, ends, strict=True):
        last = html.index("</table>", begin) if name == "customers" else end
        if digits := [place for place in range(begin, last) if html[place].isdecimal() and seen[place]]:
            found[name] = digits
    return found


def test_the_oracle_knows_every_section_that_has_a_number(reported: Reported) -> None:
    assert set(_digits(reported.html)) <= set(reported.oracle.told) | {"customers"}
    assert parts(reported.html).keys() >= {"verdict", "functions", "timeline", "method"}


@pytest.mark.parametrize(
    ("drill", "line", "earlier", "promise"),
    [
        ("tornado", "by: partner_lead, does: call_brightline", "T+00:22", "functions:inbound_calls"),
        ("email_outage", "by: comms_lead, sends: holding_statement", "T+00:30", "updates:customers"),
    ],
)
def test_the_earlier_step_that_the_verdict_tells_is_played(
    drill: str, line: str, earlier: str, promise: str, tmp_path: Path
) -> None:
    """Done when the verdict says, the promise is kept; a minute later it is not. Any other number is a false one."""
    reported = Reported(recorded(tmp_path, drill))
    facts = reported.oracle.facts
    (search,) = facts.record.said("verdict")
    (step,) = [each["step"] for each in search["sought"] if each["name"] == promise.split(":")[1]]
    assert clock(step["at"] - step["earlier"]) == earlier
    assert _kept(facts, tmp_path, line, step["at"] - step["earlier"], promise)
    assert not _kept(facts, tmp_path, line, step["at"] - step["earlier"] + 60, promise)


def _kept(facts: Facts, folder: Path, line: str, second: int, promise: str) -> bool:
    """Plays the texts of the record with one response at another second."""
    for each in facts.record.header["texts"]:
        file = folder / "played" / "drills" / each["path"]
        file.parent.mkdir(parents=True, exist_ok=True)
        text = re.sub(rf"T\+[\d:]+, {line}", f"T+{second // 3600:02}:{second // 60 % 60:02}, {line}", each["text"])
        file.write_text(text, encoding="utf-8")
    (drill,) = [each["path"] for each in facts.record.header["texts"] if each["kind"] == "drill"]
    outcome = drillsim("run", folder / "played" / "drills" / drill, "--unattended", "--json", folder=folder).json
    group, name = promise.split(":")
    if group == "functions":
        return all(outage["rto"] == "met" for outage in outcome["functions"][name]["outages"])
    return all(row["result"] == "on_time" for row in outcome["updates"] if row["audience"] == name)


def test_the_oracle_imports_nothing_of_what_it_judges() -> None:
    for file in (Path(__file__).parent / "oracle").glob("*.py"):
        assert "drillsim" not in re.findall(
            r"^\s*(?:from|import) (\w+)", file.read_text(encoding="utf-8"), re.MULTILINE
        )

"""What the times of a picture rest on, in a few words: nobody may take a script's for people's."""

from collections.abc import Iterable, Mapping
from typing import get_args

from drillsim.report.basis import FAST, Basis
from drillsim.report.facts import Facts


def words(facts: Facts) -> Mapping[Basis, str]:
    """Each basis; measured only where the clock never ran faster than time."""
    is_fast = facts.captions["measured"] == FAST
    return {
        "measured": "by people, on a clock faster than time" if is_fast else "measured, people at the clock",
        "scripted": "as scripted",
        "simulated": "simulated, a stand-in",
        "estimated": "estimated",
    }


def said(facts: Facts, bases: Iterable[Basis | None]) -> str:
    """What all times rest on, or that they rest on several things; empty where there is none."""
    found = {basis for basis in bases if basis is not None}
    told = [words(facts)[basis] for basis in get_args(Basis) if basis in found]
    if len(told) < 2:
        return f"times {told[0]}" if told else ""
    return f"times of several kinds ({'; '.join(told)})"

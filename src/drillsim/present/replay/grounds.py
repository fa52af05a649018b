"""Sites with their people, and systems that do not work, for the facilitator's replay."""

from collections.abc import Sequence

from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import line
from drillsim.session.grounds import SiteState, SiteView, SystemState, SystemView

SITES: dict[SiteState, tuple[str, Tone]] = {
    "open": ("OPEN", "good"),
    "cut_off": ("CUT OFF", "bad"),
    "closed": ("CLOSED", "bad"),
    "hours": ("SHUT", "dim"),
    "lost": ("LOST", "bad"),
    "barred": ("BARRED", "warn"),
}
SYSTEMS: dict[SystemState, tuple[str, Tone]] = {
    "failed": ("FAILED", "bad"),
    "down": ("DOWN", "bad"),
    "weak": ("WEAK", "warn"),
    "no_new": ("NO NEW", "warn"),
}
COLUMNS = (Column(7), Column(), Column(26, right=True))


def grounds(sites: Sequence[SiteView], systems: Sequence[SystemView]) -> Table:
    """What does not work first."""
    broken = [_system(each) for each in systems]
    rows = sorted((_site(each) for each in sites), key=lambda row: row.cells[0].text == "OPEN")
    down = len(broken) + sum(each.state not in ("open", "hours") for each in sites)
    title = f"Sites and systems: {down} not working" if down else "Sites and systems: all work"
    return Table(title, COLUMNS, (*broken, *rows), "", "The plan has no sites.", "bad" if down else "plain")


def unknown() -> Table:
    """What a role is told of them."""
    return Table("Sites and systems", COLUMNS, (), "", "A role has to find out; the facilitator's view has them.")


def _site(site: SiteView) -> Row:
    word, tone = SITES[site.state]
    people = [f"{site.there:,} there", f"{site.coming:,} on the way" if site.coming else ""]
    note = ", ".join(each for each in people if each)
    return Row(
        f"site {site.id}", (Cell(word, tone), Cell(line(site.name)), Cell(note, "plain" if site.there else "dim"))
    )


def _system(system: SystemView) -> Row:
    word, tone = SYSTEMS[system.state]
    note = f"{system.backup} instead" if system.backup else "nothing instead"
    return Row(f"system {system.id}", (Cell(word, tone), Cell(line(system.name)), Cell(note, "dim")))

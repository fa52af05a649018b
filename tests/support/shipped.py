"""The plans, scenarios and drills that come with drillsim."""

from pathlib import Path

from drillsim.loading.described import ROOTS, Kind

ROOT = Path(__file__).parents[2]
KINDS: tuple[Kind, ...] = tuple(ROOTS)
SHIPPED = sorted([*ROOT.glob("drills/**/*.yaml"), *ROOT.glob("scenarios/**/*.yaml")])


def kind_of(path: Path) -> Kind:
    """The kind that a file's name tells."""
    return next(kind for kind in KINDS if path.name.endswith(f".{kind}.yaml"))

"""The drills that come with drillsim, and where to find one by its name."""

from pathlib import Path

import drillsim
from drillsim.errors import NotFound


def bundled_root() -> Path:
    """The folder that holds `drills/` and `scenarios/`: inside the installed package, else beside `src/`."""
    package = Path(drillsim.__file__).parent
    inside = package / "bundled"
    return inside if inside.is_dir() else package.parent.parent


def bundled_drills() -> dict[str, Path]:
    """Name and file of every bundled drill."""
    folder = bundled_root() / "drills"
    return {path.name.removesuffix(".drill.yaml"): path for path in sorted(folder.glob("*.drill.yaml"))}


def bundled(name: str) -> Path:
    """The file of a bundled drill. Raises NotFound, with the names there are."""
    known = bundled_drills()
    if name not in known:
        raise NotFound(f"expected a file or one of the bundled drills ({', '.join(known)}), found {name!a}")
    return known[name]

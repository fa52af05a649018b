"""What decides which customers come, and which engine plays them."""

from dataclasses import dataclass
from typing import Literal

Engine = Literal["python", "fast"]
"""Plain Python, or compiled by numba; both tell the same to the last bit."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A seed, the number of a replication (0: a single play), and the engine."""

    seed: int
    replication: int = 0
    engine: Engine = "python"


SINGLE_PLAY = Chance(1)
"""Of a drill that names no seed."""

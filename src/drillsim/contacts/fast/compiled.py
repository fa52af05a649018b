"""How functions are compiled, and how what was compiled is kept for the next process."""

import hashlib
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numba

P = ParamSpec("P")
R = TypeVar("R")

PLAIN: dict[str, Any] = {"_nrt": False}
"""Compiled code allocates nothing, so it need not count who uses which array, which would take most of the time.

Floating point is as in Python: `fastmath` is off unless somebody asks for it.
"""
INNER = {**PLAIN, "forceinline": True, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""Built into whoever calls it: handing over all arrays at every call would take half of the time."""


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """A function that only compiled functions call."""
    made: Callable[P, R] = numba.njit(**INNER)(function)
    return made


def kept(function: Callable[P, R], *args: P.args, **words: P.kwargs) -> Callable[P, R]:
    """A function that Python calls, as an earlier process kept it or kept for the next; `args`: a call of no effect.

    It is kept where numba finds a folder to write to: NUMBA_CACHE_DIR, else __pycache__, else the user's own. Without
    any, or where that folder is full or damaged, each process compiles anew.
    """
    try:
        made = numba.njit(cache=True, **PLAIN)(function)
    except RuntimeError:  # no such folder
        made = numba.njit(**PLAIN)(function)
    try:
        made(*args, **words)
    except (OSError, EOFError, pickle.UnpicklingError):
        if not made.signatures:  # it could not be read; if it could only not be written, it is compiled
            made = numba.njit(**PLAIN)(function)
    found: Callable[P, R] = made
    return found


def direct(function: Callable[P, R]) -> Callable[P, R]:
    """The one version of a kept function, called as it is; its arguments are always of the kinds it was compiled for.

    numba would look each time of what kind each array is, which takes ten times as long as handing them over.
    """
    only: Any = next(iter(function.overloads.values()))  # type: ignore[attr-defined]
    found: Callable[P, R] = only.entry_point
    return found


def stamp(folder: Path = Path(__file__).parent) -> str:
    """What all sources of a folder amount to.

    numba takes what it kept for fresh as long as the one file is unchanged whose function it is. So that a change to
    any other counts, the function that is kept holds this in its closure, which numba looks at, too.
    """
    sources = hashlib.sha256()
    for path in sorted(folder.glob("*.py")):
        sources.update(path.read_bytes())
    return sources.hexdigest()

"""Small charts of text: levels over time as blocks, at a width that a terminal and a page hold."""

from collections.abc import Iterable, Sequence

from drillsim.record.clean import clean

CELLS = 48  # with a label of up to 28 columns a row has fewer than 80
_BLOCKS = "▁▂▃▄▅▆▇█"
_NOTHING, _OUT, _ASIDE = ".", "▀", "▒"


def cells(lasts: int) -> list[tuple[int, int]]:
    """The stretches [from, to) for which the signs of a chart stand."""
    number = min(CELLS, lasts)
    return [(cell * lasts // number, (cell + 1) * lasts // number) for cell in range(number)]


def cell(lasts: int) -> int:
    """About how many seconds a sign stands for."""
    return round(lasts / len(cells(lasts)))


def levels(steps: Sequence[Sequence[float]], lasts: int) -> str:
    """A block for each stretch of time: the lowest share (0 to 1) in it.

    `steps` are [second, share], from second 0 on.
    """
    return parts(min(_within(steps, begins, ends)) for begins, ends in cells(lasts))


def parts(shares: Iterable[float]) -> str:
    """A block for each share, 0 to 1."""
    return "".join(_block(share) for share in shares)


def _within(steps: Sequence[Sequence[float]], begins: int, ends: int) -> list[float]:
    at_begin = [share for second, share in steps if second <= begins][-1:]
    return [*at_begin, *(share for second, share in steps if begins < second < ends)] or [0.0]


def _block(share: float) -> str:
    if share <= 0:
        return _NOTHING
    return _BLOCKS[min(7, int(share * 8))]


def marks(out: Iterable[tuple[int, int]], aside: Iterable[tuple[int, int]], lasts: int) -> str:
    """Under a level: where it was out for any second of the stretch, else where it was put aside."""
    out, aside = list(out), list(aside)
    return "".join(_OUT if _any(out, cell) else _ASIDE if _any(aside, cell) else " " for cell in cells(lasts)).rstrip()


def _any(spans: list[tuple[int, int]], cell: tuple[int, int]) -> bool:
    return any(begins < cell[1] and cell[0] < ends for begins, ends in spans)


def axis(begin: str, end: str, lasts: int) -> str:
    """The clock above a chart."""
    return begin.ljust(len(cells(lasts)) - len(end)) + " " * (len(cells(lasts)) < len(begin) + len(end)) + end


def label(name: str, width: int) -> str:
    """In a block of code nothing has to be escaped but what would end it."""
    name = " ".join(clean(name).replace("`", "'").split())
    return name if len(name) <= width else f"{name[: width - 1]}…"

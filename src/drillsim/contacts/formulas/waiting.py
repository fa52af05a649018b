"""The wait of a contact that finds all agents busy and does not give up: its virtual wait, by its density.

The density at x seconds is in proportion to exp(rate (1 - e^(-x/patience)) patience - served x), where `rate` contacts
come a second and `served` are done a second while all agents are busy
(Zeltyn and Mandelbaum 2005, Queueing Systems 51).
"""

import math
from collections.abc import Callable, Iterator

NEGLIGIBLE = 45.0  # the density is left out where it is e^45 times smaller than at its top
CELLS = 24  # cells a width of the density; the error is below 1e-12

_NODES = (  # Gauss-Legendre, 5 points on (-1, 1): Abramowitz and Stegun 1964, table 25.4
    (0.0, 0.568888888888889),
    (-0.538469310105683, 0.478628670499366),
    (0.538469310105683, 0.478628670499366),
    (-0.906179845938664, 0.236926885056189),
    (0.906179845938664, 0.236926885056189),
)


def answered_within(within_s: float, rate: float, served: float, patience_s: float | None) -> float:
    """The chance to be answered within so many seconds, of a contact that has to wait.

    `rate` > 0 contacts a second, `served` > 0 a second while all agents are busy; without patience_s nobody gives up
    and served > rate.
    """
    if patience_s is None:
        return -math.expm1(-(served - rate) * within_s)
    leaving = 1 / patience_s

    def log_density(x: float) -> float:
        return -rate * math.expm1(-leaving * x) / leaving - served * x

    peak = math.log(rate / served) / leaving if rate > served else 0.0
    top = log_density(peak)
    width = min(1 / math.sqrt(served * leaving), patience_s)  # of the bell at its peak, and of who is still there
    if served > rate:
        width = min(width, 1 / (served - rate))  # it only falls, at first so fast
    low, high = _where_it_counts(lambda x: log_density(x) - top, peak, width)

    def density(x: float) -> float:
        return math.exp(log_density(x) - top)

    whole = _integral(density, low, high, width)
    ends = min(within_s, high)
    if ends <= low:
        return 0.0
    return _integral(lambda x: math.exp(-leaving * x) * density(x), low, ends, width) / whole


def _where_it_counts(log_share: Callable[[float], float], peak: float, width: float) -> tuple[float, float]:
    """From where to where the density is not negligible."""
    reach = width
    while log_share(peak + reach) > -NEGLIGIBLE:
        reach *= 2
    back = width
    while peak - back > 0 and log_share(peak - back) > -NEGLIGIBLE:
        back *= 2
    return max(0.0, peak - back), peak + reach


def _integral(value: Callable[[float], float], low: float, high: float, width: float) -> float:
    return math.fsum(_cells(value, low, high, max(1, math.ceil((high - low) / width * CELLS / 8))))


def _cells(value: Callable[[float], float], low: float, high: float, cells: int) -> Iterator[float]:
    half = (high - low) / cells / 2
    for cell in range(cells):
        middle = low + (2 * cell + 1) * half
        for node, weight in _NODES:
            yield weight * half * value(middle + node * half)

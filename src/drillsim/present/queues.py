"""Customers: who waits and how long, who was answered, who gave up (abandoned), and what the last step changed."""

from drillsim.present.rows import Cell, Column, Row, Table, Tone
from drillsim.present.words import about, clock, line, percent
from drillsim.session.view import FunctionView, QueueView, TurnView

COLUMNS = (Column(), Column(14, right=True), Column(9, right=True), Column(17, right=True, needs=48))
_BLOCKS = "▁▂▃▄▅▆▇█"


def queues(functions: tuple[FunctionView, ...], *, title: str = "Customers") -> Table:
    """A line of numbers for each queue; under it its course as a chart, and what the last step changed."""
    rows = tuple(_row(function, function.queue) for function in functions if function.queue)
    return Table(title, COLUMNS, rows, empty="Nobody has called yet.")


def has_queues(functions: tuple[FunctionView, ...]) -> bool:
    """Whether there is any queue to show."""
    return any(function.queue for function in functions)


def waiting(queue: QueueView) -> Cell:
    """How many wait now, said loudest while nobody is there to answer in time."""
    return Cell(_number(queue.waiting, "waiting"), _tone(queue))


def _row(function: FunctionView, queue: QueueView) -> Row:
    longest = f"for {about(queue.longest)}" if queue.waiting else ""
    cells = (
        Cell(line(function.name)),
        waiting(queue),
        Cell(longest, _tone(queue)),
        Cell(_number(queue.abandoned, "abandoned"), "warn" if queue.abandoned else "dim"),
    )
    since = "" if queue.turn is None else _since(queue, queue.turn)
    return Row(function.id, cells, "\n".join(part for part in (_numbers(queue), since, _course(queue)) if part))


def _course(queue: QueueView) -> str:
    """The longest queue in each stretch of time, as blocks, and when it was longest of all."""
    most = f"most {queue.most:,} at {clock(queue.most_at)}" if queue.most else "nobody had to wait"
    return f"{most} {chart(queue.chart, queue.most)}"


def _numbers(queue: QueueView) -> str:
    """The service level so far against its goal, and what became of those who do not wait."""
    counts = ((queue.answered, "answered"), (queue.dropped, "dropped"), (queue.deflected, "deflected"))
    numbers = ", ".join(_number(number, word) for number, word in counts if number)
    return "; ".join(part for part in (_in_time(queue), numbers) if part)


def chart(numbers: tuple[int, ...], most: int) -> str:
    """A block for each number: the lowest for none, the full one for `most`."""
    return "".join(_BLOCKS[0] if not number else _BLOCKS[max(1, round(number * 7 / most))] for number in numbers)


def _since(queue: QueueView, turn: TurnView) -> str:
    what = f"{line(turn.what)} at {clock(turn.at)}" if turn.what else clock(turn.at)
    more = queue.waiting - turn.waiting
    change = f"{abs(more)} {'more' if more > 0 else 'fewer'}" if more else "as many"
    return f"{change} waiting since {what}"


def _in_time(queue: QueueView) -> str:
    if queue.goal is None or queue.in_time is None:
        return ""
    goal = queue.goal
    return f"{percent(queue.in_time)} in {about(goal.within)} (goal {percent(float(goal.share))})"


def _tone(queue: QueueView) -> Tone:
    if not queue.waiting:
        return "good"
    return "warn" if queue.goal is None or queue.longest <= queue.goal.within else "bad"


def _number(number: int, words: str) -> str:
    return f"{number:,} {words}"

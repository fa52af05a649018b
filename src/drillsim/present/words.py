"""Times, names and texts as screens say them."""

from drillsim.analysis.words import span as span
from drillsim.model.spelling import DAY, HOUR, MINUTE, WEEKDAYS, StoryTime
from drillsim.record.clean import AUTHORED, clean

SHORTEST = 60  # seconds: what takes longer is told without its seconds


def line(text: str) -> str:
    """Somebody's text in one line, harmless to a terminal."""
    return " ".join(clean(text).split())


def block(text: str) -> str:
    """Somebody's text with its line ends, harmless to a terminal; as long as an author may write."""
    return clean(text, AUTHORED).expandtabs(4).strip("\n")


def clock(second: int) -> str:
    """`00:31` for lists: hours and minutes since StartEx."""
    hours, rest = divmod(second, HOUR)
    return f"{hours:02}:{rest // MINUTE:02}"


def full_clock(second: int) -> str:
    """`T+00:31:12`."""
    return f"T+{clock(second)}:{second % MINUTE:02}"


def story(begins: StoryTime, second: int) -> str:
    """`Tue 14:41`: weekday and time of the story."""
    of_week = (begins.of_week + second) % (7 * DAY)
    day, rest = divmod(of_week, DAY)
    return f"{WEEKDAYS[day][:3]} {rest // HOUR:02}:{rest % HOUR // MINUTE:02}"


def both_clocks(begins: StoryTime, second: int) -> str:
    """`T+00:31 (Tue 14:41)`: the exercise clock and the story's."""
    return f"T+{clock(second)} ({story(begins, second)})"


def countdown(due: int, now: int) -> str:
    """`in 15m`, or `5m late` once it has passed."""
    return f"{about(now - due)} late" if now > due else f"in {about(due - now)}"


def about(seconds: int) -> str:
    """A length of time at a glance: `42s`, then minutes, rounded down."""
    return span(seconds) if seconds < SHORTEST else span(seconds - seconds % MINUTE)


def took(seconds: int) -> str:
    """A length of time in a sentence: `2 hours`, `2 h 08`, `25 min`, `40 s`."""
    hours, rest = divmod(seconds, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    if not hours and not minutes:
        return f"{rest} s"
    if rest:
        return f"{hours} h {minutes:02} min {rest:02} s" if hours else f"{minutes} min {rest:02} s"
    if not hours:
        return f"{minutes} min"
    if minutes:
        return f"{hours} h {minutes:02}"
    return "1 hour" if hours == 1 else f"{hours} hours"


def percent(share: float) -> str:
    """`47%`, rounded down, so that 39.9% does not look like the 40% that was promised."""
    return f"{int(share * 100 + 1e-9)}%"


def plural(number: int, one: str, many: str | None = None) -> str:
    """`1 task`, `2 tasks`."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"

"""The status of a check-in as it is typed: on the muster board, by the scribe and in plain lines."""

from drillsim.model.drill import STATUSES

SHORT = {
    "o": "out",
    "a": "assembled",
    "s": "safe",
    "w": "working",
    "c": "cannot_work",
    "n": "need_help",
    "h": "need_help",
    "off": "not_on_shift",
}
"""What stands for a status beside its first letters."""


def status_meant(words: str) -> str | None:
    """The status that words or their first letters mean; None where none or several do."""
    typed = words.strip().lower().replace("-", "_").replace(" ", "_")
    if typed in SHORT:
        return SHORT[typed]
    found = [status for status in STATUSES if len(typed) > 1 and status.startswith(typed)]
    return found[0] if len(found) == 1 else None

"""Staffing lines of the stage: a day of the week with all of its people, and what it has at any other hour."""

from support.stage import Raw

DAY: Raw = {
    "name": "Day",
    "when": ["Monday to Friday 08:00 to 18:00"],
    "on_shift": {"agents": 100, "writers": 20},
    "normal_staff": {"calls": 100, "mail": 20},
}
NIGHT: Raw = {
    "name": "Night",
    "when": ["Monday to Sunday 00:00 to 24:00"],
    "on_shift": {"agents": 50},
    "normal_staff": {"calls": 50},
    "rto": {"calls": "30m"},
}

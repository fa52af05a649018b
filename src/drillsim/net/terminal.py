"""The terminal that a program plays on, and what asks the program to end."""

import select
import signal

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""What asks a program to end: Ctrl-C from outside, a system going down, a terminal that was closed."""


def is_gone(descriptor: int) -> bool:
    """Whether the terminal was closed. Nobody tells a program that does not lead the terminal's session."""
    poll = select.poll()
    poll.register(descriptor, 0)
    return any(happened & select.POLLHUP for _, happened in poll.poll(0))

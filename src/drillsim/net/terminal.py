"""The terminal that a program plays on."""

import select


def is_gone(descriptor: int) -> bool:
    """Whether the terminal was closed. Nobody tells a program that does not lead the terminal's session."""
    poll = select.poll()
    poll.register(descriptor, 0)
    return any(happened & select.POLLHUP for _, happened in poll.poll(0))

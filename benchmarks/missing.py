"""What this machine has not."""


class Missing(Exception):
    """Something that is measured is not installed, or not part of drillsim yet: a printed line, no error."""

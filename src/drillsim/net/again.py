"""Whether a message that bears an id which was used before is the same message again."""

from drillsim.model.exercise import Exercise
from drillsim.net.improvised import addressed
from drillsim.record import commands as c
from drillsim.record import running as r

Said = tuple[c.Command, int | None]
"""A command, and the second of the story at which it is said to be done."""


def is_again(sent: Said, taken: Said, exercise: Exercise) -> bool:
    """Whether what is sent now was taken before; what the host filled in then is no difference."""
    match sent[0], taken[0]:
        case c.Improvise(raw), c.Improvise(inject):
            return {"id": inject["id"], **addressed(exercise, raw)} == inject
        case r.Count(), r.Count():
            return True  # for how long the computer was away is the host's to say
        case _:
            return sent == taken

"""What is said while the one earlier step of each broken promise is being looked for."""

from typing import Literal

Looking = Literal["no", "going_on", "broken_off"]
"""Whether somebody looks for it; `no` also once it is on the record."""

LOOKING = {
    "going_on": "Looking for the one earlier step that would have kept each missed promise ...",
    "broken_off": "The search for the one earlier step broke off; drillsim what-if RECORD looks again.",
}

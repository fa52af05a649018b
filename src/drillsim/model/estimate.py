"""Estimates: how long something takes, at best, usually and at worst, and where the number comes from."""

from typing import Any, Literal, Self

from pydantic import model_validator

from drillsim.model import spelling
from drillsim.model.fields import Document, Duration

Source = Literal["measured", "published", "survey", "vendor", "assumed"]


class Estimate(Document):
    """Seconds at best, usually and at worst; one duration alone is all three. A bare value is `assumed`."""

    best: Duration
    """If all goes well."""
    usual: Duration
    """As a rule."""
    worst: Duration
    """If much goes wrong; at least `usual`."""
    source: Source = "assumed"
    """Where the numbers come from: timed in a drill of ours (measured), published, asked of people (survey),
    promised by a seller (vendor), or assumed."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split("/")]
        if len(parts) == 1:
            parts *= 3
        if len(parts) != 3:
            raise spelling.Misspelled("a duration, or best / usual / worst such as 10m / 15m / 40m")
        return dict(zip(("best", "usual", "worst"), parts, strict=True))

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.best <= self.usual <= self.worst:
            raised = sorted((self.best, self.usual, self.worst))
            raise spelling.Misspelled(
                "best, usual and worst in rising order",
                " / ".join(spelling.write_duration(part) for part in raised),
            )
        return self

    @property
    def mean(self) -> float:
        """Seconds: the PERT mean, (best + 4 usual + worst) / 6 (Malcolm and others 1959)."""
        return (self.best + 4 * self.usual + self.worst) / 6


def exactly(seconds: int) -> Estimate:
    """An estimate without spread."""
    return Estimate.model_construct(best=seconds, usual=seconds, worst=seconds, source="assumed")

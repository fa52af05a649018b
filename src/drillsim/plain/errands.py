"""What was asked of the host and has no answer yet: each line typed is told once what has become of all of it."""

from collections.abc import Collection
from dataclasses import dataclass, field

from drillsim.net.frames import Ack, Nack
from drillsim.present.words import line


@dataclass
class Errand:
    """`told` is said once everything is on the record; empty: nothing is said."""

    told: str
    waiting: set[str]
    refused: list[str] = field(default_factory=list)


class Errands:
    """Of all places at one keyboard."""

    def __init__(self) -> None:
        self._open: list[Errand] = []
        self._refusals: list[str] = []
        """What was refused on the record and has been told as an answer, but not yet met as news."""

    def begin(self, ids: Collection[str], told: str) -> None:
        """The host was asked for commands of these ids."""
        self._open.append(Errand(told, set(ids)))

    def answered(self, answers: Collection[Ack | Nack]) -> list[str]:
        """What has become of what was asked for."""
        for answer in answers:
            for errand in self._open:
                if answer.id in errand.waiting:
                    self._take(errand, answer)
        over = [errand for errand in self._open if not errand.waiting]
        self._open = [errand for errand in self._open if errand.waiting]
        return [text for errand in over for text in _outcome(errand)]

    def _take(self, errand: Errand, answer: Ack | Nack) -> None:
        errand.waiting.discard(str(answer.id))
        if isinstance(answer, Nack):
            errand.refused.append(answer.text)
            if answer.seq is not None:
                self._refusals.append(answer.text)

    def has_told(self, refusal: str) -> bool:
        """Whether a refusal was told as an answer; then it is no news any more. Says so once."""
        if refusal not in self._refusals:
            return False
        self._refusals.remove(refusal)
        return True


def _outcome(errand: Errand) -> list[str]:
    if errand.refused:
        return [f"NOT DONE: {line(text)}" for text in dict.fromkeys(errand.refused)]
    return [errand.told] if errand.told else []

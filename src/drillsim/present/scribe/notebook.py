"""What the scribe has before them: the view of all roles, by the names and numbers that a line may use."""

from dataclasses import dataclass

from drillsim.present.scribe.matching import Named, NotUnderstood, the_one
from drillsim.session.view import Briefing, InjectView, TaskView, View


@dataclass(frozen=True)
class Notebook:
    """`now` is the second shown."""

    view: View
    told: Briefing
    now: int

    @property
    def roles(self) -> tuple[Named, ...]:
        """Every role of the table, by id and name."""
        return tuple(Named(role.id, role.name) for role in self.told.roles if role.id in self.view.roles)

    def role(self, words: str) -> str:
        """The role that is meant. Raises NotUnderstood."""
        return the_one(words, self.roles, "role").id

    @property
    def teams(self) -> tuple[Named, ...]:
        """The teams that can be checked in."""
        return tuple(Named(team) for team in self.told.teams)

    def lead_of(self, team: str) -> str | None:
        """The role that reports for a team; None: nobody is named for it."""
        return next((card.id for card in self.told.cards if team in card.leads), None)

    def tasks_of(self, role: str) -> tuple[TaskView, ...]:
        """The tasks of a role."""
        return tuple(task for task in self.view.tasks if task.by == role)

    def inject(self, words: str, role: str) -> InjectView:
        """The inject of a number or an id that was told to a role. Raises NotUnderstood."""
        inbox = self.view.inbox
        number = words.strip().removeprefix("#")
        found = next((each for at, each in enumerate(inbox, 1) if number in (str(at), each.id)), None)
        numbers = [str(at) for at, each in enumerate(inbox, 1) if role in each.told]
        if found is None:
            raise NotUnderstood(f"Expected the number of an inject in the inbox, found “{words}”.", numbers[::-1])
        if role not in found.told:
            told = ", ".join(found.told)
            raise NotUnderstood(f"{number} was told to {told}, not to {role}.", numbers[::-1])
        return found

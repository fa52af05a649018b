"""How far the play of one exercise has come, for the rooms of the host: what came to whom, who did what, the views."""

from drillsim.analysis.written import Writing
from drillsim.model.exercise import Exercise
from drillsim.model.scenario import InjectBody
from drillsim.session.clock_course import CourseReader
from drillsim.session.console_views import ConsoleViews
from drillsim.session.following import Following
from drillsim.session.muster_view import ClockCourse
from drillsim.session.session import Session
from drillsim.session.views import Views


class Story:
    """Follows the play of a session's engine."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._injects = {inject.id: inject.body for inject in session.exercise.injects}
        self._read = 0
        self._writing = Writing()
        self._follow()

    @property
    def exercise(self) -> Exercise:
        """What is played; from StartEx on with the numbers on shift that were said before."""
        return self.session.exercise

    @property
    def writing(self) -> Writing:
        """What people wrote beside the play, up to now."""
        self._writing.follow(self.session.entries)
        return self._writing

    def _follow(self) -> None:
        self.following = Following(self.exercise, self.session.engine.play.log)
        self._course = CourseReader(self.exercise.drill)
        play = self.session.engine.play
        self.views = Views(self.exercise, play, self.following, self.session.said_for_later, self._written)
        self.console_views = ConsoleViews(self.views, self._clock_course)

    def _written(self) -> Writing:
        return self.writing

    def _clock_course(self) -> ClockCourse:
        return self._course.follow(self.session.entries)

    def renew(self) -> None:
        """Follows the new engine of a session that has begun or gone back."""
        if self.views.play is not self.session.engine.play:
            self._writing = Writing()
            self._follow()

    def body(self, inject: str) -> InjectBody | None:
        """The text of an inject that came."""
        self.following.follow(self.session.now)
        return next((release.body for release in self.following.came if release.inject == inject), None)

    def bodies(self) -> dict[str, InjectBody]:
        """The texts of all injects that came."""
        self.following.follow(self.session.now)
        return {release.inject: release.body for release in self.following.came}

    def is_told(self, inject: str, role: str) -> bool:
        """Whether an inject has come to this role."""
        body = self.body(inject)
        return body is not None and role in body.tell

    def run_by(self, run: int) -> str | None:
        """The role that started a task run."""
        self.following.follow(self.session.now)
        return self.following.started_by.get(run)

    def updates_due(self) -> list[int]:
        """The seconds at which audiences are due their next updates."""
        self.following.follow(self.session.now)
        return [update.due for update in self.following.updates_due(self.session.now)]

    def injects(self) -> dict[str, InjectBody]:
        """Every inject there is: of the files, and made up, also in the lobby, where those wait for StartEx."""
        entries = self.session.entries
        for entry in entries[self._read :]:
            if entry.sort == "command" and entry.kind == "inject":
                body = InjectBody.model_validate(entry.body["inject"])
                self._injects.setdefault(body.id, body)
        self._read = len(entries)
        return self._injects

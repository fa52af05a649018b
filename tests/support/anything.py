"""Random play of the shipped drills: any responses at any time, by anybody."""

from typing import Any

from hypothesis import strategies as st

from drillsim.model.drill import Drill
from drillsim.model.exercise import Exercise
from drillsim.model.plan import Plan
from drillsim.model.spelling import WEEKDAYS, write_clock
from drillsim.model.staff import StaffingLine
from support.drills import SHIPPED, exercise
from support.stage import Raw, text


def _acts(plan: Plan, injects: list[str]) -> st.SearchStrategy[Raw]:
    tasks, messages = st.sampled_from(sorted(plan.tasks)), st.sampled_from(sorted(plan.messages))
    counts = st.integers(1, 200)
    choices: list[st.SearchStrategy[Raw]] = [
        st.builds(lambda task: {"does": task}, tasks),
        st.builds(lambda task: {"does": task}, tasks),
        st.builds(lambda task, count: {"does": task, "count": count}, tasks, counts),
        st.builds(lambda task: {"done": task}, tasks),
        st.builds(lambda message: {"sends": message}, messages),
        st.builds(
            lambda message: {"sends": message, "claims": {"restored_by": "T+03:00", "fault": "ours"}},
            messages,
        ),
        st.builds(lambda message: {"approves": message}, messages),
        st.builds(lambda name: {"acknowledges": name}, st.sampled_from(injects)),
        st.builds(lambda name: {"decides": name, "because": "so"}, st.sampled_from(injects)),
        st.builds(
            lambda team, count, status: {"check_in": {"team": team, "count": count, "status": status}},
            st.sampled_from(sorted(plan.teams)),
            counts,
            st.sampled_from(["working", "safe", "cannot_work", "out"]),
        ),
        st.builds(
            lambda team, name, status: {"check_in": {"team": team, "name": name, "status": status}},
            st.sampled_from([*sorted(plan.teams), "visitors"]),
            st.sampled_from(["ana", "bo", "cy"]),
            st.sampled_from(["working", "safe", "out"]),
        ),
        st.just({"notes": "noted"}),
    ]
    return st.one_of(choices)


@st.composite
def responses(draw: st.DrawFn, played: Exercise, most: int = 14) -> list[Raw]:
    """Some responses, in any order of time; mostly by the right role."""
    acts = draw(st.lists(_acts(played.plan, [inject.id for inject in played.injects]), max_size=most))
    found = []
    for act in acts:
        second = draw(st.integers(0, played.lasts // 300)) * 300 + draw(st.sampled_from([0, 0, 0, 1, 59]))
        task = act.get("does") or act.get("done")
        right = played.plan.tasks[task].by if task else draw(st.sampled_from(sorted(played.plan.roles)))
        by = draw(st.sampled_from([right, right, right, sorted(played.plan.roles)[0]]))
        found.append({"at": write_clock(min(second, played.lasts)), "by": by, **act})
    return found


def with_responses(played: Exercise, acts: list[Raw], **changes: Any) -> Exercise:
    """The same exercise with other responses."""
    raw = played.drill.model_dump(by_alias=True, include={"drill", "plan"})
    written: Raw = {**raw, "scenario": "x.scenario.yaml", "responses": acts, **changes}
    return Exercise(Drill.model_validate(text(written)), played.plan, played.parts)


HALF_A_DAY = 12 * 3600  # seconds


def lighter(played: Exercise) -> Exercise:
    """The same exercise; a long one on a plan that says nothing of customers.

    They would take most of the time of a test that asks for something else.
    """
    if played.lasts <= HALF_A_DAY:
        return played
    functions = {name: body.model_copy(update={"contacts": None}) for name, body in played.plan.functions.items()}
    return Exercise(played.drill, played.plan.model_copy(update={"functions": functions}), played.parts)


@st.composite
def drills(draw: st.DrawFn) -> Exercise:
    """A shipped plan and scenario, with any responses."""
    base = lighter(exercise(draw(st.sampled_from(SHIPPED))))
    kind = draw(st.sampled_from(["unattended", "tabletop", "timed"]))
    return with_responses(base, draw(responses(base)), kind=kind)


def always(plan: Plan) -> Raw:
    """One line of staffing for every hour, with the plan's own numbers."""
    return {
        "name": "Always",
        "when": ["Monday to Sunday 00:00 to 24:00"],
        "on_shift": {name: team.count for name, team in plan.teams.items()},
        "normal_staff": {name: function.normal_staff for name, function in plan.functions.items()},
    }


def staffed(played: Exercise, lines: list[Raw]) -> Exercise:
    """The same exercise on a plan with these lines of staffing."""
    read = tuple(StaffingLine.model_validate(text(line)) for line in lines)
    return Exercise(played.drill, played.plan.model_copy(update={"staffing": read}), played.parts)


@st.composite
def staffings(draw: st.DrawFn, plan: Plan) -> list[Raw]:
    """Any lines of staffing for a plan: hours of any days, anybody there, anything open, any site closed."""
    return draw(st.lists(_lines(plan), min_size=1, max_size=4))


def _lines(plan: Plan) -> st.SearchStrategy[Raw]:
    days = st.sampled_from([*WEEKDAYS, "Monday to Friday", "Saturday to Sunday", "Monday to Sunday"])
    times = st.builds(lambda hour, minute: f"{hour:02}:{minute:02}", st.integers(0, 23), st.sampled_from([0, 10, 45]))
    numbers = st.integers(0, 300)
    return st.fixed_dictionaries(
        {
            "name": st.just("Hours"),
            "when": st.lists(
                st.builds(lambda day, begin, end: f"{day} {begin} to {end}", days, times, times), max_size=3
            ),
            "on_shift": st.dictionaries(st.sampled_from(sorted(plan.teams)), numbers),
            "normal_staff": st.dictionaries(st.sampled_from(sorted(plan.functions)), numbers),
            "closed": st.lists(st.sampled_from(sorted(plan.sites)), max_size=1),
            "on_call": st.dictionaries(st.sampled_from(sorted(plan.roles)), st.sampled_from(sorted(plan.people))),
        }
    )

"""Text that does harm where it is shown as it is: to Textual, to Rich, to a terminal."""

from dataclasses import replace

from drillsim.model.exercise import Exercise, Part
from support.live import shipped

MARKUP = "[/foo] [@click=app.quit]x[/] [bold [link=https://e.example]"
"""Ends an app that reads it as markup, or becomes a live link."""

CONTROLS = "\x1b]52;c;aGFja2Vk\x07\x1b[31m\x9b31m\x9d0;title\x9c\x00\x08\x7f\u202eolleh\u2066\u2028"
"""Sets a clipboard and a title, turns colours and the direction of writing."""

HOSTILE = f"{MARKUP} {CONTROLS} 漢字 e{chr(0x301) * 30} end"


def hostile_exercise() -> Exercise:
    """The tornado drill with hostile text wherever people are told something."""
    exercise = shipped("tornado")
    msel = tuple(
        inject.model_copy(
            update={
                "title": HOSTILE,
                "from_": HOSTILE,
                "via": HOSTILE,
                "says": HOSTILE,
                "handout": HOSTILE,
                "ask": (HOSTILE,),
                "choices": {"one": HOSTILE, "two": HOSTILE},
            }
        )
        for inject in exercise.parts[0].scenario.msel
    )
    scenario = exercise.parts[0].scenario.model_copy(update={"scenario": HOSTILE, "story": HOSTILE, "msel": msel})
    plan = exercise.plan.model_copy(
        update={
            "plan": HOSTILE,
            "tips": (HOSTILE,),
            "tasks": {name: task.model_copy(update={"do": HOSTILE}) for name, task in exercise.plan.tasks.items()},
            "functions": {
                name: body.model_copy(update={"name": HOSTILE}) for name, body in exercise.plan.functions.items()
            },
            "people": {name: body.model_copy(update={"name": HOSTILE}) for name, body in exercise.plan.people.items()},
            "roles": {name: body.model_copy(update={"name": HOSTILE}) for name, body in exercise.plan.roles.items()},
            "messages": {
                name: body.model_copy(update={"text": f"{HOSTILE} {{what}}"})
                for name, body in exercise.plan.messages.items()
            },
            "channels": {
                name: body.model_copy(update={"name": HOSTILE}) for name, body in exercise.plan.channels.items()
            },
        }
    )
    drill = exercise.drill.model_copy(update={"drill": HOSTILE})
    return replace(exercise, drill=drill, plan=plan, parts=(Part("tornado", scenario),))

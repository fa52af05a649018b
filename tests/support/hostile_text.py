"""Text that does harm where it is shown as it is: to Textual, to Rich, to a terminal."""

from dataclasses import replace

from drillsim.engine import SCRIPT, STAND_IN
from drillsim.model.exercise import Exercise, Part
from drillsim.model.scenario import Expect
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
                "controller": HOSTILE,
                "notes": HOSTILE,
                "evaluator_note": HOSTILE,
                "ask": (HOSTILE,),
                "choices": {"one": HOSTILE, "two": HOSTILE},
                "expect": (*inject.expect, Expect(action=HOSTILE, id=f"see_{inject.id}")),
            }
        )
        for inject in exercise.parts[0].scenario.msel
    )
    written = exercise.parts[0].scenario
    scenario = written.model_copy(
        update={
            "scenario": HOSTILE,
            "story": HOSTILE,
            "msel": msel,
            "objectives": {
                name: body.model_copy(update={"text": HOSTILE}) for name, body in written.objectives.items()
            },
            "modules": tuple(module.model_copy(update={"name": HOSTILE}) for module in written.modules),
        }
    )
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
    players = {role: name if name in (STAND_IN, SCRIPT) else HOSTILE for role, name in exercise.drill.players.items()}
    drill = exercise.drill.model_copy(update={"drill": HOSTILE, "players": players})
    return replace(exercise, drill=drill, plan=plan, parts=(Part("tornado", scenario),))


HOSTILE_PAGES = {
    "script": "<script>alert(1)</script>",
    "out of the style": "</style><script>alert(1)</script>",
    "out of a title": "</title></textarea></svg><img src=x onerror=alert(1)>",
    "out of an attribute": '"><svg onload=alert(1)>',
    "out of a quoted attribute": "' onmouseover='alert(1)",
    "comment": "<!-- --><![CDATA[ <b>",
    "address": "javascript:alert(1)",
    "link": '<a href="javascript:alert(1)">x</a>',
    "frame": '<iframe src="https://evil.example"></iframe>',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "entities": "&lt;script&gt; &amp; &#60; &#x3c;",
    "template": "{{ 7 * 7 }} {% raw %} {# x #}",
    "style": "} body { display: none } @import url(https://evil.example/x.css); /*",
    "right to left": "\u202etfel ot thgir\u2066 \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "piled up": f"z{chr(0x301) * 200}lgo",
    "controls": "\x00\x07\x1b[31m\x7f\x9b\u2028\ufffe\uffff",
    "half characters": "\ud800 half \udfff",
    "very long": "x" * 20_000,
    "no blanks": "漢字" * 200,
}
"""Does harm on a page, in a style sheet, in a template or in the shape of what stands around it."""

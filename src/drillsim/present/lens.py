"""A view of several roles, narrowed to one of them; what all of them see together stays."""

from dataclasses import replace

from drillsim.session.view import View


def only(view: View, role: str | None) -> View:
    """What concerns one role; all of it where no role is named."""
    if role is None or role not in view.roles:
        return view
    return replace(
        view,
        roles=(role,),
        inbox=tuple(each for each in view.inbox if role in each.told),
        asked=tuple(each for each in view.asked if each.to == role),
        given=tuple(each for each in view.given if each.by == role),
        tasks=tuple(each for each in view.tasks if each.by == role),
        updates=tuple(each for each in view.updates if each.by in (None, role)),
        lanes=tuple(each for each in view.lanes if each.kind != "role" or each.label == role),
    )

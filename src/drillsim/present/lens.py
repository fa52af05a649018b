"""A view of several roles, narrowed to one of them; what all of them see together stays."""

from dataclasses import replace

from drillsim.session.view import InboxState, InjectView, View


def only(view: View, role: str | None) -> View:
    """What concerns one role; all of it where no role is named."""
    if role is None or role not in view.roles:
        return view
    return replace(
        view,
        roles=(role,),
        inbox=tuple(_told_to(each, role) for each in view.inbox if role in each.told),
        asked=tuple(each for each in view.asked if each.to == role),
        given=tuple(each for each in view.given if each.by == role),
        tasks=tuple(each for each in view.tasks if each.by == role),
        updates=tuple(each for each in view.updates if each.by in (None, role)),
        lanes=tuple(each for each in view.lanes if each.kind != "role" or each.label == role),
    )


def _told_to(inject: InjectView, role: str) -> InjectView:
    """The inject as this one role has it: how far it has come, not how far the others have."""
    handled = tuple(each for each in inject.handled if each.role == role)
    state: InboxState = "delivered"
    for each in handled:
        if each.answered is not None:
            state = "answered"
        elif each.acknowledged is not None:
            state = "acknowledged"
        elif each.opened is not None:
            state = "opened"
    return replace(inject, told=(role,), handled=handled, state=state)

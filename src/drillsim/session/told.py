"""What some roles were told, and how far they have come with it."""

from collections.abc import Sequence

from drillsim.analysis.releases import Release
from drillsim.record.state import State
from drillsim.session.following import Following
from drillsim.session.view import HandledView, InboxState, InjectView


def inbox(state: State, following: Following, roles: Sequence[str]) -> tuple[InjectView, ...]:
    """The injects that came and were told to these roles, in the order in which they came."""
    return tuple(
        _inject(state, following, release, told)
        for release in following.came
        if (told := tuple(role for role in release.body.tell if role in roles))
    )


def _inject(state: State, following: Following, release: Release, told: tuple[str, ...]) -> InjectView:
    name, body = release.inject, release.body
    chosen = next(
        (each.choice for each in following.decided if each.inject == name and each.by in told and each.choice), None
    )
    return InjectView(
        id=name,
        title=body.title or "",
        told=told,
        sender=body.from_ or "",
        via=body.via or "",
        says=body.says or "",
        at=release.at,
        state=_as_far_as_all(state, name, told),
        choices=tuple(body.choices.items()),
        chosen=chosen,
        ask=body.ask,
        handout=body.handout or "",
        handled=tuple(_handled(state, name, role) for role in told),
        discuss=body.discuss,
    )


def _handled(state: State, inject: str, role: str) -> HandledView:
    key = inject, role
    return HandledView(role, state.opened.get(key), state.acknowledged.get(key), state.answered.get(key))


def _as_far_as_all(state: State, name: str, told: tuple[str, ...]) -> InboxState:
    """As far as all of these roles have come; answered once one of them has answered."""
    if any((name, role) in state.answered for role in told):
        return "answered"
    if all((name, role) in state.acknowledged for role in told):
        return "acknowledged"
    if all((name, role) in state.opened or (name, role) in state.acknowledged for role in told):
        return "opened"
    return "delivered"

"""What some roles were told and asked, and how far they have come with it."""

from collections.abc import Collection, Iterator, Sequence

from drillsim.analysis.releases import Release
from drillsim.record import events as e
from drillsim.record.clean import clean
from drillsim.record.state import State
from drillsim.session.following import Following
from drillsim.session.view import AskedView, HandledView, InboxState, InjectView

DONE = "Done: "
"""Begins the note by which somebody says that what was asked is done; the words that were asked follow."""


def done_note(what: str) -> str:
    """The note that says that this is done."""
    return clean(f"{DONE}{what}")


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


def asked_of(following: Following, roles: Collection[str]) -> tuple[AskedView, ...]:
    """What these roles were asked to do."""
    return tuple(view for view in _assignments(following) if view.to in roles)


def asked_by(following: Following, roles: Collection[str]) -> tuple[AskedView, ...]:
    """What these roles asked others to do."""
    return tuple(view for view in _assignments(following) if view.by in roles)


def _assignments(following: Following) -> Iterator[AskedView]:
    """Every assignment; it is done at the first note by the one asked that says so in the words of `done_note`.

    The same words asked twice need two notes: each note settles the oldest that is still open.
    """
    notes: dict[tuple[str, str], list[e.Noted]] = {}
    for note in following.noted:
        notes.setdefault((note.by, note.text), []).append(note)
    for each in following.assigned:
        waiting = notes.get((each.to, done_note(each.what)), [])
        settles = next((note for note in waiting if note.at >= each.at), None)
        if settles is not None:
            waiting.remove(settles)
        yield AskedView(each.at, each.by, each.to, each.what, each.due, None if settles is None else settles.at)

"""What was asked is settled by notes: as they come, and as if all were read at once."""

from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from drillsim.record import events as e
from drillsim.session.assignments import Assignments, done_note
from drillsim.session.view import AskedView

ROLES = ("lead", "clerk")
ERRANDS = ("count heads", "call them")
ROLE = st.sampled_from(ROLES)
EVENTS = st.lists(
    st.builds(e.Assigned, st.just(0), ROLE, ROLE, st.sampled_from(ERRANDS), st.none())
    | st.builds(e.Noted, st.just(0), ROLE, st.sampled_from([*map(done_note, ERRANDS), "all is well"])),
    max_size=25,
)


def read_at_once(events: Sequence[e.Event]) -> Iterator[AskedView]:
    """The rule as it reads: each assignment takes the first note, from its second on, that no older one took."""
    notes = [event for event in events if isinstance(event, e.Noted)]
    for each in events:
        if isinstance(each, e.Assigned):
            fits = (x for x in notes if x.at >= each.at and (x.by, x.text) == (each.to, done_note(each.what)))
            note = next(fits, None)
            if note is not None:
                notes = [other for other in notes if other is not note]
            yield AskedView(each.at, each.by, each.to, each.what, each.due, None if note is None else note.at)


@given(EVENTS, st.lists(st.integers(0, 1), min_size=25, max_size=25))
def test_notes_settle_as_they_come_what_they_settle_when_all_is_read_at_once(
    kinds: list[e.Assigned | e.Noted], steps: list[int]
) -> None:
    second, events = 0, []
    for event, step in zip(kinds, steps, strict=False):
        second += step
        events.append(
            e.Noted(second, event.by, event.text)
            if isinstance(event, e.Noted)
            else e.Assigned(second, event.by, event.to, event.what, event.due)
        )
    found = Assignments()
    for event in events:
        if isinstance(event, e.Noted):
            found.note(event)
        else:
            found.ask(event)
    asked = list(read_at_once(events))
    for roles in (("lead",), ("clerk",), ROLES):
        assert found.of(roles) == tuple(each for each in asked if each.to in roles)
        assert found.by(roles) == tuple(each for each in asked if each.by in roles)

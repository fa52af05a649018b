"""Walks over "needs" and "after" that end even where these run in a circle, and at any depth."""

from collections.abc import Iterator, Mapping, Sequence

Edges = Mapping[str, Sequence[str]]


def cycles(edges: Edges) -> Iterator[tuple[list[str], int]]:
    """Each circle as (a, b, a), with the place in the last-but-one's list that closes it."""
    finished: set[str] = set()
    for start in edges:
        trail: list[str] = []
        places: dict[str, int] = {}  # of those on the trail
        pending: list[tuple[str, int]] = [(start, 0)]
        while pending:
            name, index = pending.pop()
            if index == 0:
                if name in finished:
                    continue
                places[name] = len(trail)
                trail.append(name)
            following = edges[name]
            if index == len(following):
                finished.add(name)
                del places[trail.pop()]
                continue
            pending.append((name, index + 1))
            step = following[index]
            if step in places:
                yield [*trail[places[step] :], step], index
            elif step in edges and step not in finished:
                pending.append((step, 0))


def deepest_first(edges: Edges) -> list[str]:
    """Every name after those it leads to (in a circle: after all but one of them)."""
    order: list[str] = []
    seen: set[str] = set()
    for start in edges:
        pending: list[tuple[str, bool]] = [(start, False)]
        while pending:
            name, done = pending.pop()
            if done:
                order.append(name)
            elif name not in seen:
                seen.add(name)
                pending.append((name, True))
                pending += [(step, False) for step in edges[name] if step in edges and step not in seen]
    return order


def reached(start: str, edges: Edges) -> list[str]:
    """All that a name leads to, without itself unless it leads back, nearest first."""
    found: dict[str, None] = {}
    pending = list(edges.get(start, ()))
    for step in pending:
        if step not in found:
            found[step] = None
            pending += edges.get(step, ())
    return list(found)

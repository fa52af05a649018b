"""Agents who come and leave: rare, and so done in vectors outside the compiled code."""

from typing import TYPE_CHECKING

import numpy as np

from drillsim.contacts.fast.desks import tree_of
from drillsim.contacts.fast.state import State

if TYPE_CHECKING:
    from numpy.typing import NDArray


def staff(state: State, pool: int, agents: int) -> State:
    """A pool has so many agents from now on; the idle leave first, the others once they have nothing in hand."""
    place = state.pools[pool]
    if place["at_once"] != 1:
        return _seat(state, pool, agents)
    place["room"] += agents - place["agents"]
    place["agents"] = agents
    return state


def _seat(state: State, pool: int, agents: int) -> State:
    """Agents with chats: of those with any leave first whose contacts began last; who only finishes comes last."""
    attempts, place = state.attempts, state.pools[pool]
    mine = np.flatnonzero(attempts["pool"] == pool)
    desk = attempts["desk"][mine]
    chats = np.bincount(desk, minlength=int(place["desks"]))
    order = np.arange(len(chats))
    if agents < place["agents"]:
        latest = np.full(len(chats), -np.inf)
        np.maximum.at(latest, desk, attempts["since"][mine])
        latest[chats == 0] = np.inf
        order = np.argsort(latest, kind="stable")
    kept = order[(chats[order] > 0) | (np.arange(len(chats)) < agents)]
    moved_to = np.empty(len(chats), np.int64)
    moved_to[kept] = np.arange(len(kept))
    attempts["desk"][mine] = moved_to[desk]
    has = np.zeros(agents, np.int64)
    there = kept[:agents]
    has[: len(there)] = chats[there]
    place["agents"], place["desks"] = agents, max(agents, len(kept))
    place["room"] = agents * place["at_once"] - has.sum()
    return plant(state, {pool: tree_of(has)})


def plant(state: State, new: "dict[int, NDArray[np.int64]]") -> State:
    """The trees of some pools, beside those that stay."""
    trees = []
    begin = 0
    for pool, place in enumerate(state.pools):
        old = state.trees[place["tree"] : place["tree"] + 2 * place["leaves"]]
        tree = new.get(pool, old)
        place["tree"], place["leaves"] = begin, len(tree) // 2
        begin += len(tree)
        trees.append(tree)
    return state._replace(trees=np.concatenate(trees))


def leaving(state: State, pool: int) -> int:
    """How many leave once they have nothing in hand: contacts, of chats the agents."""
    attempts, place = state.attempts, state.pools[pool]
    if place["at_once"] == 1:
        return max(0, -int(place["room"]))
    desks = attempts["desk"][attempts["pool"] == pool]
    return len(np.unique(desks[desks >= place["agents"]]))


def beyond(state: State, pool: int, newly: int) -> "NDArray[np.int64]":
    """What so many have in hand of those who leave, where no agent stays all of them; the latest begun first."""
    attempts, place = state.attempts, state.pools[pool]
    mine = np.flatnonzero(attempts["pool"] == pool)
    is_plain, stays = place["at_once"] == 1, place["agents"] > 0
    if not is_plain and stays:
        mine = mine[attempts["desk"][mine] >= place["desks"] - newly]
    latest_first = mine[np.lexsort((attempts["number"][mine], attempts["since"][mine]))][::-1]
    return np.ascontiguousarray(latest_first[:newly] if is_plain and stays else latest_first)


def take_out(state: State, attempts: "NDArray[np.int64]") -> None:
    """Contacts in hand will not be done; each knows how much of its handling is left."""
    clock = state.clock[0]
    is_out = np.zeros(len(state.attempts), np.bool_)
    is_out[attempts] = True
    events = state.done[: clock["in_hand"]]
    out = events[is_out[events["attempt"]]]
    state.attempts["left"][out["attempt"]] = out["at"] - clock["now"]
    rest = events[~is_out[events["attempt"]]]
    in_order = np.lexsort((state.attempts["number"][rest["attempt"]], rest["at"]))
    state.done[: len(rest)] = rest[in_order]  # which is a heap, too
    clock["in_hand"] = len(rest)

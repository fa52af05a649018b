"""Who has fewest chats: a tree of how many each agent has, each node the smaller of the two below.

The root is node 1, the two below node i are 2i and 2i + 1, the agents are the last nodes.
"""

from typing import TYPE_CHECKING

import numpy as np

from drillsim.contacts.fast.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

NOBODY = 1 << 40
"""How many chats an agent has who is not there."""


def tree_of(chats: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """The tree of agents with so many chats each; its length is twice the number of its leaves."""
    leaves = 1
    while leaves < len(chats):
        leaves *= 2
    tree = np.full(2 * leaves, NOBODY, np.int64)
    tree[leaves : leaves + len(chats)] = chats
    while leaves > 1:
        tree[leaves // 2 : leaves] = np.minimum(tree[leaves : 2 * leaves : 2], tree[leaves + 1 : 2 * leaves : 2])
        leaves //= 2
    return tree


@compiled
def fewest(trees: "NDArray[np.int64]", tree: int, leaves: int) -> int:
    """The agent who has fewest, the lowest number on ties."""
    node = 1
    while node < leaves:
        node *= 2
        if trees[tree + node] > trees[tree + node + 1]:
            node += 1
    return node - leaves


@compiled
def add(trees: "NDArray[np.int64]", tree: int, leaves: int, agent: int, more: int) -> None:
    """An agent has so many more (or fewer)."""
    node = leaves + agent
    trees[tree + node] += more
    while node > 1:
        node >>= 1
        smaller = min(trees[tree + 2 * node], trees[tree + 2 * node + 1])
        if trees[tree + node] == smaller:
            return
        trees[tree + node] = smaller

"""How fast one pool could be played at all: nothing but a heap of when each agent is free, in C and in CPython.

First come first served, so who comes next gets the agent who is free first, unless patience ends before. This counts
the same as a queue played event by event, but it knows no second pool or kind, no change of anything, and no instant
at which one could look in.
"""

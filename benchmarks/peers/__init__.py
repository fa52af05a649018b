"""Others at the same model, one small file each, in the way that its own documentation shows for who gives up.

Each has `run(n, rate, handling, patience, agents, seed)`: n contacts come at `rate` a second to one pool of `agents`,
first come first served, with exponential handling and patience of so many seconds in the mean, until nobody is left.
It returns who gave up, and the seconds waited by all, those who gave up too.
"""

"""The kernel once more, compiled by numba: `state` says how a queue lies in arrays, `kernel` is what others use.

It tells, bit for bit, what contacts/kernel.py tells, which is the one to read first. Everything that is compiled is in
`heaps`, `desks`, `contacts` and `loop`; chance is drawn outside, in `elements`.
"""

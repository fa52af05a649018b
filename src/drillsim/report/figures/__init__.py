"""The pictures of a report: one file each, a function of the facts that makes figures, none where there is nothing.

They are drawn at the width of a printed page (`frame.WIDTH`) and say beside the picture what was left out of it.
Whoever cannot see one has its `alt` and its table, which say the same numbers.
"""

"""The pictures of a report: one file each, a function of the facts that makes figures, none where there is nothing.

`levels` `tasks` `updates` `duty` `check_ins` `contacts`: whoever writes a section asks the one that it needs. They are
drawn at the width of a printed page (`frame.WIDTH`) in shapes with roles (`report.drawing`); `report.svg` makes SVG of
them for a page or for print. Whatever is left out of a picture or its table is said in the figure's `alt`. Whoever
cannot see it has that and the table, which say the same numbers. No picture is larger than 60 KB.
"""

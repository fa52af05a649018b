"""One drill being played: the session, its clock, its record, and what each role may see of it."""

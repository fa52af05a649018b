"""What is kept across drills, in one database: when each was held, what it exercised, which actions came of it."""

"""What is kept across drills, in one database: when each was held, what it exercised, and the actions that came of it."""

"""Actions and the history of drills, as lines of text and as JSON."""

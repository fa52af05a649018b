"""One line for what somebody at the table said: read, completed as it is typed, and told back in words."""

"""The host of a live drill and its clients, and what they say to each other."""

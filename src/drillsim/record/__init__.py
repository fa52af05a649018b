"""What happened: commands, events, the state they fold to, and the header that says what was played."""

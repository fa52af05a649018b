"""What a record that is shown again says: the scrubber, its events, how things stood."""

"""Documents made of a record: pure functions, the same record gives the same bytes."""

"""The contact centre's queue: numbers in, numbers out; nothing here knows a plan or a clock."""

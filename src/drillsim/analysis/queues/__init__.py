"""Customers' contacts, function by function: who waits, is answered and gives up as the plan's world changes."""

"""Projections of a record: what was up, who could work, what was due, what came of it. Pure functions."""

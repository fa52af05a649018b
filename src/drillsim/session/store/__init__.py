"""The record of one drill on disk: one SQLite file that only grows, its lock, its chain, how it is read."""

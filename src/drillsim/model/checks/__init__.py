"""What is wrong or weak in plans, scenarios and drills: pure functions that give complaints."""

from drillsim.model.checks.complaint import ERRORS, WARNINGS, Complaint, Pair, Source

__all__ = ["ERRORS", "WARNINGS", "Complaint", "Pair", "Source"]

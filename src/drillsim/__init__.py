"""drillsim: rehearse, run and review drills of contact-centre continuity plans."""

__version__ = "0.1.0"

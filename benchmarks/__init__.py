"""How fast drillsim is, beside what else there is: see README.md."""

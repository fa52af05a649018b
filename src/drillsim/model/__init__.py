"""What authors write: plans, scenarios and drills as frozen models. No I/O."""

"""The evaluator's place and the hot wash as rows and words."""

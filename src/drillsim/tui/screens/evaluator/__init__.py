"""The evaluator's place: objectives with their facts, what is expected, notes that stamp and link themselves."""

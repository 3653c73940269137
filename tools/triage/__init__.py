"""Makes what comes with the product: models and weights of the triage. Never run by an office."""

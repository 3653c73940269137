"""Learning and measuring the reader; only commands load it."""

"""What may happen to numbers, calls and requests: pure decisions."""

"""Writes about leases: who gets a number, what its owner changes, and how it ends."""

"""Writes: one writer for each state."""

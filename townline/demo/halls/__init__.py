"""Halls of the demo at work."""

"""Texts with photos, and the calls that carry them to the line."""

"""Writes of visits: planning, the way, what was found, and what residents hear of it."""

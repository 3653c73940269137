"""Writes of the room, by noun. Every change of state goes through ``transition.py``."""

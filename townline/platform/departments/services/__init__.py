"""Writes of the directory, by noun; other rooms call them through ``api``."""

"""Reads of this room; other rooms call them through ``api``."""

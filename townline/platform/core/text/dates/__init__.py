"""Finds the dates and terms that an answer names, Korean and English, in plain Python."""

from townline.platform.core.text.dates.finding import Found, Looks, find

__all__ = ["Found", "Looks", "find"]

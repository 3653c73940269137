"""Finds the dates and terms that an answer names, Korean and English, in plain Python."""

from townline.platform.core.text.dates.finding import DateKind, FoundDate, find

__all__ = ["DateKind", "FoundDate", "find"]

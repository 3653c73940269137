"""The tables of the room, by noun."""

from townline.triage.models.index import IndexedText, Likeness

__all__ = ["IndexedText", "Likeness"]

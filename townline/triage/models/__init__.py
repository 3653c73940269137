"""The tables of the room, by noun."""

from townline.triage.models.index import IndexedText, Likeness
from townline.triage.models.places import NamedPlace

__all__ = ["IndexedText", "Likeness", "NamedPlace"]

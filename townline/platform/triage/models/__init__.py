"""The tables of the room, by noun."""

from townline.platform.triage.models.index import IndexedText, Likeness
from townline.platform.triage.models.places import NamedPlace

__all__ = ["IndexedText", "Likeness", "NamedPlace"]

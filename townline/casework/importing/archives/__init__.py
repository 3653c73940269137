"""Texts out of a phone's own files: what others use of it is named here."""

from townline.casework.importing.archives.kinds import FORMATS, opened, read
from townline.casework.importing.archives.shapes import (
    Bad,
    Item,
    Left,
    PastText,
    Place,
    Unreadable,
    Why,
)

__all__ = [
    "FORMATS",
    "Bad",
    "Item",
    "Left",
    "PastText",
    "Place",
    "Unreadable",
    "Why",
    "opened",
    "read",
]

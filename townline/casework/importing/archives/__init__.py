"""Texts out of a phone's own files: what others use of it is named here."""

from townline.casework.importing.archives.kinds import FORMATS, open_file, read
from townline.casework.importing.archives.shapes import (
    Bad,
    Item,
    Left,
    PastText,
    Place,
    UnreadableFile,
    Why,
)

__all__ = [
    "FORMATS",
    "Bad",
    "Item",
    "Left",
    "PastText",
    "Place",
    "UnreadableFile",
    "Why",
    "open_file",
    "read",
]

"""Pure decisions of the room: pieces of texts, and what a text was read as."""

from townline.platform.triage.rules.pieces import (
    LONGEST,
    Piece,
    Understood,
    carries,
    pieces_in,
    plain_pieces,
)
from townline.platform.triage.rules.reading import (
    DANGERS,
    LEARNT,
    PRIVATE,
    READER_SERVICES,
    Danger,
    Guess,
    NotRead,
    Reading,
)

__all__ = [
    "DANGERS",
    "LEARNT",
    "LONGEST",
    "PRIVATE",
    "READER_SERVICES",
    "Danger",
    "Guess",
    "NotRead",
    "Piece",
    "Reading",
    "Understood",
    "carries",
    "pieces_in",
    "plain_pieces",
]

"""Words of a text that are marked where they stand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    marked: bool


def pieces(body: str, words: Iterable[str]) -> list[Piece]:
    """Cut a text where words stand, the longest first; all of it is there again when joined."""
    wanted = sorted({word for word in words if word.strip()}, key=len, reverse=True)
    if not wanted:
        return [Piece(body, marked=False)]
    found = re.split(f"({'|'.join(map(re.escape, wanted))})", body, flags=re.IGNORECASE)
    # Every second part is what the brackets of the pattern took.
    return [Piece(part, marked=bool(at % 2)) for at, part in enumerate(found) if part]

"""What changed between two texts, word by word."""

import difflib
import re
from dataclasses import dataclass

_PIECES = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """Words that stayed (``same``), came (``new``) or went (``old``)."""

    mark: str
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """Compare two texts; joined ``same`` and ``new`` give ``after``."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    pieces: list[Piece] = []
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(new[b1:b2])))
            continue
        pieces += [
            Piece(mark, "".join(words))
            for mark, words in (("old", old[a1:a2]), ("new", new[b1:b2]))
            if words
        ]
    return pieces

"""Which pieces of a text carry meaning, and how it is split where no morphemes are known."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Longer texts than the network carries; what lies beyond is not looked at.
LONGEST = 5_000

# Tags of the Sejong corpus: nouns, roots, verbs, adjectives, adverbs, letters, digits, Hanja.
_CARRIES = ("NNG", "NNP", "NR", "XR", "VV", "VA", "MAG", "SL", "SH", "SN")
# Verbs that stand in nearly every text and say nothing about it.
_EMPTY = frozenset({"하", "되", "이", "있", "주", "보", "싶", "같", "그러", "이러", "저러", "그렇"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A morpheme or a word: its basic form in small letters, and where it begins and ends."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Understood:
    """The pieces of each text, in order; ``full``: morphemes, not only words as they stand."""

    pieces: list[tuple[Piece, ...]]
    full: bool


def carries(form: str, tag: str) -> bool:
    """Say whether a morpheme with this tag tells what a text is about."""
    return tag.startswith(_CARRIES) and form not in _EMPTY


def plain_pieces(text: str) -> tuple[Piece, ...]:
    """Split where no language process answers: words as they stand."""
    found = _WORD.finditer(text[:LONGEST])
    return tuple(Piece(one[0].lower(), one.start(), one.end()) for one in found)


def pieces_in(tokens: Iterable[tuple[str, int, int]]) -> tuple[Piece, ...]:
    """Read what the language process answered for one text."""
    return tuple(Piece(form, start, end) for form, start, end in tokens)

"""A text without what hides its letters, and where each of them stood."""

import re
import unicodedata
from dataclasses import dataclass

# What lies beyond tells nothing new about a text, and costs time.
READ = 800
_HEAD = 600
_SINGLE = range(0x3130, 0x3190)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Normalized:
    """``letters``: in small letters, runs shortened; ``origin``: where each stood in the text."""

    letters: str
    origin: tuple[int, ...]


def shorten(text: str) -> str:
    """Keep the beginning and the end of a long text, where residents say what it is about."""
    if len(text) <= READ:
        return text
    return f"{text[:_HEAD]} {text[len(text) - (READ - _HEAD - 1) :]}"


def normalize_text(text: str) -> Normalized:
    """Fold widths and letter case, digits to 0; drop what cannot be seen; at most three alike."""
    letters: list[str] = []
    origin: list[int] = []
    for place, sign in enumerate(text):
        for letter in _fold(sign):
            if letters[-2:] == [letter, letter] or (letter == " " and letters[-1:] == [" "]):
                continue
            letters.append(letter)
            origin.append(place)
    return Normalized("".join(letters), tuple(origin))


def _fold(sign: str) -> str:
    code = ord(sign)
    if 0xAC00 <= code <= 0xD7A3 or code in _SINGLE:  # noqa: PLR2004 -- Hangul, as Unicode has it
        return sign
    if sign.isspace():
        return " "
    kind = unicodedata.category(sign)
    if kind in ("Cc", "Cf", "Cs", "Co", "Cn", "Mn"):
        return ""
    folded = unicodedata.normalize("NFKC", sign).lower()
    return _NUMBER.sub("0", folded)

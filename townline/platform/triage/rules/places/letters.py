"""Texts as they are searched: letters and digits only, with where they stood and what lay between.

Residents leave spaces out or put others in, so that names are compared without them; but whether
a word began here is remembered.
"""

import re
import unicodedata
from dataclasses import dataclass

# What lies before a letter: nothing, a space, a sign.
GLUED, SPACE, SIGN = 0, 1, 2
# Longer texts than the network carries; what lies beyond is not looked at.
LONGEST = 5_000
_NUMBERS = str.maketrans("①②③④⑤⑥⑦⑧⑨", "123456789")
_DASHES = frozenset("-–—~−")
# A telephone number behind an address is no part of its house number.
_PHONE = re.compile(r"(?<!\d)0\d{1,2}[ -]?\d{3,4}[ -]?\d{4}(?!\d)")
_HANGUL = re.compile(r"[가-힣]")
_SPOKEN = str.maketrans("일이삼사오육칠팔구", "123456789")


@dataclass(frozen=True, slots=True)
class LetterText:
    """A text in letters. ``at``: where each stands in ``text``; ``gaps``: what lies before it."""

    text: str
    letters: str
    at: tuple[int, ...]
    gaps: tuple[int, ...]

    def piece(self, start: int, end: int) -> str:
        """Give the words of the text that these letters stand for."""
        return self.text[self.at[start] : self.at[end - 1] + 1]

    def gap(self, position: int) -> int:
        """Say what lies before a letter; both ends of the text are signs."""
        return self.gaps[position] if position < len(self.letters) else SIGN


def to_letters(text: str) -> LetterText:
    """Reduce a text to its letters."""
    text = unicodedata.normalize("NFC", text[:LONGEST]).translate(_NUMBERS)
    searched = _PHONE.sub(lambda found: "," * len(found[0]), text)
    letters: list[str] = []
    at: list[int] = []
    gaps: list[int] = []
    gap = SIGN
    for position, letter in enumerate(searched):
        if letter.isalnum() or _joins(searched, position):
            letters.append("-" if letter in _DASHES else letter.lower()[0])
            at.append(position)
            gaps.append(gap)
            gap = GLUED
        else:
            gap = max(gap, SPACE if letter.isspace() or letter in "-·.'" else SIGN)
    return LetterText(text, "".join(letters), tuple(at), tuple(gaps))


def _joins(text: str, position: int) -> bool:
    """Say whether this is the dash of a number like 12-3."""
    around = text[position - 1 : position], text[position + 1 : position + 2]
    return text[position] in _DASHES and position > 0 and all(s.isdecimal() for s in around)


def fold_name(name: str) -> str:
    """Reduce a name to what it is searched by."""
    return to_letters(name).letters


def latin(name: str) -> bool:
    """Say whether a folded name has no Korean letter."""
    return not _HANGUL.search(name)


def digits(name: str) -> str:
    """Write spoken numbers as digits."""
    return name.translate(_SPOKEN)


def one_slip(word: str, name: str) -> bool:
    """Say whether exactly one syllable differs, and that by one of its letters."""
    differing = [pair for pair in zip(word, name, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and _near(*differing[0])


def _near(one: str, other: str) -> bool:
    first, second = (unicodedata.normalize("NFD", letter) for letter in (one, other))
    if not ("가" <= one <= "힣" and "가" <= other <= "힣"):
        return False
    if len(first) == len(second):
        return sum(a != b for a, b in zip(first, second, strict=True)) == 1
    # A final consonant too many or too few.
    return first.startswith(second) or second.startswith(first)

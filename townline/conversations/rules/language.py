"""Which language a text is in, as far as an answer's template needs to know."""

from typing import Literal

type Language = Literal["ko", "en"]

_HANGUL = (("\uac00", "\ud7a3"), ("\u1100", "\u11ff"), ("\u3130", "\u318f"))
_ENOUGH = 0.2  # a Korean sentence may be half English names; an English one has no Hangul


def has_letters(body: str) -> bool:
    """Say whether a text has any letter to guess from."""
    return any(char.isalpha() for char in body)


def language_guess(body: str) -> Language:
    """Guess by the share of Hangul among the letters; Korean when there are no letters."""
    letters = [char for char in body if char.isalpha()]
    hangul = sum(any(low <= char <= high for low, high in _HANGUL) for char in letters)
    return "ko" if hangul >= len(letters) * _ENOUGH else "en"

"""Which language a text is in, as far as an answer's template needs to know."""

import re
from typing import Literal

type Language = Literal["ko", "en"]

_HANGUL = (("\uac00", "\ud7a3"), ("\u1100", "\u11ff"), ("\u3130", "\u318f"))
_ENOUGH = 0.2  # a Korean sentence may be half English names; an English one has no Hangul
# Codes (H6-0042) and links are written alike by everybody.
_NO_WORD = re.compile(r"\S*[0-9]\S*|\S+://\S+")
_FEWEST = 3  # "ok" and "no" are typed in any language


def tells_language(body: str) -> bool:
    """Say whether a text holds enough words to guess a language from."""
    return bool(_hangul(body)) or len(_letters(_NO_WORD.sub(" ", body))) >= _FEWEST


def language_guess(body: str) -> Language:
    """Guess by the share of Hangul among the letters; Korean when there are too few letters."""
    letters = _letters(body)
    enough = _hangul(body) >= len(letters) * _ENOUGH
    return "ko" if enough or not tells_language(body) else "en"


def _letters(body: str) -> list[str]:
    return [char for char in body if char.isalpha()]


def _hangul(body: str) -> int:
    return sum(any(low <= char <= high for low, high in _HANGUL) for char in _letters(body))

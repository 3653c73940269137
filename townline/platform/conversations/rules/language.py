"""Which language a text is in, and a person's by all their texts."""

import re
from collections.abc import Mapping

from townline.platform.core.text.languages import ROMAN, UNKNOWN
from townline.platform.core.text.remainder import remainder

_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]")
# Codes (H6-0042) and links are written alike by everybody. Looked for at the start of words only:
# ten thousand letters without a space are read once, not from each of them.
_NO_WORD = re.compile(r"(?<!\S)(?:\S*[0-9]\S*|\S+://\S+)")
_FEWEST = 3  # "ok" and "no" are typed in any language; two signs of Chinese are a sentence
# Nobody can be written to in these.
UNTOLD = frozenset({"", UNKNOWN, ROMAN})


def has_language_cues(body: str) -> bool:
    """Say whether a text holds enough words to guess a language from."""
    letters = [sign for sign in _NO_WORD.sub(" ", body) if sign.isalpha()]
    strange = any(not sign.isascii() for sign in letters)
    return bool(_HANGUL.search(body)) or strange or len(letters) >= _FEWEST


def language_guess(body: str) -> str:
    """Guess an ISO 639-1 code; Korean where too little stands, English where nothing is known."""
    if not has_language_cues(body):
        return "ko"
    code = remainder(body).code
    return "en" if code in UNTOLD else code


def language_of(counts: Mapping[str, int], newest: str) -> str:
    """Give a person's language by how many of their texts are in which; ties go to ``newest``."""
    most = max(counts.values(), default=0)
    return newest if counts.get(newest, 0) == most else max(counts, key=lambda code: counts[code])

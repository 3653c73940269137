"""What a text to a safe number says. Only fixed words go on to an owner; never the text itself."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum

from townline.lines.safenumbers.rules.requests import plain

_ENDS = (
    "com|net|org|info|biz|xyz|top|shop|site|link|click|app|page|vip|win|online|kr|cc|me|ly|gl|io"
    "|to|gg|cn|ru"
)
_LINK = re.compile(rf"https?\s*:|hxxps?|www\s*\.|[a-z0-9-]{{2,63}}\.(?:{_ENDS})\b", re.IGNORECASE)
# Nine digits or more with signs between them: a number to call back, or an account.
_NUMBER = re.compile(r"(?:\d[\s\-.)(]*){9,}")
_LETTERS = re.compile(r"[\W_]+")
_LATIN, _HANGUL = 3, 2
LONGEST = 60  # characters; a wish to move a car is short


class TextMeaning(StrEnum):
    MOVE = "move"
    TROUBLE = "trouble"
    SPAM = "spam"  # advertising, links, phishing
    OTHER = "other"  # a person who should be told how it goes


def text_read(
    body: str,
    words: Mapping[str, Iterable[str]],
    advertising: Iterable[str],
    fillers: Iterable[str] = (),
) -> TextMeaning:
    """Say what a text to a safe number means, by the district's words.

    ``words``: phrases for ``move`` and ``trouble``. ``advertising``: marks of spam; signs
    between their letters ("광.고") do not hide them. ``fillers``: what may stand behind a digit.
    """
    if is_spam(body, advertising):
        return TextMeaning.SPAM
    if len(body) > LONGEST:
        return TextMeaning.OTHER
    text = plain(body)
    squeezed = text.replace(" ", "")
    kinds = ("move", "trouble")
    meant = [kind for kind in kinds if _matches_phrase(text, squeezed, words.get(kind, ()))]
    # A digit among other words ("1 빨리요") is what it would be alone, where only one is there.
    digits = _digits(text, tuple(fillers))
    if len(digits) == 1:
        meant = list(
            {*meant, *(k for k in kinds if _matches_phrase(digits[0], digits[0], words.get(k, ())))}
        )
    # Both at once, or neither: a person must say which.
    return TextMeaning(meant[0]) if len(meant) == 1 else TextMeaning.OTHER


def _digits(text: str, fillers: tuple[str, ...]) -> list[str]:
    """Give the numbers that stand alone or with a filler behind them ("1번이요", not "1시까지")."""
    found = [(word, word.lstrip("0123456789")) for word in text.split()]
    whole = [(word.removesuffix(rest), rest) for word, rest in found]
    return [digit for digit, rest in whole if digit and (not rest or rest.startswith(fillers))]


def _matches_phrase(text: str, squeezed: str, phrases: Iterable[str]) -> bool:
    for phrase in map(plain, phrases):
        close = phrase.replace(" ", "")
        if text == phrase or squeezed == close:
            return True
        # Two letters or one digit may stand in any text by chance; two syllables say something.
        if len(close) >= (_LATIN if close.isascii() else _HANGUL) and close in squeezed:
            return True
    return False


def is_spam(body: str, advertising: Iterable[str]) -> bool:
    """Say whether a text advertises, links somewhere, or gives a number to call."""
    folded = unicodedata.normalize("NFKC", body).casefold()
    if _LINK.search(folded) or _NUMBER.search(folded):
        return True
    letters = _LETTERS.sub("", folded)
    marks = (_LETTERS.sub("", mark.casefold()) for mark in advertising)
    return any(mark and mark in letters for mark in marks)

"""How the words of an answer end: with a sentence, in the midst of one, or with a signature."""

import re
import unicodedata
from collections.abc import Iterable

# A dash with a short name behind it, without a sentence: "- 한들구 도로과 02-000-0000".
_DASHED = re.compile(r"\s+[-–—]\s?\S[^.!?。\n]{0,50}$|\n[-–—]\s?\S[^.!?。\n]{0,50}$")
_LAST_LINE = re.compile(r"(?:(?<=[.!?。])\s+|\n+\s*)([^.!?。\n]{1,50})$")
_FINAL = frozenset(".!?…。！？~^")
_CLOSING = frozenset("\"'”’」』)）]>》〉")
# What an answer may end with, though no sentence ends there.
_REFERENCE = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$|(?:\d{2,4}[-. )]){1,2}\d{3,4}$")
_KOREAN_END = re.compile(r"(?:다|요|죠|까|네|지|[함됨임음람])$")
# Nouns and particles that end in the same syllables, and go on.
_KOREAN_ON = re.compile(
    r"(?:[필중주수소개]요|보다|마다|에다|(?:^|\s)다|까지|부지|토지|가지|처음|다음|모임|책임)$"
)
_PARTICLE = re.compile(r"(?:에서|에게|까지|부터|으로|[은는이가을를에의로와과도만])$")
_ENGLISH_END = re.compile(r"\b(?:thank you|thanks|regards|sincerely)$", re.IGNORECASE)
_JUDGED = ("HANGUL", "LATIN", "CYRILLIC", "DIGIT")


def split_signature(words: str, names: Iterable[str] = ()) -> tuple[str, str]:
    """Cut words before their signature; ``""`` where there is none.

    A signature stands behind a dash, or is a last line or last words without a verb that hold
    one of ``names`` (of the office and its departments). Both parts together are the words,
    without space at their end.
    """
    words = words.rstrip()
    if dashed := _DASHED.search(words):
        return words[: dashed.start()], words[dashed.start() :]
    last = _LAST_LINE.search(words)
    if last and _is_name(last.group(1), names):
        return words[: last.start()], words[last.start() :]
    return words, ""


def _is_name(line: str, names: Iterable[str]) -> bool:
    own = tuple(name for name in names if name)
    goes_on = _PARTICLE.search(line) or _KOREAN_END.search(line)
    return line.endswith(own) or (any(name in line for name in own) and not goes_on)


def ends_mid_sentence(words: str, names: Iterable[str] = ()) -> bool:
    """Say whether words seem to stop within a sentence; not for certain: a person is asked.

    Words in scripts that we do not judge, and empty ones, do not. ``names`` as above.
    """
    text = split_signature(words, names)[0].rstrip()
    if not text or text[-1] in _FINAL or text[-1] in _CLOSING or _REFERENCE.search(text):
        return False
    if not text[-1].isalnum():
        # A comma, a colon or a dash goes on; an emoji ends.
        return unicodedata.category(text[-1])[0] == "P"
    if _KOREAN_END.search(text) or _ENGLISH_END.search(text):
        return bool(_KOREAN_ON.search(text))
    return unicodedata.name(text[-1], "").startswith(_JUDGED)

"""What an owner's short reply says: which request, and which answer.

Understood are ``1``, ``37 1``, ``1 37``, ``37-1``, full-width digits, "37번 1번", and the
district's own words for each answer ("10분 안에 갑니다"). Anything else is no reply.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_SIGNS = re.compile(r"[^\w\s]|_")
_GROUPS = re.compile(r"\d+")
_TOKEN_DIGITS = 2
_LONGEST = 40  # characters of a reply; what is longer was written for a person to read


@dataclass(frozen=True, slots=True)
class Reply:
    """``token``: two digits or ""; ``answer``: the digit that was meant, 0 to 9.

    ``worded``: it was said in words, which may also belong to another talk.
    """

    token: str
    answer: int
    worded: bool = False


def plain(text: str) -> str:
    """Write a text without signs, in small letters, with single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_SIGNS.sub(" ", folded).split())


def reply_read(body: str, words: Mapping[int, list[str]], fillers: list[str]) -> Reply | None:
    """Read a reply; None for a text that is something else.

    ``words``: phrases for each answer. ``fillers``: words that may stand beside the digits.
    """
    if len(body) > _LONGEST:
        return None
    rest, found = _extract_phrase(plain(body), words)
    digits = _GROUPS.findall(rest)
    left = _GROUPS.sub(" ", rest).split()
    if any(word not in fillers for word in left):
        return None
    tokens = [group for group in digits if len(group) == _TOKEN_DIGITS]
    answers = found + [int(group) for group in digits if len(group) == 1]
    if len(tokens) + len(answers) != len(digits) + len(found):
        return None
    if len(answers) != 1 or len(tokens) > 1:
        return None
    return Reply(tokens[0] if tokens else "", answers[0], worded=bool(found))


def _extract_phrase(text: str, words: Mapping[int, list[str]]) -> tuple[str, list[int]]:
    """Take the longest phrase out of a text; give the rest, and the answer it stands for."""
    phrases = sorted(
        (
            (plain(phrase), answer)
            for answer, own_phrases in words.items()
            for phrase in own_phrases
        ),
        key=lambda each: -len(each[0]),
    )
    squeezed = text.replace(" ", "")
    for phrase, answer in phrases:
        if phrase and phrase in text:
            return text.replace(phrase, " ", 1), [answer]
        close = phrase.replace(" ", "")
        if close and squeezed == close:
            return "", [answer]
    return text, []

"""Whether a sentence tells of what was done, promises, or says what others may do."""

import re
from enum import StrEnum


class Tense(StrEnum):
    DONE = "done"
    TO_COME = "to_come"
    OTHERS = "others"
    UNKNOWN = "unknown"


_SENTENCE_END = re.compile(r"[!?\n;]|(?<=[가-힣A-Za-z)])\.(?=\s|$)")
_FINAL_SS, _SYLLABLES, _FINALS = 20, range(0xAC00, 0xD7A4), 28
# "있" and "겠" end in the same letter as the past, and are none.
_PAST = "".join(
    chr(code)
    for code in _SYLLABLES
    if (code - 0xAC00) % _FINALS == _FINAL_SS and chr(code) not in "있겠"
)
# In the order in which they stand: the first verb after a date is the date's own.
_KOREAN = re.compile(
    r"(?P<others>(?:해|[가-힣])\s?주(?:세요|시면|십시오|시기)|시면|실\s수|(?:할|을|올|갈|볼|받을)\s수\s있습니다"
    r"|바랍니다|까지입니다|열려\s있)"
    rf"|(?P<done>[{_PAST}](?:습니다|고(?![가-힣])|으며|으나|지만|는데|어요|던|다)|끝난|마친\s|한\s결과)"
    r"|(?P<to_come>겠|예정|계획|[가-힣]기로|니다)"
)
_WILL = re.compile(
    r"\b(will|shall|'ll|going to|plan|planned|scheduled|expects?|due|booked)\b", re.I
)
_DID = re.compile(
    r"\b(was|were|has|have|had|did|went|sent|came|put|took|found|made|told|cut|dug|built|set|met|"
    r"paid|gave|got|swept|saw|spoke|began|held|\w{2,}ed)\b",
    re.I,
)
_OTHERS = re.compile(r"\b(you|your|apply|register|bring|call|reply|if|open)\b", re.I)
_CLAUSE = re.compile(r",?\s(?:and|but)\s|;|,\s(?=we\b)", re.I)


def tense(text: str, start: int, end: int) -> Tense:
    """Judge the sentence around a date that stands at ``start:end``."""
    # Searched in the whole text: what stands before a full stop tells whether it is one.
    stop = _SENTENCE_END.search(text, end)
    after = text[end : stop.start() + 1] if stop else text[end:]
    m = _KOREAN.search(after)
    if m is not None:
        kind = {"others": Tense.OTHERS, "done": Tense.DONE, "to_come": Tense.TO_COME}
        return kind[m.lastgroup or "to_come"]
    return _english(text[:start], after)


def _english(before: str, after: str) -> Tense:
    begin = max((m.end() for m in _SENTENCE_END.finditer(before)), default=0)
    clause = _CLAUSE.split(before[begin:])[-1] + " " + _CLAUSE.split(after)[0]
    if _WILL.search(clause):
        return Tense.TO_COME
    if _OTHERS.search(clause):
        return Tense.OTHERS
    return Tense.DONE if _DID.search(clause) else Tense.UNKNOWN

"""Whether a sentence tells of what was done, promises, or says what others may do."""

import re
from enum import StrEnum


class Tense(StrEnum):
    DONE = "done"
    TO_COME = "to_come"
    TOLD = "told"  # of what a resident said, or of what is promised: the nearer day tells
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
# "점검 결과 알려 드리겠습니다" has nothing to tell yet.
_NO_NEWS = r"(?!(?:알|보내|안내|통보|회신|말씀|문자|전화|나오))"
# In the order in which they stand: the first verb after a date is the date's own.
_KOREAN = re.compile(
    r"(?P<others>(?:해|[가-힣])\s?주(?:세요|시면|십시오|시기)|시면|실\s수|(?:할|을|올|갈|볼|받을)\s수\s있습니다"
    r"|바랍니다|까지입니다|열려\s있)"
    rf"|(?P<done>[{_PAST}](?:습니다|고(?![가-힣])|으며|으나|으니|으므로|지만|는데|어요|던|더니|음|을\s때|다)"
    # What was found by looking: "나가 보니", "점검 결과 이상이 없습니다".
    r"|끝난|마친\s|(?:이미|벌써)\s[가-힣]+\s(?:것|상태)|(?:[가-힣]\s?보|(?:점검|확인|조사|측정|검사)하)니까?(?=[,\s])|[한본]\s?바(?=[,\s])"
    rf"|(?:[한본온간낸친]|점검|확인|조사|측정|검사)\s결과,?\s{_NO_NEWS})"
    r"|(?P<to_come>겠|예정|계획|[가-힣]기로|니다)"
)
_WILL = re.compile(
    r"\b(will|shall|'ll|going to|plan|planned|scheduled|expects?|due|booked)\b", re.I
)
_DID = re.compile(
    r"\b(was|were|has|have|had|did|went|sent|came|put|took|found|made|told|cut|dug|built|set|met|"
    r"paid|gave|got|swept|saw|spoke|began|held|been|drove|broke|fell|wrote|ran|grew|blew|shut|"
    r"(?<!\bis\s)(?<!\bare\s)(?<!\bbe\s)\w{2,}ed)\b",
    re.I,
)
_OTHERS = re.compile(r"\b(you|your|apply|register|bring|call|reply|if|open)\b", re.I)
# A day of the past names itself: "지난 25일", "지난 겨울 12월".
_LAST = re.compile(r"(?<![가-힣])지난\s?(?:봄|여름|가을|겨울|번)?\s?$")
_RESIDENT = re.compile(
    r"에?\s?(?:(?:저희|구청|민원실|문자|전화)\S*\s)?(?:신고|접수|말씀|문의|요청|제보|알려|보내|남겨|올려|연락"
    r"|전화|건의|신청|적어)\S?\s?(?:하신|주신|주셨던|하셨던|신|된)\s"
)
_LATER = re.compile(r"겠|예정|계획|기로\s|까지|립니다")
_CLAUSE = re.compile(r",?\s(?:and|but)\s|;|,\s(?=we\b)", re.I)
# "what we found today": the date's own verb, whatever is done about it. Not "by Friday".
_OWN = re.compile(
    rf"\b(?:we|you|they|I|he|she|it|crew)\s(?:{_DID.pattern})(?:\s(?!by\b)\w+){{0,2}}\s$", re.I
)
_WITHIN = re.compile(r"(?:by|until|before|within)\b", re.I)


def tense(text: str, start: int, end: int) -> Tense:
    """Judge the sentence around a date that stands at ``start:end``."""
    if _LAST.search(text[max(0, start - 8) : start]):
        return Tense.DONE
    # Searched in the whole text: what stands before a full stop tells whether it is one.
    stop = _SENTENCE_END.search(text, end)
    after = text[end : stop.start() + 1] if stop else text[end:]
    if _RESIDENT.match(after):
        return Tense.TOLD if _LATER.search(after) else Tense.DONE
    m = _KOREAN.search(after)
    if m is not None:
        kind = {"others": Tense.OTHERS, "done": Tense.DONE, "to_come": Tense.TO_COME}
        return kind[m.lastgroup or "to_come"]
    return _english(text[:start], text[start:end], after)


def _english(before: str, date: str, after: str) -> Tense:
    if _OWN.search(before[-80:]) and not _WITHIN.match(date):
        return Tense.DONE
    begin = max((m.end() for m in _SENTENCE_END.finditer(before)), default=0)
    clause = _CLAUSE.split(before[begin:])[-1] + " " + _CLAUSE.split(after)[0]
    if _WILL.search(clause):
        return Tense.TO_COME
    if _OTHERS.search(clause):
        return Tense.OTHERS
    return Tense.DONE if _DID.search(clause) else Tense.UNKNOWN

"""A text without its addresses, and what of it is not Korean: what another language may say.

Residents write where they are in Korean letters, whatever language they write in. Who knows
the district's places cuts their names out before; the shapes here catch what is in no list.
"""

import re
from dataclasses import dataclass

from townline.platform.core.text.languages import ROMAN, UNKNOWN, language

_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]+")
_KINDS = "역|시장|아파트|빌라|맨션|공원|학교|초등학교|정류장|주민센터|마트|병원|교회|사거리|삼거리"
_NEARBY = "앞|뒤|옆|근처|정문|후문|입구|출구|안|밖|지하|지상|쪽|에서|에"
# No name is longer. A bound: without one a long run of letters is read anew from each of them.
_NAME = "[가-힣]{1,20}"
_ADDRESSES = re.compile(
    rf"{_NAME}(?:로|길)\s?\d+[가-힣]?길?(?:\s?\d+(?:-\d+)?)?"  # 솔내로 18, 솔내로3길 21-4
    rf"|{_NAME}\d{{0,5}}(?:로|길|동|구|시|군|읍|면)(?![가-힣])"
    rf"|[가-힣]{{0,20}}(?:{_KINDS})(?![가-힣])"
    r"|\d{1,6}\s?(?:동|호|층|번지|단지|번|호실)(?![가-힣])"
    rf"|(?<![가-힣])(?:{_NEARBY})(?![가-힣])"
    r"|(?:\b\d[\d-]{0,9},?\s{1,3})?\b[A-Za-z]{1,30}(?:\s?\d{1,5})?"
    r"-(?:ro|gil|dong|gu|daero)\b(?:\s+\d[\d-]*)?"
)
_NOBODY = ("ko", "en", UNKNOWN, ROMAN, "")


@dataclass(frozen=True, slots=True)
class Remainder:
    """``text``: neither Korean nor an address; ``korean``: letters of Korean that stand beside it.

    ``code``: the language of the whole, judged without its addresses.
    """

    text: str
    korean: int
    code: str


def remainder(text: str) -> Remainder:
    """Take a text apart; one that is nothing but an address keeps its words for its language."""
    bare = _ADDRESSES.sub(" ", text)
    other = " ".join(_HANGUL.sub(" ", bare).split())
    korean = sum(map(len, _HANGUL.findall(bare)))
    code = language(bare) or language(text)
    if code == "ko" and sum(map(str.isalpha, other)) >= korean:
        found = language(other)
        code = code if found in _NOBODY else found
    return Remainder(other, korean, code)

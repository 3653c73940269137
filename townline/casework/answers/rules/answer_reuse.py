"""Taking words of an old answer over into a new one: what belonged to that case stays there."""

import re
from collections.abc import Callable, Collection, Mapping

_PHONE = re.compile(r"(?<![\w-])(?:\+?82[ -]?|0)\d{1,3}[ -]?\d{3,4}[ -]?\d{4}(?![\w-])")
_LINK = re.compile(r"https?://\S+")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
# A resident's registration, an account, a car.
_NUMBERS = re.compile(
    r"(?<!\d)\d{6}-[1-8]\d{6}(?!\d)|(?<![\d-])\d{2,6}-\d{2,6}-\d{3,8}(?![\d-])"
    r"|(?<!\d)\d{2,3}\s?[가-힣]\s?\d{4}(?!\d)"
)
_HOUR_KO = r"(?:(?:오전|오후)\s?)?\d{1,2}시(?:\s?\d{1,2}분)?"
_DAY_KO = rf"\d{{1,2}}월\s?\d{{1,2}}일(?:\s?\([월화수목금토일]\))?(?:\s?{_HOUR_KO})?"
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? )?"
_DAY_EN = rf"{_WEEKDAY}\d{{1,2}} (?:{_MONTHS})\w*(?:, \d{{1,2}}:\d{{2}})?"
_DAY = re.compile(rf"{_DAY_KO}|(?<!\d){_HOUR_KO}(?!간)|{_DAY_EN}")
# A surname, one or two syllables, and a form of address or a rank; or a surname and a rank.
_SURNAME = (
    "[김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진지엄채원천방"
    "공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용]"
)
_RANK = "주무관|팀장|과장|국장|반장|소장|기사|담당자"
_NAME = re.compile(
    rf"(?<![가-힣]){_SURNAME}(?:[가-힣]{{1,2}}\s?(?:님|씨(?![가-힣]{{2}})|{_RANK})|\s(?:{_RANK}))님?"
)
# What looks like a name before a form of address, but names nobody.
_NOBODY = re.compile(
    "고객|주민|구민|시민|국민|도민|민원|주인|손님|구청|시장|사장|선생|원장|위원|의원|통장|이장|이웃|"
    "이곳|우리|하나|공사|현장|도로|하수|공원|교통|건설|안전|환경|방재|방역|청소|주차|전기|기관|기술|"
    "소속|주관|전담|안내|조경|정비|시설|배수|지역|경찰|소방|택배|배달|여러분|이용자"
)
# A road and a building's number, or a dong and a lot; with the flat. Not a measure ("가로 3m").
_ADDRESS = re.compile(
    r"(?<![가-힣A-Za-z\d])(?!(?:도로|인도로|차로|가로|세로|대로|바로|새로|주로|서로|따로)\s)"
    r"(?:[가-힣]{1,10}(?:대로|로|길)(?:\s?\d{1,4}(?:번)?길)?|[가-힣]{1,6}\d{0,2}동)"
    r"\s?\d{1,4}(?:-\d{1,4})?(?![\d-])(?:번지)?"
    r"(?!\s?(?:번|개|곳|시|분|일|월|년|건|명|차|회|주|층|대|미터|센티|킬로|[A-Za-z%㎡㎝㎞]))"
    r"(?:,?\s?\d{1,4}동)?(?:,?\s?\d{1,4}호)?"
)


def adapt_words(
    words: str,
    *,
    codes: re.Pattern[str],
    code: str,
    office_numbers: Collection[str],
    labels: Mapping[str, str],
    places: Collection[str] = (),
) -> str:
    """Give an old answer's words as they may begin a new one.

    Its case code becomes ``code``. Numbers of people, names, addresses, links, dates and
    ``places`` (names, which the new case does not mention) become blanks, which somebody has
    to fill; numbers of the office (digits only) stay. ``labels``: the words for a
    blank of a ``number``, a ``when``, a ``who`` and a ``where``.
    """
    number, who, where = (f"[…{labels.get(name, '')}]" for name in ("number", "who", "where"))
    words = codes.sub(code, words)
    for pattern in (_LINK, _MAIL):
        words = pattern.sub(number, words)
    words = _PHONE.sub(_blank_unless(office_numbers, number), words)
    words = _ADDRESS.sub(where, words)
    words = _NUMBERS.sub(_blank_unless(office_numbers, number), words)
    words = _DAY.sub(f"[…{labels.get('when', '')}]", words)
    for place in sorted(places, key=len, reverse=True):
        words = _place_pattern(place).sub(where, words)
    return _NAME.sub(lambda found: found[0] if _NOBODY.match(found[0]) else who, words)


def _place_pattern(name: str) -> re.Pattern[str]:
    """Find a name however it is spaced: ``느티공원``, ``느티 공원``."""
    return re.compile(r"[\s-]*".join(map(re.escape, re.sub(r"[\s-]", "", name))), re.IGNORECASE)


def _blank_unless(numbers: Collection[str], blank: str) -> Callable[[re.Match[str]], str]:
    def replace(match: re.Match[str]) -> str:
        return match[0] if re.sub(r"\D", "", match[0]) in numbers else blank

    return replace


def code_pattern(prefix: str) -> re.Pattern[str]:
    """Find case codes of a district as answers write them: ``H6-0042``."""
    return re.compile(rf"(?<![0-9A-Za-z]){re.escape(prefix)}\d-\d{{4,9}}(?!\d)")

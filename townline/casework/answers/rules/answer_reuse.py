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
_DAY_KO = r"\d{1,2}월\s?\d{1,2}일(?:\s?\([월화수목금토일]\))?(?:\s?\d{1,2}시(?:\s?\d{1,2}분)?)?"
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? )?"
_DAY_EN = rf"{_WEEKDAY}\d{{1,2}} (?:{_MONTHS})\w*(?:, \d{{1,2}}:\d{{2}})?"
_DAY = re.compile(f"{_DAY_KO}|{_DAY_EN}")


def adapt_words(
    words: str,
    *,
    codes: re.Pattern[str],
    code: str,
    office_numbers: Collection[str],
    labels: Mapping[str, str],
) -> str:
    """Give an old answer's words as they may begin a new one.

    Its case code becomes ``code``. Numbers of people, addresses, links and dates become blanks,
    which somebody has to fill; numbers of the office (digits only) stay. ``labels``: the words
    for a blank of a ``number`` and of a ``when``.
    """
    number = f"[…{labels.get('number', '')}]"
    words = codes.sub(code, words)
    for pattern in (_LINK, _MAIL):
        words = pattern.sub(number, words)
    words = _PHONE.sub(_blank_unless(office_numbers, number), words)
    words = _NUMBERS.sub(_blank_unless(office_numbers, number), words)
    return _DAY.sub(f"[…{labels.get('when', '')}]", words)


def _blank_unless(numbers: Collection[str], blank: str) -> Callable[[re.Match[str]], str]:
    def replace(match: re.Match[str]) -> str:
        return match[0] if re.sub(r"\D", "", match[0]) in numbers else blank

    return replace


def code_pattern(prefix: str) -> re.Pattern[str]:
    """Find case codes of a district as answers write them: ``H6-0042``."""
    return re.compile(rf"(?<![0-9A-Za-z]){re.escape(prefix)}\d-\d{{4,9}}(?!\d)")

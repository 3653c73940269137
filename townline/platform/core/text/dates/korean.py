"""How dates stand in Korean answers: one line of the table for each form."""

import datetime as dt
import re
from re import Match

from townline.platform.core.text.dates import point
from townline.platform.core.text.dates.point import FRIDAY, SUNDAY, Anchor, Point, Resolver

WEEKDAYS = "월화수목금토일"
_DAY_WORDS = {
    "하루": 1, "하루이틀": 2, "이틀": 2, "이삼일": 3, "사흘": 3, "사나흘": 4, "나흘": 4, "닷새": 5,
    "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10, "보름": 15,
}  # fmt: skip
_NUMBERS = {
    "한두": 2, "두세": 3, "서너": 4, "한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "일": 1, "이": 2, "삼": 3,
    "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9, "십": 10,
}  # fmt: skip
_DAY_OFFSETS = {
    "오늘": 0, "금일": 0, "내일모레": 2, "내일": 1, "명일": 1, "모레": 2, "글피": 3, "어제": -1,
    "어저께": -1, "그제": -2, "그저께": -2, "엊그제": -2, "작일": -1,
}  # fmt: skip
_WEEK_OFFSETS = {
    "이번주": 0, "금주": 0, "다음주": 1, "내주": 1, "차주": 1, "다다음주": 2, "지난주": -1,
}  # fmt: skip
_MONTH_OFFSETS = {
    "이번달": 0, "이달": 0, "금월": 0, "당월": 0, "다음달": 1, "내달": 1, "다다음달": 2,
    "지난달": -1,
}  # fmt: skip
_YEAR_OFFSETS = {
    "올해": 0, "금년": 0, "내년": 1, "다음해": 1, "명년": 1, "작년": -1, "지난해": -1,
}  # fmt: skip
_QUARTER_MONTHS = 3

# Where a word begins: "안내일" holds no "내일".
_WORD = r"(?<![가-힣A-Za-z0-9])"
_FREE = r"(?<![\d.,:/-])"
_WEEK = r"이번\s?주|금주|다다음\s?주|다음\s?주|내주|차주|지난\s?주"
_MONTH = r"이번\s?달|이달|금월|당월|다다음\s?달|다음\s?달|내달|지난\s?달"
_YEAR = r"올해|금년|내년|다음\s?해|명년|작년|지난해"
_PART = r"초순|중순|하순|초|말|중|안"
_COUNT = rf"(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_WITHIN = r"안(?:에|으로)?|이내(?:에|로)?|내(?:에|로)?|뒤(?:에)?|후(?:에)?|있다가"
_BEFORE = r"전(?![가-힣])|전에"


def _bare(words: str) -> str:
    return re.sub(r"\s", "", words)


def _full(m: Match[str], _anchor: Anchor) -> Point | None:
    return point.day_of(int(m["y"]), int(m["m"]), int(m["d"]))


def _month_day(m: Match[str], anchor: Anchor) -> Point | None:
    year_offset = _YEAR_OFFSETS.get(_bare(m["y"] or ""))
    if year_offset is not None:
        return point.day_of(anchor.today.year + year_offset, int(m["m"]), int(m["d"]))
    return point.month_day(anchor, int(m["m"]), int(m["d"]))


def _slash_date(m: Match[str], anchor: Anchor) -> Point | None:
    month, day = int(m["m"]), int(m["d"])
    ten = 10
    if month < day <= ten and not m["sure"]:
        return None  # two thirds of something
    return point.month_day(anchor, month, day)


def _month_alone(m: Match[str], anchor: Anchor) -> Point | None:
    first = point.month_day(anchor, int(m["m"]), 1)
    this = anchor.today.replace(day=1)
    if int(m["m"]) == this.month:
        first = this
    year_offset = _YEAR_OFFSETS.get(_bare(m["y"] or ""))
    if year_offset is not None:
        first = point.day_of(anchor.today.year + year_offset, int(m["m"]), 1)
    return point.part_of_month(first, m["part"] or "") if first else None


def _day_of_month(m: Match[str], anchor: Anchor) -> Point | None:
    return point.day_alone(anchor, int(m["d"]))


def _day_offset(m: Match[str], anchor: Anchor) -> Point | None:
    return anchor.today + dt.timedelta(days=_DAY_OFFSETS[_bare(m[0])])


def _of_week(m: Match[str], anchor: Anchor) -> Point | None:
    weeks, day = _WEEK_OFFSETS[_bare(m["w"])], m["day"]
    early, middle = 1, 3
    parts = {"초": early, "중반": middle, "주말": SUNDAY, "일": SUNDAY}
    if day and day.endswith("요일"):
        return point.of_week(anchor, weeks, WEEKDAYS.index(day[0]))
    weekend = m[0].endswith("주말")  # "이번 주말", written without a space
    return point.of_week(anchor, weeks, SUNDAY if weekend else parts.get(day or "", FRIDAY))


def _weekday(m: Match[str], anchor: Anchor) -> Point | None:
    return point.next_weekday(anchor, WEEKDAYS.index(m["day"]))


def _weekend(_m: Match[str], anchor: Anchor) -> Point | None:
    return point.of_week(anchor, 0, SUNDAY)


def _of_month(m: Match[str], anchor: Anchor) -> Point | None:
    first = point.month_start(anchor.today, _MONTH_OFFSETS[_bare(m["w"])])
    if m["d"]:
        return point.day_of(first.year, first.month, int(m["d"]))
    return point.part_of_month(first, m["part"] or "")


def _of_year(m: Match[str], anchor: Anchor) -> Point | None:
    year = anchor.today.year + _YEAR_OFFSETS.get(_bare(m["y"] or ""), 0)
    if m["q"]:
        return point.month_end(dt.date(year, int(m["q"]) * _QUARTER_MONTHS, 1))
    june, march = dt.date(year, 6, 30), dt.date(year, 3, 31)
    return {"상반기": june, "초": march}.get(m["part"] or "", dt.date(year, 12, 31))


def _count(m: Match[str]) -> int:
    return int(m["n"]) if m["n"].isdigit() else _NUMBERS[m["n"]]


def _later(m: Match[str], anchor: Anchor) -> Point | None:
    return _shift(anchor, _count(m), m["unit"])


def _ago(m: Match[str], anchor: Anchor) -> Point | None:
    return _shift(anchor, -_count(m), m["unit"])


def _shift(anchor: Anchor, number: int, unit: str) -> Point:
    if unit in {"시간", "분"}:
        minutes = number * (60 if unit == "시간" else 1)
        return anchor.now + dt.timedelta(minutes=minutes)
    if unit in {"개월", "달"}:
        return point.months_later(anchor.today, number)
    if unit in {"영업일", "근무일"}:
        return point.working_days_later(anchor, number)
    return anchor.today + dt.timedelta(days=number * (7 if unit.startswith("주") else 1))


def _day_words(m: Match[str], anchor: Anchor) -> Point | None:
    number = _DAY_WORDS[_bare(m["n"])]
    return anchor.today + dt.timedelta(days=-number if m["after"].startswith("전") else number)


_TABLE: tuple[tuple[str, Resolver], ...] = (
    (
        (rf"{_FREE}(?P<y>20\d\d)\s?(?:년|[./-])\s?(?P<m>\d{{1,2}})\s?(?:월|[./-])\s?"
        r"(?P<d>\d{1,2})(?:\s?일|\.)?(?![\d-])"),
        _full,
    ),
    (
        (rf"(?:{_WORD}(?P<y>{_YEAR})\s?)?{_FREE}(?P<m>\d{{1,2}})\s?월\s?(?P<d>\d{{1,2}})\s?일"
        r"(?!(?:로|길)\s?\d)"),
        _month_day,
    ),
    (
        rf"{_FREE}(?P<y>(?!))?(?P<m>\d{{1,2}})\.\s?(?P<d>\d{{1,2}})\.(?=\s?\([월화수목금토일]\)|\s?까지)",
        _month_day,
    ),
    (
        (rf"{_FREE}(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}})(?![\d/%])(?!\s?(?:정도|가량|만큼|수준|이상|이하|을|로))"
        r"(?P<sure>(?=\s?\([월화수목금토일]\)|\s?까지|\s?부터|\s?오전|\s?오후|에|일))?"),
        _slash_date,
    ),
    (
        (rf"(?:{_WORD}(?P<y>{_YEAR})\s?)?(?<!\d)(?P<m>1[0-2]|[1-9])\s?월\s?"
        r"(?P<part>초순|중순|하순|초|말|중|안)?(?=\s?(?:까지|에|부터|으로|쯤|께|,|\s|$))(?!\s?\d)"),
        _month_alone,
    ),
    (
        (r"(?<!\d)(?<!월)(?<!월\s)(?<!달\s)(?<!뒤\s)(?<!후\s)(?P<d>3[01]|[12]\d|[1-9])일"
        r"(?=\s?까지|\s?부터|\s?\([월화수목금토일]\)|\s?오전|\s?오후|에(?!\s?(?:한|두|\d)))"),
        _day_of_month,
    ),
    (rf"{_WORD}(?:내일\s?모레|{'|'.join(_DAY_OFFSETS)})(?!날)", _day_offset),
    (
        rf"{_WORD}(?P<w>{_WEEK})\s?(?P<day>[월화수목금토일]요일|주말|중반|초|말|중|안)?",
        _of_week,
    ),
    (
        (r"(?<!요일과 )(?<!요일, )(?<!부터 )(?<![가-힣~])(?:오는\s|이번\s|다음\s)?"
        r"(?P<day>[월화수목금토일])요일"
        r"(?=까지|에|\s?오전|\s?오후|\s?\d{1,2}시|\s중)(?!에는)"),
        _weekday,
    ),
    (rf"{_WORD}(?:이번|오는)\s?주말", _weekend),
    (
        rf"{_WORD}(?P<w>{_MONTH})\s?(?:(?P<d>\d{{1,2}})일|(?P<part>{_PART}))?",
        _of_month,
    ),
    (
        (rf"{_WORD}(?P<y>{_YEAR})\s?(?:(?P<q>[1-4])(?:/4)?\s?분기|(?P<part>상반기|하반기|초|말|중|안)"
        r"|(?=까지))"),
        _of_year,
    ),
    (
        rf"{_WORD}(?P<y>(?!))?(?P<q>(?!))?(?P<part>연말|상반기|하반기)(?=\s?(?:까지|안|중|에))",
        _of_year,
    ),
    (rf"{_WORD}(?P<y>(?!))?(?P<part>(?!))?(?P<q>[1-4])\s?분기(?=\s?(?:까지|안|중|에))", _of_year),
    (
        (rf"(?<![\d가-힣.,])(?!이달){_COUNT}\s?(?P<unit>영업일|근무일|일|주일|주|개월|달|시간|분)"
        rf"\s?(?:{_WITHIN})"
        r"(?![가-힣]*(?:용|동))"),
        _later,
    ),
    (rf"(?<![\d가-힣.,]){_COUNT}\s?(?P<unit>일|주일|주|개월|달|시간|분)\s?(?:{_BEFORE})", _ago),
    (
        rf"{_WORD}(?P<n>하루\s?이틀|{'|'.join(_DAY_WORDS)})\s?(?P<after>{_WITHIN}|{_BEFORE})",
        _day_words,
    ),
)  # fmt: skip
FORMS = tuple((re.compile(pattern), resolver) for pattern, resolver in _TABLE)

# What looks like a date and is none: blotted out before the forms are tried.
TRAPS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\d{1,2}월\s?\d{1,2}일(?:로|길)\s?\d+(?!\s?시|:|\d)[\d-]*",
        r"(?:24|48)시간\s?(?:내내|연중|언제나|열려|운영)|365일|연중무휴",
        r"매(?:주|월|달|년|일)\s?(?:[첫둘셋넷]째\s?(?:주\s)?)?(?:[월화수목금토일]요일|\d{1,2}일)?\S*",
        r"[월화수목금토일]요일\s?(?:부터|~|-|에서)\s?[월화수목금토일]요일(?:까지)?",
        r"\d{1,3}(?:일|주|개월|달|시간)에\s?(?:한|두|\d)\s?번",
    )
)

"""How dates stand in English answers: one line of the table for each form."""

import datetime as dt
import re
from re import Match

from townline.platform.core.text.dates import point
from townline.platform.core.text.dates.point import FRIDAY, SUNDAY, Anchor, Point, Resolver

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "a couple of": 2, "a few": 3, "the next": 1,
}  # fmt: skip
_THURSDAY = 3

_MONTH = rf"(?P<m>{'|'.join(f'{name}|{name[:3]}' for name in _MONTHS)}|Sept)\b(?:\.(?=\s[a-z\d]))?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s(?P<y>20\d\d))?"
_NAME = (
    r"(?P<day>[Mm]on|[Tt]ue|[Ww]ed|[Tt]hu|[Ff]ri|[Ss]at|[Ss]un)(?:day|sday|nesday|rsday|urday)?\b"
)
# "Friday" in "Friday 27 November" belongs to that form; "Monday and Friday" is no one day.
_ALONE = r"(?!,?\s(?:the\s)?\d)(?!,?\s[A-Z][a-z]{2,8}\s\d)(?!\s?(?:and|to|-)\s?[MTWFS])"
_BEFORE = r"(?:(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)(?:day|nesday|urday)?,?\s(?:the\s)?)?"
_COUNT = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT = r"(?P<unit>minute|hour|working day|business day|day|week|fortnight|month|year)s?"


def _month_day(m: Match[str], anchor: Anchor) -> Point | None:
    month, day = _month(m), int(m["d"])
    return point.day_of(int(m["y"]), month, day) if m["y"] else point.month_day(anchor, month, day)


def _month(m: Match[str]) -> int:
    return next(at for at, name in enumerate(_MONTHS, 1) if name.startswith(m["m"][:3]))


def _month_alone(m: Match[str], anchor: Anchor) -> Point | None:
    month = _month(m)
    first = point.month_day(anchor, month, 1)
    if month == anchor.today.month:
        first = anchor.today.replace(day=1)
    if m["y"]:
        first = dt.date(int(m["y"]), month, 1)
    return point.part_of_month(first, (m["part"] or "").lower().strip()) if first else None


def _the_day(m: Match[str], anchor: Anchor) -> Point | None:
    return point.day_alone(anchor, int(m["d"]))


def _weekday(m: Match[str], anchor: Anchor) -> Point | None:
    number, which = _WEEKDAYS.index(m["day"].lower()), (m["which"] or "").lower()
    if which == "next":
        return point.of_week(anchor, 1, number)
    if which == "last":
        behind = (anchor.today.weekday() - number - 1) % 7 + 1
        return anchor.today - dt.timedelta(days=behind)
    return point.next_weekday(anchor, number)


def _day_offset(m: Match[str], anchor: Anchor) -> Point | None:
    words = m[0].lower()
    offset = 2 if "after tomorrow" in words else 1 if "tomorrow" in words else 0
    offset = -1 if "yesterday" in words else offset
    return anchor.today + dt.timedelta(days=offset)


def _of_week(m: Match[str], anchor: Anchor) -> Point | None:
    weeks = {"next": 1, "last": -1}.get(m["which"].lower(), 0)
    early = 1
    day = SUNDAY if m["what"].lower() == "weekend" else FRIDAY
    part = (m["part"] or "").lower()
    day = early if part.startswith("early") else _THURSDAY if part.startswith("mid") else day
    return point.of_week(anchor, weeks, day)


def _of_month(m: Match[str], anchor: Anchor) -> Point | None:
    months = {"next": 1, "last": -1}.get(m["which"].lower(), 0)
    first = point.month_start(anchor.today, months)
    return point.part_of_month(first, (m["part"] or "").lower().strip())


def _of_year(m: Match[str], anchor: Anchor) -> Point | None:
    years = {"next": 1, "last": -1}.get(m["which"].lower(), 0)
    return dt.date(anchor.today.year + years, 12, 31)


def _later(m: Match[str], anchor: Anchor) -> Point | None:
    return _shift(anchor, _count(m), m["unit"])


def _ago(m: Match[str], anchor: Anchor) -> Point | None:
    return _shift(anchor, -_count(m), m["unit"])


def _count(m: Match[str]) -> int:
    return int(m["n"]) if m["n"].isdigit() else _NUMBERS[m["n"].lower()]


def _shift(anchor: Anchor, number: int, unit: str) -> Point:
    unit = unit.lower()
    if unit in {"hour", "minute"}:
        return anchor.now + dt.timedelta(**{f"{unit}s": number})
    if unit in {"month", "year"}:
        return point.months_later(anchor.today, number * (12 if unit == "year" else 1))
    if unit in {"working day", "business day"}:
        return point.working_days_later(anchor, number)
    return anchor.today + dt.timedelta(days=number * {"week": 7, "fortnight": 14}.get(unit, 1))


_TABLE: tuple[tuple[str, Resolver], ...] = (
    (rf"{_BEFORE}(?<!\d){_DAY}\s(?:of\s)?{_MONTH}{_YEAR}", _month_day),
    (rf"{_BEFORE}\b{_MONTH}\s{_DAY}\b(?!:){_YEAR}", _month_day),
    (
        (rf"\b(?i:by|in|during|until|before|of)\s(?:the\s)?(?P<part>(?i:early|mid-?|late|end\sof)\s?)?"
        rf"{_MONTH}{_YEAR}(?!\s\d)"),
        _month_alone,
    ),
    (r"\b(?i:by|on|until|before)\sthe\s(?P<d>\d{1,2})(?:st|nd|rd|th)\b(?!\s(?:floor|storey|time|street|line|row))",
     _the_day),
    (
        rf"\b(?:(?i:by|on|before|until)\s)?(?P<which>(?i:this|next|last|coming|this\scoming))\s{_NAME}{_ALONE}",
        _weekday,
    ),
    (rf"\b(?i:by|on|before|until)\s(?P<which>(?!))?{_NAME}{_ALONE}", _weekday),
    (
        (r"\b(?i:(?:the\s)?day\safter\stomorrow|tomorrow|today|tonight|yesterday|"
        r"this\s(?:morning|afternoon|evening))\b"),
        _day_offset,
    ),
    (
        (r"\b(?i:(?P<part>early|mid|later?|(?:the\s)?end\sof)\s)?"
        r"(?i:(?P<which>this|next|last|the)\s(?P<what>week|weekend))\b(?!s)"),
        _of_week,
    ),
    (
        r"\b(?i:(?P<part>early|mid|late|(?:the\s)?end\sof)\s)?(?i:(?P<which>this|next|last)\smonth)\b",
        _of_month,
    ),
    (r"\b(?i:(?P<part>end\sof\s)(?P<which>the)\smonth)\b", _of_month),
    (
        (r"\b(?i:(?:(?:by|before|until)\s(?:the\s)?)?(?:end\sof|by|before|until)\s"
        r"(?P<which>this|next|the)\syear)\b"),
        _of_year,
    ),
    (
        (rf"\b(?i:within|in)\s(?i:the\snext\s|about\s)?(?i:{_COUNT})\s(?i:{_UNIT})\b"
        r"(?!\s(?:ago|before|of))"),
        _later,
    ),
    (rf"\b(?i:{_COUNT})\s(?i:{_UNIT})\s(?i:from\s(?:now|today)|later|after\stoday)\b", _later),
    (rf"\b(?i:{_COUNT})\s(?i:{_UNIT})\s(?i:ago)\b", _ago),
)  # fmt: skip
FORMS = tuple((re.compile(pattern), resolver) for pattern, resolver in _TABLE)

TRAPS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?i:every|each)\s(?:day|week|month|year|[A-Z][a-z]+day)s?\b",
        r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days\b",
        r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\s?(?:to|-|–|through)\s?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*",
        r"\b24\s?(?:/\s?7|hours\s(?:a\sday|every\sday))",
    )
)

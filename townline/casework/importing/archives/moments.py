"""Moments as phones and their export programs write them."""

import datetime as dt
import re

from townline.casework.importing.archives.shapes import Place, mask_shape

_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTHS = _MONTH.split("|")
_CLOCK = (
    r"(?:\D{0,12}?(?P<half>오전|오후|am|pm))?\D{0,12}?(?P<hour>\d{1,2})[:시]\s*(?P<minute>\d{2})분?"
    r"(?:[:\s]\s*(?P<second>\d{2})초?)?(?:\.\d+)?\s*(?P<half2>am|pm|a\.m\.|p\.m\.|오전|오후)?"
    r"\s*(?P<zone>z|utc|gmt|kst|[+-]\d{2}:?\d{2})?"
)
_FORMS = tuple(
    re.compile(form + _CLOCK, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})\s*[-./년]\s*(?P<month>\d{1,2})\s*[-./월]\s*(?P<day>\d{1,2})[.일]?",
        r"(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<year>\d{4}|\d{2})",
        rf"(?:[a-z]+,?\s+)?(?P<name>{_MONTH})[a-z]*\.?\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})",
        rf"(?:[a-z]+,?\s+)?(?P<day>\d{{1,2}})\.?\s+(?P<name>{_MONTH})[a-z]*\.?,?\s+(?P<year>\d{{4}})",
    )
)
_PACKED = re.compile(r"\d{14}")
_EPOCH = re.compile(r"\d{9,13}")
_SECONDS = 100_000_000_000  # so many milliseconds is 1973: what is less counts seconds
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "kst": 9}
_NOON, _CENTURY = 12, 100


def moment(text: str, place: Place) -> dt.datetime:
    """Read a moment. Raises ValueError with words for whoever made the file."""
    plain = " ".join(text.split())
    if _EPOCH.fullmatch(plain):
        return epoch(int(plain), place)
    found = _iso(plain) or _match_moment(plain, place)
    if found is None:
        shape = mask_shape(plain[:40])
        raise ValueError(f"{shape!r} is no date with a time; write it like 2026-03-09 10:00:00")
    return place.believable(found if found.tzinfo else found.replace(tzinfo=place.zone))


def epoch(number: int, place: Place) -> dt.datetime:
    """Read milliseconds since 1970, or seconds where they are so few. Raises ValueError."""
    seconds = number if 0 < number < _SECONDS else number / 1000
    try:
        return place.believable(dt.datetime.fromtimestamp(seconds, place.zone))
    except (OverflowError, OSError) as error:
        raise ValueError(f"{number} is no date") from error


def _iso(plain: str) -> dt.datetime | None:
    if _PACKED.fullmatch(plain):
        plain = f"{plain[:8]}T{plain[8:]}"
    try:
        # A day alone is no moment: it would put a question after its answer.
        return dt.datetime.fromisoformat(plain) if ":" in plain or "T" in plain else None
    except ValueError:
        return None


def _match_moment(plain: str, place: Place) -> dt.datetime | None:
    for form in _FORMS:
        match = form.fullmatch(plain)
        if match:
            return _to_datetime(match.groupdict(), place)
    return None


def _to_datetime(parts: dict[str, str | None], place: Place) -> dt.datetime:
    year = int(parts["year"] or 0)
    year += 2000 if year < _CENTURY else 0
    month, day = _day(parts, place)
    hour = _hour(int(parts["hour"] or 0), (parts["half"] or parts["half2"] or "").lower())
    minute, second = int(parts["minute"] or 0), int(parts["second"] or 0)
    return dt.datetime(year, month, day, hour, minute, second, tzinfo=_zone(parts["zone"], place))


def _day(parts: dict[str, str | None], place: Place) -> tuple[int, int]:
    if parts.get("name"):
        return _MONTHS.index(str(parts["name"]).lower()) + 1, int(parts["day"] or 0)
    if parts.get("month"):
        return int(parts["month"] or 0), int(parts["day"] or 0)
    first, second = int(parts["a"] or 0), int(parts["b"] or 0)
    month, day = (second, first) if place.day_first else (first, second)
    if month > len(_MONTHS):
        other = "mdy" if place.day_first else "dmy"
        raise ValueError(f"there is no month {month}; read the days with --dates {other}")
    return month, day


def _hour(hour: int, half: str) -> int:
    if half in {"오후", "pm", "p.m."}:
        return hour % _NOON + _NOON
    return hour % _NOON if half else hour


def _zone(written: str | None, place: Place) -> dt.tzinfo:
    if not written:
        return place.zone
    if written.lower() in _ZONES:
        return dt.timezone(dt.timedelta(hours=_ZONES[written.lower()]))
    sign = -1 if written[0] == "-" else 1
    digits = written[1:].replace(":", "")
    return dt.timezone(sign * dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))

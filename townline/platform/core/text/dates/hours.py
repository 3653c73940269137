"""A time of day that stands beside a date."""

import datetime as dt
import re

_NOON, _DAY_HOURS = 12, 24
_KOREAN = re.compile(
    r"\s?(?:\([월화수목금토일](?:요일)?\))?,?\s?(?P<half>오전|오후|낮|저녁|밤|새벽|아침)?\s?"
    r"(?:(?P<h>\d{1,2})(?:시(?!간)(?:\s?(?P<m>\d{1,2})분|\s?(?P<half_past>반))?|:(?P<mm>\d\d))"
    r"(?:\s?(?:~|-|–|부터|에서)\s?(?P<to>\d{1,2})(?:시(?:\s?(?P<tom>\d{1,2})분)?|:(?P<tomm>\d\d)))?"
    r"|(?P<noon>정오))?"
)
_ENGLISH = re.compile(
    r"(?:,|\s(?:at|by|around|before|from|until))?\s?"
    r"(?:(?P<h>\d{1,2})(?::(?P<m>\d\d))?(?:\s?(?P<half>[ap]\.?m)\b\.?|(?<=:\d\d))"
    r"|(?P<noon>noon|midday)\b|(?P<part>morning)\b)",
    re.IGNORECASE,
)
_ENGLISH_BEFORE = re.compile(
    r"(?P<h>\d{1,2})(?::(?P<m>\d\d))?(?:\s?(?P<half>[ap]\.?m)\.?|(?<=:\d\d))\s(?:on\s)?$",
    re.IGNORECASE,
)


def adjacent_time(text: str, start: int, end: int) -> tuple[int, int, dt.time | None]:
    """Widen a span by the time of day beside it; give the span and the time, None if none."""
    for pattern, read in ((_KOREAN, _korean), (_ENGLISH, _english)):
        m = pattern.match(text, end)
        if m is not None and (time := read(m)) is not None:
            return start, end + len(text[end : m.end()].rstrip()), time
    before = _ENGLISH_BEFORE.search(text, max(0, start - 14), start)
    if before is not None and (time := _english(before)) is not None:
        return before.start(), end, time
    m = _KOREAN.match(text, end)
    # The weekday in brackets belongs to the date, also where no time follows.
    return start, _bracket_end(text, end) if m else end, None


def _bracket_end(text: str, end: int) -> int:
    m = re.compile(r"\s?\([월화수목금토일](?:요일)?\)").match(text, end)
    return m.end() if m else end


def _korean(m: re.Match[str]) -> dt.time | None:
    if m["noon"]:
        return dt.time(_NOON)
    if not m["h"]:
        return dt.time(_NOON) if m["half"] in {"오전", "아침"} else None
    hour = int(m["to"] or m["h"])
    minute = (m["tom"] or m["tomm"]) if m["to"] else (m["m"] or m["mm"])
    late = m["half"] in {"오후", "낮", "저녁", "밤"} and hour < _NOON
    minutes = 30 if m["half_past"] and not m["to"] else int(minute or 0)
    return _time(hour + (_NOON if late else 0), minutes)


def _english(m: re.Match[str]) -> dt.time | None:
    known = m.groupdict()
    if known.get("noon") or known.get("part"):
        return dt.time(_NOON)
    hour, half = int(m["h"]), (m["half"] or "").lower().replace(".", "")
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    return _time(hour, int(m["m"] or 0))


def _time(hour: int, minute: int) -> dt.time | None:
    if hour == _DAY_HOURS and minute == 0:
        return dt.time(23, 59)
    return dt.time(hour, minute) if hour < _DAY_HOURS and minute < 60 else None  # noqa: PLR2004 -- minutes of an hour

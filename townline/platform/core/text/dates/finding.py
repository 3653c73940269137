"""Every date or term in a text, where it stands and which moment it means."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from townline.platform.core.text.dates import english, korean
from townline.platform.core.text.dates.point import Anchor, Point
from townline.platform.core.text.dates.tense import Tense, tense

# The time of day beside a date.
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


class DateKind(StrEnum):
    """What a date seems to be; a person decides."""

    PROMISE = "promise"
    MENTION = "mention"  # ahead, but of what others do or may do
    REPORT = "report"  # of what was done


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date at ``start:end`` of the text. ``timed``: an hour was said.

    ``at`` is aware: that hour, else the end of the day's office hours.
    """

    start: int
    end: int
    words: str
    at: dt.datetime
    timed: bool
    looks: DateKind


_TRAPS = (
    # What stands in brackets behind an address says until when it opens.
    re.compile(r"https?://\S+(?:\s?\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))?"),
    re.compile(r"\(?0\d{1,3}\)?[-\s.]\d{3,4}[-\s.]\d{4}"),
    re.compile(r"\b[A-Z]{1,3}\d-\d{4,9}\b"),
    re.compile(r"\d[\d,]*\s?(?:천|백|십)?\s?만?\s?원"),
    *korean.TRAPS,
    *english.TRAPS,
)
_TO = re.compile(r"\s?(?:부터|~|∼|-|–|에서|to|until|and)\s?")
_TO_DAY = re.compile(r"\s?(?:부터|~|∼|-|–)\s?(\d{1,2})일?(?=\s?\([월화수목금토일]\)|\s?까지|일)")
# A term that begins with something the resident does is none of ours.
_FROM_ELSEWHERE = re.compile(
    r"(?:날|일|때)(?:로)?부터\s?$|(?:접수|신청|발급|통지|구입|발생|등록|[가-힣]+[한은])\s?(?:후|뒤|이후)\s?$"
)
_LAST_MINUTE = dt.time(23, 59)


def find(
    text: str,
    *,
    written: dt.datetime,
    zone: dt.tzinfo,
    office_end: dt.time,
    holidays: Iterable[dt.date] = (),
) -> tuple[FoundDate, ...]:
    """Find the dates in an answer written at ``written`` (aware), in order, not overlapping.

    Never raises, whatever the text; the same text and moment give the same dates.
    """
    anchor = Anchor(written.astimezone(zone), office_end, frozenset(holidays))
    blotted = _blot(text)
    spans = _apart(one for one in _candidates(blotted, anchor))
    return tuple(_describe_date(text, span, anchor) for span in _ranges(blotted, spans))


def _blot(text: str) -> str:
    for trap in _TRAPS:
        text = trap.sub(lambda m: "\x01" * len(m[0]), text)
    return text


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    point: Point
    time: dt.time | None
    tense: Tense


def _candidates(text: str, anchor: Anchor) -> Iterable[_Span]:
    for pattern, resolve in korean.FORMS + english.FORMS:
        for m in pattern.finditer(text):
            judged = tense(text, m.start(), m.end())
            behind, ahead = (resolve(m, replace(anchor, past=past)) for past in (True, False))
            if judged is Tense.TOLD:
                judged = _choose_tense(behind, ahead, anchor)
            point = behind if judged is Tense.DONE else ahead
            if point is not None:
                end = m.start() + len(m[0].rstrip())
                start, end, time = adjacent_time(text, m.start(), end)
                yield _Span(start, end, point, time, judged)


def _choose_tense(behind: Point | None, ahead: Point | None, anchor: Anchor) -> Tense:
    """Decide whose day "24일에 말씀하신 곳을 고치겠습니다" names: the nearer one is meant."""
    if behind is None or ahead is None or _date(behind) > anchor.today:
        return Tense.TO_COME
    near = anchor.today - _date(behind) <= _date(ahead) - anchor.today
    return Tense.DONE if near else Tense.TO_COME


def _apart(spans: Iterable[_Span]) -> list[_Span]:
    """Keep what begins first and, of those, the longest."""
    selected: list[_Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not selected or span.start >= selected[-1].end:
            selected.append(span)
    return selected


def _ranges(text: str, spans: list[_Span]) -> list[_Span]:
    """Make one of "from … to …": what counts is its end."""
    joined: list[_Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and _TO.fullmatch(text, last.end, span.start) and _day(span) >= _day(last):
            joined[-1] = replace(span, start=last.start)
        else:
            joined.append(span)
    return _through(text, joined)


def _through(text: str, spans: list[_Span]) -> list[_Span]:
    """Let each span reach to its second day; a day that was found by itself is that day."""
    merged: list[_Span] = []
    for span in spans:
        if not merged or span.start >= merged[-1].end:
            merged.append(_to_day(text, span))
    return merged


def _day(span: _Span) -> dt.date:
    return _date(span.point)


def _date(point: Point) -> dt.date:
    return point.date() if isinstance(point, dt.datetime) else point


def _to_day(text: str, span: _Span) -> _Span:
    """Read "12월 3일부터 5일까지": the second day is of the same month."""
    m = _TO_DAY.match(text, span.end)
    if m is None:
        return span
    try:
        later = _day(span).replace(day=int(m[1]))
    except ValueError:
        return span
    if later < _day(span):
        return span
    end = m.end() + (text[m.end() : m.end() + 1] == "일")
    return replace(span, end=adjacent_time(text, span.start, end)[1], point=later, time=None)


def _describe_date(text: str, span: _Span, anchor: Anchor) -> FoundDate:
    at = _moment(span, anchor)
    timed = span.time is not None or isinstance(span.point, dt.datetime)
    return FoundDate(
        start=span.start,
        end=span.end,
        words=text[span.start : span.end],
        at=at,
        timed=timed,
        looks=_date_kind(text, span, at, anchor),
    )


def _moment(span: _Span, anchor: Anchor) -> dt.datetime:
    if isinstance(span.point, dt.datetime):
        return span.point.replace(second=0, microsecond=0)
    time = span.time or anchor.office_end
    at = dt.datetime.combine(span.point, time, tzinfo=anchor.now.tzinfo)
    if span.time is None and span.point == anchor.today and at <= anchor.now:
        return at.replace(hour=_LAST_MINUTE.hour, minute=_LAST_MINUTE.minute)
    return at


def _date_kind(text: str, span: _Span, at: dt.datetime, anchor: Anchor) -> DateKind:
    # "Today" without an hour, and without a verb of what will be, leaves nothing to remind of.
    today = at.date() == anchor.today
    hourless = span.time is None and not isinstance(span.point, dt.datetime)
    over = span.tense is Tense.DONE or (hourless and span.tense is not Tense.TO_COME)
    if at <= anchor.now or (today and over):
        return DateKind.REPORT
    if span.tense in {Tense.OTHERS, Tense.DONE} or _FROM_ELSEWHERE.search(text[: span.start]):
        return DateKind.MENTION
    return DateKind.PROMISE

"""Legal periods: counted alone, and all open ones of a district counted anew."""

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bench.table import Figure, log_progress, rate

COUNTED, NAIVE, OPEN = 50_000, 2_000, 10_000
_ZONE = ZoneInfo("Asia/Seoul")
_START = datetime(2026, 1, 1, 9, tzinfo=_ZONE)
_DAY = timedelta(days=1)


def measure() -> list[Figure]:
    """Count periods one by one and against a loop over days; then recount 10,000 open cases."""
    from townline.platform.core.district import office_read

    office = office_read()
    log_progress(f"{COUNTED:,} periods of two weeks of work")
    ours, loop = _ours(office), _loop(office.holidays)
    hours, minutes = _hours(office), _minutes(office.holidays)
    log_progress(f"{OPEN:,} open cases, and a day off more")
    seconds, moved = _recount()
    return [
        Figure(name="due dates counted (D:14)", value=rate(ours, "dates"), ratio=ours / loop,
               to="a loop over days"),
        Figure(name="due dates counted (H:24, a pause)", value=rate(hours, "dates"),
               ratio=hours / minutes, to="a loop over minutes"),
        Figure(name=f"{OPEN:,} open cases counted anew, {moved:,} moved and told",
               value=f"{seconds:,.1f} s"),
    ]  # fmt: skip


def _moments(number: int) -> list[datetime]:
    return [_START + timedelta(minutes=487 * n % 500_000) for n in range(number)]


def _ours(office: object) -> float:
    from townline.platform.core.calendars import Calendar, due, parse_rule

    assert isinstance(office, Calendar)
    rule, moments = parse_rule("D:14"), _moments(COUNTED)
    begun = time.perf_counter()
    for at in moments:
        due(rule, at, office)
    return COUNTED / (time.perf_counter() - begun)


def _hours(office: object) -> float:
    from townline.platform.core.calendars import Calendar, Pause, due, parse_rule

    assert isinstance(office, Calendar)
    rule, moments = parse_rule("H:24"), _moments(COUNTED)
    begun = time.perf_counter()
    for at in moments:
        due(rule, at, office, [Pause(at + _DAY, at + 2 * _DAY)])
    return COUNTED / (time.perf_counter() - begun)


def _loop(holidays: frozenset[date]) -> float:
    """Count as anybody would at first: one day after the other."""
    moments = _moments(NAIVE)
    begun = time.perf_counter()
    for at in moments:
        day, left = at.date(), 14
        while True:
            left -= day.isoweekday() <= 5 and day not in holidays  # noqa: PLR2004 -- Friday
            if not left:
                break
            day += _DAY
        datetime(day.year, day.month, day.day, 18, tzinfo=_ZONE)
    return NAIVE / (time.perf_counter() - begun)


def _minutes(holidays: frozenset[date]) -> float:
    """Count working hours as the counter of the tests does: one minute after the other."""
    moments = _moments(NAIVE // 100)
    begun = time.perf_counter()
    for start in moments:
        at, left, paused = start, 24 * 60, (start + _DAY, start + 2 * _DAY)
        while left:
            works = at.isoweekday() <= 5 and at.date() not in holidays  # noqa: PLR2004 -- Friday
            hour = at.hour in range(9, 18) and at.hour != 12  # noqa: PLR2004 -- the break
            left -= works and hour and not paused[0] <= at < paused[1]
            at += timedelta(minutes=1)
    return len(moments) / (time.perf_counter() - begun)


def _recount() -> tuple[float, int]:
    from django.db import connection

    from bench import history
    from townline.casework.deadlines import api as deadlines
    from townline.platform.core import clock
    from townline.platform.core.models import Holiday

    history.make()
    now = clock.now()
    while deadlines.legal_begin_run(limit=OPEN):
        pass
    deadlines.legal_recount(now=now)
    day = (now.astimezone(UTC) + 3 * _DAY).date()
    while day.isoweekday() > 5 or Holiday.objects.filter(date=day).exists():  # noqa: PLR2004 -- Friday
        day += _DAY
    Holiday.objects.create(date=day, name_ko="임시공휴일", name_en="Temporary", kind="temporary")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    begun = time.perf_counter()
    moved = deadlines.legal_recount(now=now)
    seconds = time.perf_counter() - begun
    Holiday.objects.filter(date=day).delete()
    return seconds, len(moved)

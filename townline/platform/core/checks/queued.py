"""What waits to be done: jobs by state, and notices to browsers. Texts and mails have their own."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.db import connection

from townline.platform.core.findings import (
    Both,
    Finding,
    Level,
    grade_figure,
    is_running,
    ok,
    span,
    warn,
)
from townline.platform.core.jobs import AHEAD
from townline.platform.core.outgoing import emails, pushes

_JOBS = """
SELECT
 count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'doing'),
 count(*) FILTER (WHERE status = 'failed'),
 extract(epoch FROM now() - min(coalesce(scheduled_at, now())) FILTER (
  WHERE status = 'todo' AND scheduled_at <= now()))
FROM procrastinate_jobs WHERE queue_name = %s
"""
# Jobs of the clock come each minute; beyond these a worker is too slow, or gone.
_WARN_S, _BAD_S = 120, 900


class Jobs(NamedTuple):
    """Jobs of this district by state; ``late_s``: how late the oldest due one is (None: none)."""

    todo: int
    doing: int
    failed: int
    late_s: float | None


def count_jobs() -> Jobs:
    """Count the jobs with one query."""
    with connection.cursor() as cursor:
        cursor.execute(_JOBS, [settings.TOWNLINE_DISTRICT])
        todo, doing, failed, late = cursor.fetchone()
    return Jobs(todo, doing, failed, None if late is None else float(late))


def ahead(now: dt.datetime) -> Iterator[Finding]:
    """Look for what a clock queued that was set back since: jobs, e-mails, notices to browsers."""
    with connection.cursor() as cursor:
        cursor.execute(AHEAD, {"queue": settings.TOWNLINE_DISTRICT})
        count = len(cursor.fetchall())
    found = {"jobs": count, "e-mails": emails.OUTBOX.ahead(now).count(), "pushes": pushes.OUTBOX.ahead(now).count()}
    if not any(found.values()):
        return
    named = ", ".join(f"{name} {number}" for name, number in found.items() if number)
    advice = Both("the clock was set back; what was to leave at once leaves within a minute, jobs wait their own delay from now; look at promises and planned dates of those days yourself", "시계가 뒤로 조정되었습니다. 바로 나갈 것은 1분 안에 나가고, 작업은 지금부터 정해진 간격 뒤에 실행됩니다. 그 사이의 답변 기한과 예약 날짜는 직접 확인해 주세요")
    yield warn("clock", Both(f"queued in the future: {named}", f"미래 시각으로 대기 중: {named}"), advice)


def jobs(_now: dt.datetime) -> Iterator[Finding]:
    """Look how many jobs wait and whether the oldest is late, and for those that failed."""
    found = count_jobs()
    late = found.late_s or 0.0
    level, long = grade_figure(late, warn_at=_WARN_S, bad_at=_BAD_S), span(late)
    words = Both(f"{found.todo} wait, {found.doing} at work; the oldest is {long} late", f"대기 {found.todo}건, 처리 중 {found.doing}건, 가장 늦은 것 {long.korean}")
    advice = "" if level is Level.OK else is_running("worker")
    yield Finding(level, "jobs", words, advice)
    if found.failed:
        advice = Both("see the log lines of `worker`", "`worker` 기록을 확인해 주세요")
        failed = Both(f"{found.failed} jobs failed", f"실패한 작업 {found.failed}건")
        yield warn("jobs", failed, advice)


def notices(_now: dt.datetime) -> Iterator[Finding]:
    """Tell how many notices to browsers wait."""
    count = pushes.pushes_waiting()
    yield ok("pushes", Both(f"{count} wait", f"대기 {count}건"))


QUEUED = (jobs, notices, ahead)

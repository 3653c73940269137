"""Number tickets: lines that are open without anybody to call."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import datetime as dt
from collections.abc import Iterator

from townline.lines.queues import api as queues
from townline.platform.core.findings import Both, Finding, is_running, ok, span, warn

_LONG = 600  # seconds: how late the end of a day may be


def halls(now: dt.datetime) -> Iterator[Finding]:
    """Look for queues that nobody serves."""
    found = queues.halls(now)
    if not found:
        words = Both("no queues: the district has no queues.json", "대기열 없음(자치구 설정에 queues.json이 없습니다)")
        yield ok("tickets", words)
        return
    alone = [hall for hall in found if hall.state == "open" and not hall.desks_open]
    for hall in alone:
        yield from _alone(hall)
    if not any(hall.waiting or not hall.desks.rows for hall in alone):
        waiting = sum(hall.waiting for hall in found)
        words = Both(f"{len(found)} queues, {waiting} waiting", f"대기열 {len(found)}개, 대기 {waiting}명")
        yield ok("tickets", words)


def _alone(hall: queues.Hall) -> Iterator[Finding]:
    code, waiting = hall.queue.code, hall.waiting
    words = Both(f"{code}: open, {waiting} waiting, no counter is open", f"{code}: 운영 중, 대기 {waiting}명, 열린 창구 없음")
    if not hall.desks.rows:
        advice = Both("name a desk for it in the district's queues.json", "자치구 설정의 queues.json에 창구를 적어 주세요")
        yield warn("tickets", words, advice)
    elif waiting:
        advice = Both("open one at /desk/, or close the queue at /halls/", "/desk/에서 창구를 열거나 /halls/에서 대기열을 닫아 주세요")
        yield warn("tickets", words, advice)


def check_days(now: dt.datetime) -> Iterator[Finding]:
    """Look whether days that are over were settled; the worker does it at midnight."""
    count = len(queues.days_over(now - dt.timedelta(seconds=_LONG)))
    if count:
        long = span(_LONG)
        words = Both(f"{count} days are over for {long} or longer and not settled", f"끝난 지 {long.korean} 넘게 마감되지 않은 날 {count}일")
        yield warn("tickets", words, is_running("worker"))


TICKETS = (halls, check_days)

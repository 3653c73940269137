"""Figures over 1,000,000 cases: counted all, counted what changed, and read as pages."""

import datetime as dt
import http.client
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from bench.scratch import DISTRICT
from bench.table import Figure, log_progress, quantile, rate

if TYPE_CHECKING:
    from django.test import Client

CASES, DAYS, CHANGED, TIMES = 1_000_000, 1_095, 1_000, 15

_CASES = """
INSERT INTO cases_case (code, state, resident_id, title, title_by_person, preview, language,
  department_id, service_id, danger, unread, opened_at, first_text_at, last_text_at,
  last_incoming_id, promise_from, answer_due_at, first_answer_at, answered_at, finished_at,
  reminder_stage, updated_at, regrouped, bound, returns, taking_part, imported)
SELECT 'H6-' || lpad(n::text, 7, '0'), 'closed', r.id, p.names[1 + n %% p.number] || ' 보도 파임',
  true, '넘어질 뻔했습니다', 'ko', d.codes[1 + n %% s.number %% d.number],
  s.codes[1 + n %% s.number], false, false, at, at, at, n, at, at + interval '48 hours',
  at + took, at + took, at + took, 0, at + took, 0, false, 0, ARRAY[]::varchar[],
  false
FROM generate_series(1, %(cases)s) AS n,
  (SELECT min(id) AS id FROM conversations_resident) AS r,
  (SELECT array_agg(name_ko ORDER BY id) AS names, count(*) AS number FROM core_place) AS p,
  (SELECT array_agg(code ORDER BY code) AS codes, count(*) AS number
     FROM departments_department WHERE kind = 'department') AS d,
  (SELECT array_agg(service_code ORDER BY service_code) AS codes, count(*) AS number
     FROM departments_service) AS s,
  LATERAL (SELECT %(now)s::timestamptz - n * interval '1 day' * %(days)s / %(cases)s AS at,
    interval '1 minute' * (30 + (n * 7919::bigint) %% 3600) AS took) AS t
"""
_RAW = """
SELECT date_trunc('day', first_text_at AT TIME ZONE 'Asia/Seoul'), department_id, service_id,
  count(*), count(*) FILTER (WHERE first_answer_at <= first_text_at + interval '48 hours'),
  percentile_cont(0.5) WITHIN GROUP (ORDER BY answered_at - first_text_at)
FROM cases_case WHERE first_text_at >= %s AND state <> 'merged' GROUP BY 1, 2, 3
"""
_TOUCHED = "UPDATE cases_case SET updated_at = %s WHERE id %% %s = 0 AND first_text_at > %s"


def measure() -> list[Figure]:
    """Make a million cases of three years, then count and read them."""
    from townline.platform.core import clock

    now = clock.now()
    make(now)
    try:
        return [*_counting(now), *_pages(now)]
    finally:
        clear()


def clear() -> None:
    """Take the cases and their figures away."""
    from django.db import connection

    from bench.scratch import truncate_tables

    truncate_tables()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE insights_figureday, insights_figuregroup")
        cursor.execute("DELETE FROM core_mark WHERE name LIKE 'figures%'")


def make(now: dt.datetime, cases: int = CASES, days: int = DAYS) -> None:
    """Lay so many answered cases over the last days."""
    from django.db import connection

    from bench import history
    from townline.config import loading

    loading.load(DISTRICT, with_staff=True)
    log_progress(f"{cases:,} cases of {days:,} days")
    clear()
    history.residents()
    with connection.cursor() as cursor:
        # The search has a section of its own; here its million titles would only take time.
        cursor.execute("ALTER TABLE cases_case DISABLE TRIGGER search_insert")
        cursor.execute(_CASES, {"cases": cases, "days": days, "now": now})
        cursor.execute("ALTER TABLE cases_case ENABLE TRIGGER search_insert")
        cursor.execute("ANALYZE")


def _counting(now: dt.datetime) -> list[Figure]:
    from django.db import connection

    from townline.prevention.policy.insights import api

    def raw() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_RAW, [now - dt.timedelta(days=2 * DAYS)])
            cursor.fetchall()

    log_progress("counting all of them")
    alone = _seconds(raw)
    whole = _seconds(lambda: api.figures_rebuild(now=now))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE insights_figureday")
        later = now + dt.timedelta(hours=1)
        cursor.execute(_TOUCHED, [later, 20, now - dt.timedelta(days=CHANGED * 20 / 900)])
        touched = cursor.rowcount
    log_progress(f"counting what changed: {touched:,} cases")
    days = 0

    def update_figures() -> None:
        nonlocal days
        days = api.figures_run(now=later + dt.timedelta(minutes=1))

    some = _seconds(update_figures)
    return [
        Figure(name=f"figures of {CASES:,} cases counted anew", value=f"{whole:,.1f} s",
               ratio=whole / alone, to="one GROUP BY in the database"),
        Figure(name="the same, as a rate", value=rate(CASES / whole, "cases")),
        Figure(name=f"the hourly job, {touched:,} cases of {days} days changed",
               value=f"{some:,.1f} s", ratio=some / alone, to="one GROUP BY in the database"),
    ]  # fmt: skip


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def signed_in(now: dt.datetime) -> "Client":
    """Give a browser in which the mayor has signed in."""
    from django.test import Client

    from tests.site import prove
    from townline.platform.departments import api as departments

    mayor = departments.staff_by_username("mayor")
    assert mayor is not None
    client = Client()
    client.force_login(mayor)
    prove(client, now)
    return client


def _pages(now: dt.datetime) -> list[Figure]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(now)

    def page(path: str) -> Callable[[], int]:
        def get() -> int:
            answer = client.get(path, headers={"accept-encoding": "gzip"})
            assert answer.status_code == http.client.OK, answer.status_code
            return len(answer.content)

        return get

    def raw() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_RAW, [now - dt.timedelta(days=365)])
            cursor.fetchall()

    own = f"/figures/?from={now.date() - dt.timedelta(days=700)}&to={now.date()}"
    paths = {"a year": "/figures/?period=year", "own dates, 700 days": own,
             "public": "/open/figures",
             "fairness of a year": "/figures/fairness/?period=year"}  # fmt: skip
    alone, found = _middle(raw, 3), []
    for name, path in paths.items():
        get = page(path)
        size = get()
        with CaptureQueriesContext(connection) as seen:
            get()
            statements = len(seen)
        took = _middle(get, TIMES)
        found += [
            Figure(name=f"figures page, {name}, {CASES:,} cases, server time",
                   value=f"{1000 * took:.0f} ms", ratio=took / alone,
                   to="a year's GROUP BY in the database", aim="under 300 ms"),
            Figure(name=f"figures page, {name}, statements; size compressed",
                   value=f"{statements}; {size / 1000:.1f} kB", aim="constant"),
        ]  # fmt: skip
    return found


def _middle(work: Callable[[], object], times: int) -> float:
    return quantile([_seconds(work) for _ in range(times)], 0.5)

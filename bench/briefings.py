"""A week's briefing over 100,000 cases, its page, and the page of fairness, in this process."""

import datetime as dt
import time
from collections.abc import Callable

from bench import figures
from bench.table import Figure, quantile

CASES, DAYS, LATE, TIMES = 100_000, 730, 2_000, 9
# Each resident has several; the newest wait for an answer, some of them for too long.
_SPREAD = """
UPDATE cases_case c SET resident_id = r.first + c.id % r.number
FROM (SELECT min(id) AS first, count(*) AS number FROM conversations_resident) AS r
"""
_OPEN = """
UPDATE cases_case SET state = 'with_department', first_answer_at = NULL, answered_at = NULL,
  finished_at = NULL WHERE first_text_at > %s
"""
_RAW = """
SELECT department_id, service_id, date_trunc('week', first_text_at AT TIME ZONE 'Asia/Seoul'),
  count(*) FROM cases_case WHERE first_text_at >= %s GROUP BY 1, 2, 3
"""


def measure() -> list[Figure]:
    """Lay cases of two years, tell a week, and read both pages."""
    from townline.platform.core import clock

    now = clock.now()
    figures.make(now, CASES, DAYS)
    try:
        _lay(now)
        return [*_briefing_figures(now), *_pages(now)]
    finally:
        _forget()
        figures.clear()


def _lay(now: dt.datetime) -> None:
    from django.db import connection

    from townline.prevention.policy.insights import api

    with connection.cursor() as cursor:
        cursor.execute(_SPREAD)
        cursor.execute(_OPEN, [now - dt.timedelta(days=DAYS * LATE / CASES)])
        cursor.execute("ANALYZE")
    api.figures_rebuild(now=now)


def _briefing_figures(now: dt.datetime) -> list[Figure]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from townline.prevention.policy.briefings import api

    def raw() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_RAW, [now - dt.timedelta(weeks=9)])
            cursor.fetchall()

    def make_briefing() -> None:
        _forget()
        assert api.briefing_make(week=api.week_due(now), now=now, mails=False)

    with CaptureQueriesContext(connection) as seen:
        make_briefing()
    alone, took = _middle(raw), _middle(make_briefing)
    return [
        Figure(name=f"briefing of a week made, {CASES:,} cases", value=f"{1000 * took:.0f} ms",
               ratio=took / alone, to="counting nine weeks by SQL"),
        Figure(name="the same, statements", value=str(len(seen)), aim="constant"),
    ]  # fmt: skip


def _forget() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE briefings_briefing")


def _pages(now: dt.datetime) -> list[Figure]:
    client = figures.signed_in(now)
    found = []
    for name, path in (
        ("briefing page, counted again", "/briefings/"),
        ("fairness page, a year", "/figures/fairness/?period=year"),
    ):

        def get(path: str = path) -> None:
            assert client.get(path).status_code == 200  # noqa: PLR2004 -- of HTTP

        get()
        took = _middle(get)
        found.append(
            Figure(name=f"{name}, {CASES:,} cases, server time", value=f"{1000 * took:.0f} ms",
                   aim="under 300 ms")
        )  # fmt: skip
    return found


def _middle(work: Callable[[], None]) -> float:
    took = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return quantile(took, 0.5)

"""The mayor's morning with two hundred new texts, beside the demo's sixty days."""

import datetime as dt
import http.client
import time
from collections.abc import Callable

from bench.scratch import DISTRICT, truncate_tables
from bench.table import Figure, log_progress, quantile

NEW, TIMES = 200, 40

_ALONE = "SELECT * FROM cases_case WHERE last_text_at >= %s ORDER BY answer_due_at, id LIMIT 500"


def measure() -> list[Figure]:
    """Open the page as the mayor, in this process; all is rolled back at the end."""
    from django.db import transaction

    from townline.platform.core import clock

    with transaction.atomic():
        now = clock.now()
        _make(now)
        found = _figures(now)
        transaction.set_rollback(True)
    return found


def _make(now: dt.datetime) -> None:
    from django.db import connection

    from townline import demo
    from townline.config import loading

    log_progress("the demo's sixty days")
    # The demo looks for its own cases, and would not find them among another section's.
    truncate_tables()
    loading.load(DISTRICT, with_staff=True)
    demo.build(now)
    _texts(now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _texts(now: dt.datetime) -> None:
    """Add new cases like one that is open, over all services and places, one each two minutes."""
    from townline.casework.cases.models import Case
    from townline.platform.core.models import Place
    from townline.platform.departments import api as departments

    like = Case.objects.filter(state="with_department", danger=False).latest("id")
    fields = {f.attname: getattr(like, f.attname) for f in Case._meta.concrete_fields}
    services, places = departments.services(), list(Place.objects.order_by("id"))
    made = []
    for n in range(NEW):
        service, place = services[n * n % len(services)], places[n * 7 % len(places)].name_ko
        at = now - (n + 1) * dt.timedelta(minutes=2)
        made.append(
            Case(
                **fields
                | {
                    "id": None,
                    "code": f"H6-9{n:05d}",
                    "service_id": service.service_code,
                    "department_id": service.department_id,
                    "title": f"{service.name_ko} · {place}",
                    "preview": f"{place}에 {n}일째 그대로예요. 아이들이 다니는 길입니다.",
                    "first_text_at": at,
                    "last_text_at": at,
                    "answer_due_at": at + dt.timedelta(hours=48),
                }
            )
        )
    Case.objects.bulk_create(made)


def _figures(now: dt.datetime) -> list[Figure]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.site import prove
    from townline.platform.departments import api as departments

    mayor = departments.staff_by_username("mayor")
    assert mayor is not None
    client = Client()
    client.force_login(mayor)
    prove(client, now)

    def page() -> int:
        answer = client.get("/morning/", headers={"accept-encoding": "gzip"})
        assert answer.status_code == http.client.OK, answer.status_code
        return len(answer.content)

    def alone() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_ALONE, [now - dt.timedelta(hours=13)])
            assert len(cursor.fetchall()) >= NEW

    size = page()  # what is read once for each process is not counted
    with CaptureQueriesContext(connection) as seen:
        page()
        statements = len(seen)  # forgotten at the next request
    log_progress(f"{TIMES} times")
    begun = time.process_time()
    took = _times(page)
    computed = (time.process_time() - begun) / TIMES
    raw = _times(alone)
    name = f"morning page, {NEW} new texts"
    return [
        Figure(name=f"{name}, server time", value=f"{1000 * quantile(took, 0.5):.0f} ms",
               ratio=quantile(took, 0.5) / quantile(raw, 0.5), to="reading those rows alone",
               aim="under 100 ms"),
        Figure(name=f"{name}, of it processor time of the program",
               value=f"{1000 * computed:.0f} ms"),
        Figure(name=f"{name}, slowest of 20", value=f"{1000 * quantile(took, 0.95):.0f} ms"),
        Figure(name=f"{name}, statements", value=f"{statements}", aim="at most 25"),
        Figure(name=f"{name}, size", value=f"{size / 1000:.1f} kB, compressed", aim="15 kB"),
    ]  # fmt: skip


def _times(work: Callable[[], object]) -> list[float]:
    found = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return found

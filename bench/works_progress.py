"""Progress over 100,000 measures, beside counting the bare rows; and the papers of orders."""

import datetime as dt
import random
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from bench.table import Figure, log_progress

MEASURES, OBJECTS, PAPERS = 100_000, 40_000, 2_157
EACH = (1, 12)  # places of an order: one home's measure, and a row of homes by one kind
_TIMES, _MADE = 9, 500  # looks; papers of one file, as many as a job makes at most
_RAW = "SELECT state, count(*) FROM works_measure GROUP BY 1"
_STATES = ("decided", "planned", "ordered", "done", "accepted", "held", "refused")


def measure() -> list[Figure]:
    """Lay measures, look at the page as an officer does, and print orders."""
    from django.test import Client
    from django.utils import timezone

    from tests.site import prove
    from townline.platform.core import clock, district
    from townline.platform.core.history.audit import SYSTEM
    from townline.prevention.works.progress import api
    from townline.prevention.works.progress.views.papers import papers_pdf

    now = clock.now()
    orders = _lay(now, random.Random(5))  # noqa: S311 -- the same rows each time
    raw = _best(_count)
    today = timezone.localdate(now)
    since = now - dt.timedelta(days=21)
    progress_query = api.ProgressFilters()
    read = _best(lambda: api.read_progress(filters=progress_query, today=today, stuck_since=since))
    client = Client()
    client.force_login(_officer())
    prove(client, now)
    seen = client.get("/works/progress/")
    assert b"wp-dongs" in seen.content, (seen.status_code, seen.headers.get("Location"))
    page = _best(lambda: client.get("/works/progress/"))
    assert papers_pdf(orders[1][:1], SYSTEM, now)  # fonts are unpacked once for a process
    papers = [_print_figure(each, partial(papers_pdf, orders[each], SYSTEM, now)) for each in EACH]
    begun = time.perf_counter()
    assert api.sums_adrift() == 0
    counted = time.perf_counter() - begun
    district.forget()
    to = "counting the bare rows by state"
    return [
        Figure(name=f"works: progress read, {MEASURES:,} measures", value=f"{1000 * read:.0f} ms",
               ratio=read / raw, to=to),
        Figure(name=f"works: page of progress, {MEASURES:,} measures",
               value=f"{1000 * page:.0f} ms", ratio=page / raw, to=to, aim="100 ms"),
        *papers,
        Figure(name=f"works: sums of {MEASURES:,} measures compared with a count",
               value=f"{1000 * counted:.0f} ms"),
    ]  # fmt: skip


def _print_figure(each: int, work: Callable[[], object]) -> Figure:
    begun = time.perf_counter()
    assert work()
    took = (time.perf_counter() - begun) / _MADE
    return Figure(
        name=f"works: papers of orders, places in each: {each}; {_MADE} in one file",
        value=f"{60 / took:,.0f} a minute",
        aim=f"{PAPERS:,} orders a minute",
    )


def _best(work: Callable[[], object]) -> float:
    durations = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        work()
        durations.append(time.perf_counter() - begun)
    return sorted(durations)[_TIMES // 2]


def _count() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_RAW)
        return len(cursor.fetchall())


def _officer() -> Any:  # noqa: ANN401 -- a row of another room
    from townline.platform.departments.models import Staff

    return Staff.objects.get(username="clerk1")


def _lay(now: dt.datetime, rng: random.Random) -> dict[int, list[int]]:
    from django.db import connection

    from bench.scratch import DISTRICT
    from townline.config import loading
    from townline.prevention.works.models import Measure, WorkObject

    loading.load(DISTRICT, with_staff=True)
    log_progress(f"{MEASURES:,} measures at {OBJECTS:,} homes")
    WorkObject.objects.bulk_create(
        (
            WorkObject(
                source="bench", reference=str(n), kind="semi-basement", dong=f"동{n % 16}",
                address=f"새벗로 {n}", grade="D", severity=4, added_at=now, updated_at=now,
            )
            for n in range(OBJECTS)
        ),
        batch_size=5_000,
    )  # fmt: skip
    ids = list(WorkObject.objects.filter(source="bench").values_list("id", flat=True))
    kinds = ("flood-barrier", "backflow-valve", "flood-alarm")
    Measure.objects.bulk_create(
        (_measure(ids[n % OBJECTS], kinds[n // OBJECTS], rng, now) for n in range(MEASURES)),
        batch_size=5_000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE works_measure, works_object")
    return _orders(now)


def _measure(owner: int, kind: str, rng: random.Random, now: dt.datetime) -> Any:  # noqa: ANN401 -- a row of another room
    from townline.prevention.works.models import Measure

    state = rng.choice(_STATES)
    ordered = state in {"ordered", "done", "accepted"}
    return Measure(
        object_id=owner, kind=kind, state=state, estimate=500_000, consent="complete",
        price=480_000 if ordered else None, proposed_at=now, decided_at=now,
        ordered_at=now if ordered else None, accepted_at=now if state == "accepted" else None,
        finished_at=now - dt.timedelta(hours=rng.randrange(1_440))
        if state in {"done", "accepted"} else None,
        year=2026 + rng.randrange(4), quarter=1 + rng.randrange(4), budget="district",
    )  # fmt: skip


def _orders(now: dt.datetime) -> dict[int, list[int]]:
    """Give orders of each size, over the measures that are ordered."""
    from townline.prevention.work_orders.models import Contractor
    from townline.prevention.works.models import Measure

    firms = Contractor.objects.bulk_create(Contractor(name=f"업체 {n}") for n in range(8))
    free = iter(Measure.objects.filter(state="ordered").values_list("id", flat=True))
    return {
        each: _add_orders([[next(free) for _ in range(each)] for _ in range(_MADE)], firms, now)
        for each in EACH
    }


def _add_orders(places: list[list[int]], firms: Sequence[Any], now: dt.datetime) -> list[int]:
    from townline.prevention.work_orders.models import OrderItem, WorkOrder

    rows = WorkOrder.objects.bulk_create(
        WorkOrder(
            kind="measure", about=f"order:{ids[0]}", contractor=firms[n % 8], due_on=now.date(),
            token_hash=f"{ids[0]:064x}", created_at=now, created_by=_officer(),
        )
        for n, ids in enumerate(places)
    )  # fmt: skip
    OrderItem.objects.bulk_create(
        OrderItem(order=row, kind="measure", object_id=number)
        for row, ids in zip(rows, places, strict=True)
        for number in ids
    )
    return [row.pk for row in rows]

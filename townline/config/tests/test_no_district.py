"""Until a district is loaded, what a clock starts does nothing, and nothing is logged of it."""

import asyncio
import logging
import time
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db.models import Max
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from townline.platform.core import district
from townline.platform.core.models import District
from townline.platform.processes.jobs import Jobs

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 120


@pytest.fixture(autouse=True)
def since(db: None) -> Iterator[int]:
    """Have no district; give the last job of other tests, whose failures may still stand there."""
    District.objects.all().delete()
    district.forget()
    yield ProcrastinateJob.objects.aggregate(last=Max("id"))["last"] or 0
    district.forget()


def _pending_jobs() -> list[str]:
    """Name the jobs that were not carried out; the successful ones are deleted."""
    return list(ProcrastinateJob.objects.exclude(status="failed").values_list("task_name"))


def _failed_jobs(since: int) -> list[str]:
    failed = ProcrastinateJob.objects.filter(status="failed", id__gt=since)
    return list(failed.values_list("task_name", flat=True))


async def _work_off() -> None:
    stop = asyncio.Event()
    working = asyncio.create_task(Jobs().run(stop))
    end = time.monotonic() + PATIENCE
    while left := await asyncio.to_thread(_pending_jobs):
        assert time.monotonic() < end, left
        await asyncio.sleep(0.05)
    stop.set()
    await working


def _defer(name: str, **arguments: int | str) -> None:
    app.configure_task(name, queue=settings.TOWNLINE_DISTRICT).defer(**arguments)


def test_what_a_clock_starts_ends_without_a_word(
    since: int, caplog: pytest.LogCaptureFixture
) -> None:
    names = {name for name, _ in app.periodic_registry.periodic_tasks}
    assert names
    for name in names:
        _defer(name, timestamp=0)
    asyncio.run(_work_off())
    assert _failed_jobs(since) == []
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []


def test_what_somebody_starts_fails_and_is_seen(since: int) -> None:
    name = "townline.config.tests.test_no_district.needs_a_district"
    task = app.task(name=name)(district.current)
    try:
        _defer(name)
        asyncio.run(_work_off())
        assert _failed_jobs(since) == [name]
    finally:
        del app.tasks[task.name]

"""Webhooks: events written down for two receivers, and sent to a quick one beside a slow one."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench.scratch import DISTRICT
from bench.table import Figure, log_progress, rate

MESSAGES = 2_000


def measure() -> list[Figure]:
    """Publish events one transaction each, then send them as the worker does."""
    from django.test import override_settings

    from townline.config import loading

    loading.load(DISTRICT, with_staff=True)
    with _receivers() as (quick, slow), override_settings(TOWNLINE_WEBHOOKS_ANYWHERE=True):
        endpoint_id = _add("quick", quick)
        _add("slow", slow)
        log_progress(f"{MESSAGES:,} events for two receivers")
        published = _measure_rate(_publish)
        log_progress("sending")
        sent = _measure_rate(lambda: _send(endpoint_id))
    _remove_endpoints()  # so that the thread of the slow one ends
    return [
        Figure(name="events written down for two webhooks", value=rate(published, "events")),
        Figure(
            name="webhooks sent to one receiver beside a slow one",
            value=rate(sent, "messages"),
            aim="200 a second",
        ),
    ]


def _measure_rate(work: Any) -> float:  # noqa: ANN401 -- whatever is called
    begun = time.perf_counter()
    work()
    return MESSAGES / (time.perf_counter() - begun)


def _add(name: str, port: str) -> int:
    from townline.adapters.webhooks import endpoints
    from townline.platform.core import clock
    from townline.platform.departments import api as departments

    staff = departments.Staff.objects.get(username="admin")
    act = departments.Act(departments.viewer_of(staff), clock.now())
    url = f"http://127.0.0.1:{port}/hook"
    row, _ = endpoints.endpoint_add(act, name=name, url=url, events=["case.opened"], scopes=[])
    return int(row.pk)


def _publish() -> None:
    from django.db import transaction

    from townline.adapters.webhooks.publishing import publish
    from townline.adapters.webhooks.rules import EventType
    from townline.platform.core import clock

    for number in range(MESSAGES):
        with transaction.atomic():
            publish(EventType.CASE_OPENED, {"case": f"H6-{number:04}"}, clock.now())


def _send(endpoint_id: int) -> None:
    from townline.adapters.webhooks.dispatching import Dispatcher

    dispatcher = Dispatcher()
    dispatcher.run()
    dispatcher.wait_for(endpoint_id)


def _remove_endpoints() -> None:
    from townline.adapters.webhooks.models import Endpoint

    Endpoint.objects.all().delete()


@contextmanager
def _receivers() -> Iterator[tuple[str, str]]:
    words = [sys.executable, "-m", "bench.webhook_receiver"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            quick, slow = process.stdout.readline().split()
            yield quick, slow
        finally:
            process.terminate()

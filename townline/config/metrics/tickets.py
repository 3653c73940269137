"""The figures of number tickets."""

import datetime as dt
from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from townline.lines.queues import api as queues


def tickets(now: dt.datetime) -> Iterator[Metric]:
    """Count, for each queue, who waits, desks, and tickets of today by what became of them."""
    found = queues.halls(now)
    waiting = GaugeMetricFamily("townline_tickets_waiting", "People waiting", labels=("queue",))
    desks = GaugeMetricFamily("townline_desks_open", "Counters open", labels=("queue",))
    wait = GaugeMetricFamily(
        "townline_tickets_wait_seconds",
        "Estimated wait of a person arriving now",
        labels=("queue",),
    )
    # Begins anew each day, as a counter may.
    issued = CounterMetricFamily(
        "townline_tickets_taken", "Tickets issued today", labels=("queue",)
    )
    for hall in found:
        label = (hall.queue.code,)
        waiting.add_metric(label, hall.waiting)
        desks.add_metric(label, hall.desks_open)
        issued.add_metric(label, hall.day.taken if hall.day else 0)
        if hall.wait is not None:
            wait.add_metric(label, hall.wait.likely)
    yield from (waiting, desks, wait, issued)
    yield from _outcomes(now)


def _outcomes(now: dt.datetime) -> Iterator[Metric]:
    outcomes = GaugeMetricFamily(
        "townline_tickets", "Tickets of today by state", labels=("queue", "state")
    )
    for queue, state, count in queues.states_today(now):
        outcomes.add_metric((queue, state), count)
    yield outcomes

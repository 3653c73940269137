"""The figures, by what they are about. Each function asks the database once."""

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from townline.casework.alarms import api as alarms
from townline.casework.cases import api as cases
from townline.casework.deadlines import api as deadlines
from townline.platform.conversations import api as conversations
from townline.platform.core.checks import disk, queued
from townline.platform.core.history import marks
from townline.platform.processes import liveness


def gauge(name: str, words: str, value: float) -> Metric:
    """Make a figure without labels."""
    return GaugeMetricFamily(f"townline_{name}", words, value=value)


def labelled_gauge(
    name: str, words: str, labels: tuple[str, ...], values: Iterable[tuple[tuple[str, ...], float]]
) -> Metric:
    """Make a figure with a value for each set of labels."""
    family = GaugeMetricFamily(f"townline_{name}", words, labels=labels)
    for label, value in values:
        family.add_metric(label, value)
    return family


def texts(_now: dt.datetime) -> Iterator[Metric]:
    """Count texts and receipts by transport and state."""
    found = conversations.traffic()
    incoming = CounterMetricFamily(
        "townline_texts_in", "Texts received", labels=("transport", "state")
    )
    receipts = CounterMetricFamily(
        "townline_receipts", "Receipts received", labels=("transport", "message_state")
    )
    for each in found:
        if each.sort != "out":
            family = incoming if each.sort == "in" else receipts
            family.add_metric((each.transport, each.state), each.count)
    yield incoming
    yield receipts
    # No counter: a text that moves on from `queued` leaves it.
    sent = [((each.transport, each.state), each.count) for each in found if each.sort == "out"]
    yield labelled_gauge("texts_out", "Texts to residents", ("transport", "state"), sent)


def queues(now: dt.datetime) -> Iterator[Metric]:
    """Tell what waits, for how long, and what needs a person."""
    found = conversations.health(now)
    yield gauge("texts_in_waiting", "Received texts not processed yet", found.waiting)
    yield gauge("texts_in_oldest_seconds", "Age of the oldest of them", found.waiting_oldest_s or 0)
    yield gauge("texts_in_failed", "Texts that could not be processed", found.failed)
    yield gauge(
        "texts_in_parts_loose",
        "Parts of long texts whose other parts are missing",
        found.parts_loose,
    )
    yield gauge("texts_out_queued", "Texts queued to be sent now", found.queued)
    yield gauge(
        "texts_out_oldest_seconds",
        "How long the oldest of them has waited",
        found.queued_oldest_s or 0,
    )
    yield gauge("texts_out_unknown", "Texts whose delivery is unknown", found.unknown)


def links(now: dt.datetime) -> Iterator[Metric]:
    """Tell how each link to a network is."""
    found = conversations.links()
    silent = {link.transport: (now - link.seen_at).total_seconds() for link in found}
    up = [((link.transport,), liveness.link_state(link, now) == "bound") for link in found]
    yield labelled_gauge(
        "link_up", "1 when a carrier connection is connected and active", ("transport",), up
    )
    seen = [((transport,), seconds) for transport, seconds in silent.items()]
    yield labelled_gauge(
        "link_silent_seconds",
        "Seconds since a carrier connection was last active",
        ("transport",),
        seen,
    )
    yield from _link_metrics(found)


def _link_metrics(found: list[conversations.LinkView]) -> Iterator[Metric]:
    places = [((link.transport,), link.priority) for link in found]
    yield labelled_gauge(
        "link_priority",
        "Priority of a carrier connection: the lowest sends, equals share",
        ("transport",),
        places,
    )
    serving = [((link.transport,), link.serving) for link in found]
    yield labelled_gauge(
        "link_serving", "0 when a carrier connection is deprioritised", ("transport",), serving
    )
    back = [((link.transport, link.reason), True) for link in found if not link.serving]
    words = "Deprioritised carrier connections, and why"
    yield labelled_gauge("link_stepped_back", words, ("transport", "reason"), back)


def promises(now: dt.datetime) -> Iterator[Metric]:
    """Count open cases, those due and those late."""
    found = cases.load(now=now)
    states = [((state,), count) for state, count in sorted(found.by_state.items())]
    yield labelled_gauge("cases_open", "Open cases", ("state",), states)
    yield gauge("cases_due", "Open cases whose answer is due within 24 hours", found.due_today)
    yield gauge("cases_overdue", "Open cases that are overdue", found.overdue)
    yield gauge(
        "cases_overdue_seconds", "How late the most overdue of them is", found.most_overdue_s
    )
    yield gauge("cases_danger", "Open cases marked as danger", found.danger)
    words = "Danger alerts that nobody acknowledged in time"
    yield gauge("alarms_unacknowledged", words, alarms.alarms_unseen(now=now))


def disks(_now: dt.datetime) -> Iterator[Metric]:
    """Tell how much room is left where data lies."""
    rooms = disk.rooms(Path(os.environ["TOWNLINE_HOME"]))
    free = [((str(place),), size) for place, size in sorted(rooms.items())]
    yield labelled_gauge("disk_free_bytes", "Free space where data lies", ("place",), free)


def promised_dates(_now: dt.datetime) -> Iterator[Metric]:
    """Tell what became of the dates that answers promised."""
    found = deadlines.promised_load()
    states = [((name,), getattr(found, name)) for name in ("open", "kept", "moved", "missed")]
    yield labelled_gauge("promised_dates", "Commitments made in answers", ("state",), states)
    words = "Missed commitments that nobody has settled"
    yield gauge("promised_dates_unsettled", words, found.unsettled_missed)
    settled = found.kept + found.moved + found.missed
    share = found.kept / settled if settled else 1.0
    yield gauge("promised_dates_kept_ratio", "Share of settled commitments that were met", share)


def jobs(_now: dt.datetime) -> Iterator[Metric]:
    """Count jobs, and tell how late they are."""
    *counts, late = queued.count_jobs()
    states = zip((("todo",), ("doing",), ("failed",)), counts, strict=True)
    yield labelled_gauge("jobs", "Jobs by state", ("status",), states)
    yield gauge("jobs_oldest_seconds", "How overdue the oldest job is", late or 0)


def working(now: dt.datetime) -> Iterator[Metric]:
    """Tell of each process whether it works: the judgement of ``liveness``."""
    found = liveness.judge(now)
    stuck = {each.process for each in found.stuck}
    # A scrape that is answered is the web process itself. Links and calls have figures of their
    # own: here they show only when they hang.
    up = [((name,), name not in stuck) for name in ("web", *sorted({"worker"} | stuck))]
    yield labelled_gauge("process_up", "1 when a process works", ("process",), up)
    words = "How long a text has waited while none is processed"
    yield gauge("texts_in_idle_seconds", words, found.routing_idle_s)
    unclaimed = [((name,), s) for name, s in sorted(found.claims_idle_s.items())]
    words = "How long a text has waited that a carrier connection could send"
    yield labelled_gauge("texts_out_unclaimed_seconds", words, ("transport",), unclaimed)


def mark_ages(now: dt.datetime) -> Iterator[Metric]:
    """Tell how long ago things of each kind happened last, such as a backup."""
    ages = [
        ((name,), (now - mark.at).total_seconds()) for name, mark in sorted(marks.marks().items())
    ]
    yield labelled_gauge("since_seconds", "Seconds since it last happened", ("what",), ages)


FAMILIES = (texts, queues, links, promises, promised_dates, jobs, working, mark_ages, disks)

"""The figures of calls."""

import datetime as dt
from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from townline.adapters.sip import signs
from townline.lines.safenumbers import api as safenumbers


def calls(now: dt.datetime) -> Iterator[Metric]:
    """Count calls that go on, workers, and what they refused."""
    words = "Calls to safe numbers in progress"
    yield GaugeMetricFamily("townline_calls_live", words, value=safenumbers.calls_live())
    up = GaugeMetricFamily("townline_calls_up", "1 when a worker is alive", labels=("place",))
    refused = CounterMetricFamily(
        "townline_calls_refused", "SIP requests refused", labels=("place", "reason")
    )
    for sign in signs.signs(now):
        up.add_metric((sign.place,), sign.alive)
        for reason, count in sorted(sign.refused.items()):
            refused.add_metric((sign.place, reason), count)
    yield up
    yield refused

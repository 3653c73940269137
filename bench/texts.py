"""Texts in: from the network to disk, and on to cases with their receipts queued."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator

from bench import line
from bench.scratch import ROOT, Scratch, truncate_tables
from bench.stores import Bare, Nothing
from bench.table import Figure, log_progress, quantile, rate
from townline.platform.conversations import api

MANY, FULL, CASES = 20_000, 10_000, 4_000
WINDOW = 50
PACE, PACED_SECONDS = 200, 6
_PATIENCE = 120


def measure(_place: Scratch) -> list[Figure]:
    """Measure each stage against the link that acknowledges at once."""
    log_progress("a link that acknowledges at once")
    at_once = _rate(line.play(Nothing(), texts=MANY, window=WINDOW), MANY)
    log_progress("bare rows")
    bare = _rate(line.play(Bare(), texts=MANY, window=WINDOW), MANY)
    log_progress("texts in full")
    truncate_tables()
    full = _rate(line.play(api, texts=FULL, window=WINDOW), FULL)
    figures = [
        Figure(name="acknowledged at once, no database", value=rate(at_once, "texts")),
        _ratio_figure("durable as bare rows", bare, at_once, "0.6"),
        _ratio_figure("durable as texts in full", full, at_once, "0.2 and 5,000/s"),
    ]
    figures += [_cases(routers, at_once) for routers in (1, 2)]
    return figures + _latency_figures()


def _ratio_figure(name: str, value: float, base: float, aim: str = "") -> Figure:
    words = rate(value, "texts")
    return Figure(name=name, value=words, ratio=value / base, to="at once", aim=aim)


def _rate(result: dict[str, float], count: int) -> float:
    return count / result["seconds"]


def _cases(routers: int, at_once: float) -> Figure:
    log_progress(f"texts in full and on to cases, {routers} routers")
    truncate_tables()
    with routing(routers):
        line.play(api, texts=CASES, window=WINDOW)
        seconds = _until_routed()
    name = f"as cases with receipts queued, {routers} router{'s' * (routers > 1)}"
    return _ratio_figure(name, CASES / seconds, at_once, "1,000/s")


@contextlib.contextmanager
def routing(count: int) -> Iterator[None]:
    """Have so many processes make cases of what comes in."""
    command = [sys.executable, "-m", "bench.router"]
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(count)]
    try:
        for process in processes:
            assert process.stdout is not None
            process.stdout.readline()
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()
            assert process.stdout is not None
            process.stdout.close()


def _until_routed() -> float:
    """Give the seconds from the first text to the last case; every text has a case by then."""
    from django.db import connection

    deadline = time.monotonic() + _PATIENCE
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT count(*) FILTER (WHERE state = 'claimed'),"
                " extract(epoch FROM clock_timestamp() - min(received_at)),"
                " (SELECT count(*) FROM conversations_outgoingtext)"
                " FROM conversations_incomingtext"
            )
            claimed, seconds, receipts = cursor.fetchone()
            if claimed == CASES:
                assert receipts == CASES
                return float(seconds)
            assert time.monotonic() < deadline
            time.sleep(0.01)


def _latency_figures() -> list[Figure]:
    log_progress(f"response times at {PACE}/s")
    truncate_tables()
    seen = line.play(api, texts=PACE * PACED_SECONDS, rate=PACE)
    p50, p99 = (1000 * quantile(seen["latency"], share) for share in (0.5, 0.99))
    name = f"from deliver_sm to response at {PACE}/s"
    return [
        Figure(name=f"{name}, p50", value=f"{p50:.1f} ms"),
        Figure(name=f"{name}, p99", value=f"{p99:.1f} ms", aim="under 15 ms"),
    ]

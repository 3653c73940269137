"""Texts read by the language process, beside their morphemes alone in the same process."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.scratch import Scratch
from bench.table import Figure, log_progress, quantile, rate

SHORT, LONG, TIMES, BATCH = 120, 400, 400, 32


def measure(place: Scratch) -> list[Figure]:
    """Start the process, ask it one by one and in batches, and look at its memory."""
    from django.conf import settings

    from tests.language import begin
    from townline.platform.triage import api

    socket = place.home / "language.sock"
    begun = time.perf_counter()
    process = begin(socket)
    started = time.perf_counter() - begun
    before, settings.TOWNLINE_LANGUAGE_SOCKET = settings.TOWNLINE_LANGUAGE_SOCKET, str(socket)
    try:
        api.read(["가로등"])
        api.rest_end()
        return [
            Figure(name="triage: the language process, until it answers", value=f"{started:.1f} s",
                   aim="under 8 s"),
            *_read_figures(),
            Figure(name="triage: memory of the process", value=f"{_memory(process.pid):,.0f} MB",
                   aim="under 400 MB"),
        ]  # fmt: skip
    finally:
        settings.TOWNLINE_LANGUAGE_SOCKET = before
        process.terminate()
        process.wait()


def _read_figures() -> list[Figure]:
    from townline.platform.triage import api

    texts = _texts()
    short = [text for text in texts if len(text) <= SHORT][:TIMES]
    long = [(text * 20)[:LONG] for text in texts][:60]
    log_progress(f"{len(short)} texts one by one")
    bare = _each(short, lambda text: api.understand([text], patience=5.0))
    one = _each(short, lambda text: api.read([text]))
    full = _each(long, lambda text: api.read([text]))
    begun = time.perf_counter()
    for n in range(0, len(short), BATCH):
        api.read(short[n : n + BATCH])
    batches = len(short) / (time.perf_counter() - begun)
    middle = quantile(bare, 0.5)
    return [
        _figure("morphemes alone, median", bare, 0.5),
        _figure(f"read, up to {SHORT} characters, median", one, 0.5, middle, "under 40 ms"),
        _figure(f"read, up to {SHORT} characters, p95", one, 0.95, middle, "under 150 ms"),
        _figure(f"read, {LONG} characters, p95", full, 0.95, middle),
        Figure(name="triage: read in batches of 32", value=rate(batches, "texts"),
               aim="100,000 in under two hours: 14 texts/s"),
    ]  # fmt: skip


def _texts() -> list[str]:
    from townline.training.names import fill_placeholders
    from townline.training.texts import read_authored

    every = read_authored()
    step = max(1, len(every) // (2 * TIMES))
    return [fill_placeholders(one.text, lang=one.lang) for one in every[::step]]


def _each(texts: Sequence[str], ask: Callable[[str], object]) -> list[float]:
    found = []
    for text in texts:
        begun = time.perf_counter()
        ask(text)
        found.append(time.perf_counter() - begun)
    return found


def _figure(
    name: str, found: list[float], share: float, baseline: float | None = None, aim: str = ""
) -> Figure:
    took = quantile(found, share)
    return Figure(name=f"triage: {name}", value=f"{1000 * took:.1f} ms",
                  ratio=took / baseline if baseline else None,
                  to="morphemes alone" if baseline else "", aim=aim)  # fmt: skip


def _memory(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith("VmRSS"))
    return int(kilobytes) / 1024

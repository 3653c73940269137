"""The index of like texts with 100,000 in it: a new one put in and compared, beside a bare row."""

import datetime as dt
import itertools
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from bench.table import Figure, log_progress, quantile

TEXTS, MEASURED, BATCH = 100_000, 400, 2_000
# All of them young enough to be compared with: a district under heavy snow for four months.
A_DAY = 850
_WEST, _SOUTH, _WIDE = 127.01, 37.53, 0.06  # degrees; some five by six kilometres
_PLACES = 300  # named ones
_PLACED, _PHOTO = 0.7, 0.3


@dataclass(frozen=True)
class _Spot:
    name_ko: str
    dong: str
    latitude: float
    longitude: float


def measure() -> list[Figure]:
    """Fill the index with a busy district's texts, then put in new ones, each with its arms."""
    from townline.platform.triage.models import IndexedText

    IndexedText.objects.all().delete()
    texts, begun = _texts(), time.monotonic()
    rng = random.Random(8)  # noqa: S311 -- the same district each time
    for at in range(0, TEXTS, BATCH):
        some = itertools.islice(texts, BATCH)
        IndexedText.objects.bulk_create(
            IndexedText(**_columns(_make_entry(rng, text, number, TEXTS)))
            for number, text in enumerate(some, at)
        )
        if (at // BATCH) % 10 == 0:
            log_progress(f"{at:,} of {TEXTS:,} in the index")
    _analyse()
    filled = time.monotonic() - begun
    try:
        return _figures(rng, texts, filled)
    finally:
        IndexedText.objects.all().delete()


def _figures(rng: random.Random, texts: Iterator[str], filled: float) -> list[Figure]:
    from townline.platform.triage.models import IndexedText
    from townline.platform.triage.services.index import index_put

    log_progress(f"filled in {filled:.0f} s; {MEASURED} new texts")
    some = itertools.islice(texts, 2 * MEASURED)
    new = [_make_entry(rng, text, TEXTS + n, TEXTS) for n, text in enumerate(some)]
    rows = [IndexedText(**_columns(each)) for each in new[:MEASURED]]
    bare = [_time_call(row.save) for row in rows]
    put = [_time_call(partial(index_put, **each)) for each in new[MEASURED:]]
    middle = quantile(bare, 0.5)
    return [
        Figure(name="alike: a bare row, median", value=f"{1000 * middle:.1f} ms"),
        _figure("put in and compared, median", put, 0.5, middle, "under 50 ms"),
        _figure("put in and compared, p95", put, 0.95, middle),
    ]


def _figure(name: str, found: list[float], share: float, baseline: float, aim: str = "") -> Figure:
    took = quantile(found, share)
    return Figure(name=f"alike: {name}", value=f"{1000 * took:.1f} ms", ratio=took / baseline,
                  to="a bare row", aim=aim)  # fmt: skip


def _time_call(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _texts() -> Iterator[str]:
    """Give the authored texts over and over, each time with other names in them."""
    from townline.training.names import fill_placeholders
    from townline.training.texts import read_authored

    every = read_authored()
    for draw in itertools.count():
        for one in every:
            yield fill_placeholders(one.text, lang=one.lang, draw=draw)


def _make_entry(rng: random.Random, text: str, number: int, newest: int) -> dict[str, Any]:
    """Give what ``index_put`` takes; the first texts are the oldest."""
    from townline.platform.core import clock

    place = None
    if rng.random() < _PLACED:
        named = rng.randrange(_PLACES)
        spot = random.Random(named)  # noqa: S311 -- a place lies where it lies
        latitude = _SOUTH + _WIDE * spot.random() + rng.gauss(0, 0.0003)
        longitude = _WEST + _WIDE * spot.random() + rng.gauss(0, 0.0003)
        place = _Spot(f"곳{named}", f"동{named % 17}", latitude, longitude)
    photos = (rng.getrandbits(64) - (1 << 63),) if rng.random() < _PHOTO else ()
    return {
        "reference": f"text:{number}",
        "subject": f"case:{number}",
        "body": text,
        "vector": rng.randbytes(384),
        "at": clock.now() - dt.timedelta(days=(newest - number) / A_DAY),
        "place": place,
        "photos": photos,
        "service": f"service-{rng.randrange(17)}",
        "sender": "",
    }


def _columns(entry: dict[str, Any]) -> dict[str, Any]:
    """Give the row that ``index_put`` would write, without comparing it."""
    from townline.platform.triage.rules.incident_types import happenings
    from townline.platform.triage.rules.similarity_words import marks
    from townline.platform.triage.services.index import photo_columns, place_columns

    marked = marks(entry["body"])
    fields = {
        name: entry[name] for name in ("reference", "subject", "sender", "at", "vector", "service")
    }
    return fields | {
        "words": list(marked.words),
        "grams": list(marked.grams),
        "kinds": happenings(entry["body"]),
        **place_columns(entry["place"]),
        **photo_columns(entry["photos"]),
    }


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE triage_indexedtext")

"""A list of 5,279 homes brought in, beside the same rows copied; once more; and its count."""

import csv
import io
import json
import time
from collections.abc import Callable

from bench.table import Figure, rate, say

HOMES = 5_279
_KIND = "semi-basement"
_COPYING = "COPY bench_homes (reference, address, unit, dong, latitude, longitude) FROM STDIN"


def measure() -> list[Figure]:
    """Copy bare rows, take the list in, take it once more, and count."""
    from townline.prevention.surveys import api

    say(f"{HOMES:,} homes of a list (CSV)")
    rows = _rows()
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    content = out.getvalue().encode()
    copying, _ = _timed(lambda: _copy(rows[1:]))
    bringing, first = _timed(lambda: _take(content))
    assert first["listed"] == HOMES
    again, second = _timed(lambda: _take(content))
    assert second["unchanged"] == HOMES
    counting, found = _timed(lambda: api.counted(_KIND))
    assert found.adds_up
    assert found.listed == HOMES
    return [
        Figure(name=f"surveys: {HOMES:,} bare rows copied", value=rate(HOMES / copying, "rows")),
        Figure(
            name=f"surveys: a list of {HOMES:,} homes taken in",
            value=f"{bringing:.1f} s",
            ratio=bringing / copying,
            to="bare rows copied",
            aim="under 3 s",
        ),
        Figure(
            name="surveys: the same list again",
            value=f"{again:.1f} s",
            ratio=again / bringing,
            to="the first time",
        ),
        Figure(name="surveys: the count", value=f"{1000 * counting:.0f} ms"),
    ]


def ground() -> tuple[dict[str, list[tuple[float, float]]], dict[str, list[str]]]:
    """Give the outlines of the demo's dongs, and a road in each."""
    from townline.platform.core.paths import DEMO

    land = json.loads((DEMO / "boundaries.geojson").read_text())["features"]
    outlines = {f["properties"]["name_ko"]: f["geometry"]["coordinates"][0] for f in land}
    with (DEMO / "gazetteer.csv").open(encoding="utf-8-sig") as file:
        roads = {r["dong"]: [r["name_ko"]] for r in csv.DictReader(file) if r["kind"] == "road"}
    return outlines, roads


def _rows() -> list[list[str]]:
    from townline.prevention.surveys import api

    return api.invented_list(HOMES, *ground(), 1)


def _take(content: bytes) -> dict[str, int]:
    from townline.platform.core import clock
    from townline.platform.core.history.audit import SERVER
    from townline.prevention.surveys import api

    now = clock.now()
    draft = api.list_upload(
        kind=_KIND, file_name="homes.csv", content=content, sheet="", actor=SERVER, now=now
    )
    found: dict[str, int] = api.list_take(draft_id=draft.id, actor=SERVER, now=now).counts
    return found


def _timed[T](work: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    found = work()
    return time.perf_counter() - begun, found


def _copy(rows: list[list[str]]) -> None:
    """Make the same rows durable as they are: what COPY and COMMIT cost."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_homes (id bigserial PRIMARY KEY, reference text, address text,"
            " unit text, dong text, latitude float, longitude float)"
        )
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(_COPYING) as copy:
        for row in rows:
            copy.write_row((*row[:4], float(row[4]), float(row[5])))

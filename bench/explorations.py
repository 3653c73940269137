"""A file of 10,000 lines of explorations, looked at and brought in, beside the same rows copied."""

import json
import random
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from bench.table import Figure, log_progress, rate

if TYPE_CHECKING:
    from townline.platform.geofiles.api import Feature
    from townline.prevention.hazards.explorations.api import Imported, ImportPlan

LINES = 10_000
_POINTS = 8
_STEP = 1e-4  # degrees, some ten metres


def measure() -> list[Figure]:
    """Copy bare rows, then look at the file, bring it in, and bring it once more."""
    from townline.platform.core import clock
    from townline.platform.core.history.audit import SERVER
    from townline.platform.geofiles import api as geofiles
    from townline.prevention.hazards.explorations import api

    log_progress(f"{LINES:,} lines of a Shapefile (EPSG:5186)")
    made = geofiles.write(geofiles.GeoFormat.SHAPEFILE, _features(), geofiles.Grid.CENTRAL, "lines")
    files = {made.name: made.content}
    looking, plan = _time_call(lambda: api.lines_look(files=files, now=clock.now()))
    assert not plan.problems
    copying, _ = _time_call(lambda: _copy(plan))
    bringing, done = _time_call(lambda: api.lines_import(by=SERVER, plan=plan, now=clock.now()))
    assert done.lines == LINES
    again, second = _time_call(lambda: _whole(files))
    assert (second.lines, second.doubles) == (0, LINES)
    return [
        Figure(
            name=f"explorations: {LINES:,} bare rows copied", value=rate(LINES / copying, "rows")
        ),
        Figure(name=f"explorations: {LINES:,} lines read and checked", value=f"{looking:.1f} s"),
        Figure(
            name=f"explorations: {LINES:,} lines brought in",
            value=f"{bringing:.1f} s, {rate(LINES / bringing, 'lines')}",
            ratio=bringing / copying,
            to="bare rows copied",
        ),
        Figure(
            name="explorations: the same file again",
            value=f"{again:.1f} s",
            ratio=again / (looking + bringing),
            to="the first time",
        ),
    ]


def _features() -> "list[Feature]":
    from shapely import LineString

    from townline.platform.geofiles.api import Feature

    draw, found = random.Random(1), []  # noqa: S311 -- the same lines in each run
    for number in range(1, LINES + 1):
        x, y = draw.uniform(125.302, 125.345), draw.uniform(36.612, 36.625)
        points = [(x + at * _STEP, y + draw.uniform(0, _STEP)) for at in range(_POINTS)]
        properties = {"address": f"솔내로 {number}", "surface": "roadway", "day": "2026-03-02"}
        found.append(Feature(number, LineString(points), properties))
    return found


def _time_call[T](work: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    found = work()
    return time.perf_counter() - begun, found


def _whole(files: dict[str, bytes]) -> "Imported":
    from townline.platform.core import clock
    from townline.platform.core.history.audit import SERVER
    from townline.prevention.hazards.explorations import api

    plan = api.lines_look(files=files, now=clock.now())
    return api.lines_import(by=SERVER, plan=plan, now=clock.now())


def _copy(plan: "ImportPlan") -> None:
    """Make the same rows durable as they are: what COPY and COMMIT cost."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_lines (id bigserial PRIMARY KEY, key text, address text,"
            " geometry jsonb)"
        )
    copying = "COPY bench_lines (key, address, geometry) FROM STDIN"
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(copying) as copy:
        for line in plan.lines:
            shape = {"type": "LineString", "coordinates": line.points}
            copy.write_row((line.key, line.told.address, json.dumps(shape)))

"""A list of 5,279 homes brought in, once more, then all visited: 1,456 out, 3,823 graded."""

import csv
import io
import json
import random
import time
from collections.abc import Callable
from typing import Any

from bench.table import Figure, log_progress, rate

HOMES, OUT, RATED = 5_279, 1_456, 3_823
_KIND = "semi-basement"
_A_DAY = 250
_COPYING = "COPY bench_homes (reference, address, unit, dong, latitude, longitude) FROM STDIN"


def measure() -> list[Figure]:
    """Copy bare rows, take the list in, take it once more, and count."""
    from townline.prevention.surveys import api

    log_progress(f"{HOMES:,} homes of a list (CSV)")
    rows = _rows()
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    content = out.getvalue().encode()
    copying, _ = _time_call(lambda: _copy(rows[1:]))
    bringing, first = _time_call(lambda: _take(content))
    assert first["listed"] == HOMES
    again, second = _time_call(lambda: _take(content))
    assert second["unchanged"] == HOMES
    counting, found = _time_call(lambda: api.count_list(_KIND))
    assert found.adds_up
    assert found.listed == HOMES
    visiting, whole = _time_call(_replay_survey)
    assert whole.adds_up
    parts = (whole.listed, whole.taken_out, whole.not_yet_seen, whole.rated)
    assert parts == (HOMES, OUT, 0, RATED), parts
    log_progress(
        f"{whole.listed:,} listed = {whole.taken_out:,} taken out + {whole.rated:,} graded"
    )
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
        Figure(
            name=f"surveys: {OUT:,} homes taken out and {RATED:,} graded",
            value=rate(HOMES / visiting, "homes"),
        ),
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


def _replay_survey() -> Any:  # noqa: ANN401 -- of a room that needs Django
    """Replay a whole survey in days of 250 homes; give its count."""
    from django.db import transaction

    from townline.prevention.surveys import api

    dice = random.Random(1)  # noqa: S311 -- a measurement
    ids = list(api.Home.objects.order_by("id").values_list("id", flat=True))
    gone = set(ids[:OUT])
    for at in range(0, len(ids), _A_DAY):
        with transaction.atomic():
            _day(ids[at : at + _A_DAY], gone, dice)
    return api.count_list(_KIND)


def _day(ids: list[int], gone: set[int], dice: random.Random) -> None:
    from townline.platform.core import clock
    from townline.platform.core.history.audit import SERVER
    from townline.prevention.surveys import api

    rows = list(api.Home.objects.select_for_update().filter(id__in=ids))
    leaving = [
        api.Leaving(home=home, why=api.Exclusion.DEMOLISHED, reason="gone", point=(36.6, 125.3))
        for home in rows
        if home.id in gone
    ]
    api.homes_exclude(leaving, actor=SERVER, now=clock.now())
    seen = [api.Visited(home=home, answers=_answers(dice)) for home in rows if home.id not in gone]
    api.homes_grade(seen, actor=SERVER, now=clock.now())


def _answers(dice: random.Random) -> dict[str, object]:
    """Draw an answer to each question of the rules."""
    from townline.prevention.surveys import api

    return {
        item.question: dice.choice(sorted(item.choices)) if item.choices else dice.randint(0, 60)
        for item in api.rules_of(_KIND).items
    }


def _time_call[T](work: Callable[[], T]) -> tuple[float, T]:
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

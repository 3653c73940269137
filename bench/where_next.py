"""The list of where to look next over 20,000 road sections, beside reading and sorting them."""

import datetime as dt
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bench.table import Figure, log_progress

if TYPE_CHECKING:
    import numpy as np

SIDE, CASES, EXPLORED, CAVITIES, SITES = 100, 5_000, 2_000, 400, 1_000
_SECTIONS = 2 * SIDE * SIDE
_WEST, _SOUTH, _STEP = 127.0, 37.5, 0.001  # some 100 m
_TIMES, _KM = 5, 100.0
_BOX = ("west", "south", "east", "north")
_RAW = "SELECT id, name, dong, length_m, shape FROM planning_section ORDER BY length_m DESC, id"


def measure() -> list[Figure]:
    """Lay sections and what lies near them; make the list, a plan, a look back."""
    from townline.platform.core import clock
    from townline.prevention.hazards.exploration_planning import api

    now = clock.now()
    _lay(now)
    raw = _best(_read)
    begun = time.perf_counter()
    made = api.ranking(api.planning_settings(), now)
    first = time.perf_counter() - begun
    assert len(made.sections) == _SECTIONS
    assert made.known.complaints_all.sum() > CASES
    assert made.known.cavities_all.sum() > 0
    lists = _best(lambda: api.ranking(api.planning_settings(), now))
    every = list(range(_SECTIONS))
    plans = _best(lambda: api.plan_sections(made, _KM, inside=[], candidates=every))
    back = _best(lambda: api.backward(made, now.year - 1))
    _clear()
    to = "reading and sorting the same rows by SQL"
    return [
        Figure(name=f"list of {_SECTIONS:,} sections, the first after a file",
               value=f"{first:.2f} s", ratio=first / raw, to=to),
        Figure(name=f"list of {_SECTIONS:,} sections, {CASES:,} cases", value=f"{lists:.2f} s",
               ratio=lists / raw, to=to, aim="under 1 s"),
        Figure(name=f"plan of {_KM:.0f} km, with the plain one", value=f"{plans:.2f} s",
               ratio=plans / raw, to=to),
        Figure(name="list of the year before, checked", value=f"{back:.2f} s",
               ratio=back / raw, to=to),
    ]  # fmt: skip


def _best(work: Callable[[], object]) -> float:
    durations = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        work()
        durations.append(time.perf_counter() - begun)
    return sorted(durations)[_TIMES // 2]


def _read() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_RAW)
        return len(cursor.fetchall())


def _lay(now: dt.datetime) -> None:
    import numpy as np

    from bench.scratch import DISTRICT
    from townline.config import loading
    from townline.platform.core.history.audit import SERVER
    from townline.platform.geofiles.api import Feature
    from townline.prevention.hazards.exploration_planning import api

    loading.load(DISTRICT, with_staff=True)
    rng = np.random.default_rng(1)
    log_progress(f"{_SECTIONS:,} sections, {CASES:,} cases")
    shapes = _streets()
    features_by_kind: dict[api.PlaceFileKind, list[Feature]] = {
        api.PlaceFileKind.SECTION: [Feature(n, s, {"id": str(n)}) for n, s in enumerate(shapes, 1)],
        api.PlaceFileKind.SEWER: [
            Feature(n, s, {"id": str(n), "year": int(rng.integers(1960, 2020)),
                           "material": str(rng.choice(["brick", "hume", "pe"])), "diameter": 600})
            for n, s in enumerate(shapes, 1)
        ],
        api.PlaceFileKind.PERMIT: [
            Feature(n, shapes[int(at)].centroid, {"id": str(n), "begins": "2024-05-01"})
            for n, at in enumerate(rng.integers(0, _SECTIONS, SITES), 1)
        ],
    }  # fmt: skip
    for kind, features in features_by_kind.items():
        api.places_take(api.places_made(kind, features), actor=SERVER, now=now)
    _cases(now, rng)
    _add_explorations(now, shapes, rng)


def _streets() -> list[Any]:
    import shapely

    found = []
    for column in range(SIDE):
        for row in range(SIDE):
            x, y = _WEST + column * _STEP, _SOUTH + row * _STEP
            found += [((x, y), (x + _STEP, y)), ((x, y), (x, y + _STEP))]
    return [shapely.LineString(points) for points in found]


def _cases(now: dt.datetime, rng: "np.random.Generator") -> None:
    from django.db import connection

    from bench import figures, history
    from townline.casework.cases.models import Case
    from townline.casework.classification.models import TextReading

    history.residents()
    with connection.cursor() as cursor:
        cursor.execute(figures._CASES, {"cases": CASES, "days": 1_500, "now": now})
    Case.objects.update(service="roads", department="roads")
    spots = rng.uniform(0, SIDE * _STEP, (CASES, 2))
    rows = zip(Case.objects.values_list("id", "first_text_at"), spots, strict=True)
    TextReading.objects.bulk_create(
        [
            TextReading(
                text_id=number, case_id=number, at=at, state="read", place_kind="road",
                place_name_ko="느티로", place_sure=True, longitude=_WEST + x, latitude=_SOUTH + y,
            )
            for (number, at), (x, y) in rows
        ],
        batch_size=1_000,
    )  # fmt: skip


def _add_explorations(now: dt.datetime, shapes: list[Any], rng: "np.random.Generator") -> None:
    from django.db import connection

    from townline.prevention.hazards.explorations.models import Anomaly, Campaign, Cavity, Line

    day = dt.date(now.year - 1, 5, 1)
    campaign = Campaign.objects.create(name="bench", year=day.year, created_at=now)
    chosen = [shapes[int(at)] for at in rng.choice(len(shapes), EXPLORED, replace=False)]
    lines = Line.objects.bulk_create(
        Line(
            campaign=campaign, surface="roadway", length_m=100, explored_on=day,
            geometry={"type": "LineString", "coordinates": [list(at) for at in shape.coords]},
            fingerprint=str(n), **dict(zip(_BOX, shape.bounds, strict=True)),
        )
        for n, shape in enumerate(chosen)
    )  # fmt: skip
    found = Anomaly.objects.bulk_create(
        Anomaly(
            line=line, number="1", state="cavity", position_m=9, found_on=day,
            longitude=shape.centroid.x, latitude=shape.centroid.y,
        )
        for line, shape in list(zip(lines, chosen, strict=True))[:CAVITIES]
    )  # fmt: skip
    Cavity.objects.bulk_create(Cavity(anomaly=a, grade="general", graded_at=now) for a in found)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _clear() -> None:
    from django.db import connection

    from bench.scratch import truncate_tables

    truncate_tables()
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE planning_section, planning_reference, planning_file, explorations_campaign"
            " CASCADE"
        )

"""Phones of surveyors: one's own homes among 100,000, and answers with two photos each."""

import io
import time
import uuid
from collections.abc import Callable
from typing import Any

from bench.scratch import DISTRICT
from bench.table import Figure, log_progress, quantile, rate

HOMES, SURVEYORS, TIMES, ANSWERS = 100_000, 370, 40, 60
_SIZE = (1600, 1200)
_HOMES = """
INSERT INTO surveys_home (uuid, version, kind, key, reference, address, place, unit, building,
  dong, latitude, longitude, located_by, attributes, note, surveyor_id, state, excluded_for, grade,
  attempts_made, last_outcome, listed_at)
SELECT gen_random_uuid(), 1, 'semi-basement', 'b' || n, '', '한들로 ' || n, '한들로 ' || n,
  'B0' || n %% 9 || '호', '한들로 ' || n, '', 37.5, 127, 'file', '{}', '', s.ids[1 + n %% %(of)s],
  'listed', '', '', 0, '', %(now)s
FROM generate_series(1, %(homes)s) AS n,
  (SELECT array_agg(id ORDER BY id) AS ids FROM surveys_surveyor) AS s
"""


def measure() -> list[Figure]:
    """Make homes, then ask as phones do, through the whole of Django in this process."""
    from django.db import connection

    from townline.config import loading
    from townline.platform.core import clock
    from townline.prevention.surveys import api

    loading.load(DISTRICT, with_staff=True)
    log_progress(f"{HOMES:,} homes of {SURVEYORS} surveyors")
    now = clock.now()
    api.Surveyor.objects.bulk_create(
        api.Surveyor(name=f"조사원 {number}", created_at=now) for number in range(SURVEYORS - 1)
    )
    _, token = api.surveyor_add(name="조사원", actor=_actor(), now=now)
    with connection.cursor() as cursor:
        cursor.execute(_HOMES, {"homes": HOMES, "of": SURVEYORS, "now": now})
        cursor.execute("ANALYZE surveys_home")
    try:
        return [*_lists(token), *_answers(token)]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE surveys_home, surveys_surveyor, surveys_form CASCADE")


def _actor() -> Any:  # noqa: ANN401 -- Django is set up only now
    from townline.platform.core.history import audit

    return audit.SERVER


def _client(token: str) -> tuple[Any, str]:
    from django.test import Client

    return Client(headers={"X-OpenRosa-Version": "1.0"}), f"/openrosa/{token}"


def _lists(token: str) -> list[Figure]:
    from django.db import connection

    client, at = _client(token)
    who = _last()

    def ours() -> None:
        answer = client.get(f"{at}/media/homes.csv")
        assert answer.status_code == 200  # noqa: PLR2004 -- HTTP
        assert answer.content.count(b"\n") > HOMES // SURVEYORS

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM surveys_home WHERE surveyor_id = %s", [who])
            cursor.fetchall()

    own, base = _times(ours), _times(bare)
    return [
        Figure(name="a surveyor's rows alone, half of the times", value=f"{base * 1000:,.1f} ms"),
        Figure(
            name="a surveyor's list of homes, half of the times",
            value=f"{own * 1000:,.1f} ms",
            ratio=own / base,
            to="its rows alone",
        ),
    ]


def _last() -> int:
    from townline.prevention.surveys import api

    return int(api.Surveyor.objects.latest("id").id)


def _times(ask: Callable[[], None]) -> float:
    durations = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        ask()
        durations.append(time.perf_counter() - begun)
    return quantile(durations, 0.5)


def _answers(token: str) -> list[Figure]:
    from townline.adapters.openrosa.tests.collect import Filled
    from townline.adapters.openrosa.tests.conftest import form
    from townline.platform.core import media
    from townline.prevention.surveys import api

    form()
    rows = api.Home.objects.filter(surveyor=_last()).values_list("uuid", flat=True)
    homes = [str(each) for each in rows[:ANSWERS]]
    photos = [_photo(number) for number in range(ANSWERS * 4)]
    log_progress(f"{ANSWERS} answers with two photos of {len(photos[0]) // 1000} kB each")
    begun = time.perf_counter()
    for photo in photos[: ANSWERS * 2]:
        media.keep(photo)
    base = ANSWERS * 2 / (time.perf_counter() - begun)
    client, at = _client(token)
    sent = [
        Filled(home=home, answers={"visit_result": "surveyed", "front": "a.jpg", "back": "b.jpg"})
        for home in homes
    ]
    begun = time.perf_counter()
    for number, one in enumerate(sent):
        two = photos[ANSWERS * 2 + number * 2 :][:2]
        answer = client.post(f"{at}/submission?deviceID=bench", _parts(one.xml, two))
        assert answer.status_code == 201, answer.content  # noqa: PLR2004 -- HTTP
    own = len(sent) / (time.perf_counter() - begun)
    assert api.Grade.objects.count() == len(sent)
    return [
        Figure(name="photos on disk alone", value=rate(base, "photos")),
        Figure(
            name="answers with two photos, graded",
            value=f"{own:,.1f} answers/s",
            ratio=own * 2 / base,
            to="photos on disk",
        ),
    ]


def _parts(xml: bytes, photos: list[bytes]) -> dict[str, Any]:
    parts = {"xml_submission_file": _file("data.xml", xml)}
    return parts | {
        name: _file(name, photo) for name, photo in zip(("a.jpg", "b.jpg"), photos, strict=True)
    }


def _file(name: str, content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def _photo(number: int) -> bytes:
    from PIL import Image

    noise = Image.effect_noise((_SIZE[0] // 4, _SIZE[1] // 4), 30 + number % 7).convert("RGB")
    file = io.BytesIO()
    noise.resize(_SIZE).save(file, "JPEG", quality=80, comment=uuid.uuid4().bytes)
    return file.getvalue()

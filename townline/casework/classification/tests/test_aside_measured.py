"""Of adverts nearly all are set aside, of real texts with numbers and links none.

``aside/before.txt`` was written before the rule; ``after.txt`` after it, and ``third.txt`` (terse
reports) after that was mended. At their first run 1 of 100 and 4 of 26 real texts went aside: the
signs of a resident were widened for them. Read by the true reader, placed by the demo district.
"""

from pathlib import Path

import pytest

from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.readings import is_set_aside
from townline.casework.classification.services.reading_store import _fill, _place
from townline.casework.classification.services.setting_aside import evidence
from townline.platform.conversations.api import ThreadText
from townline.platform.triage import api as triage

pytestmark = pytest.mark.django_db
_HERE = Path(__file__).parent / "aside"
_PATIENCE = 60.0
NAMES = ("before.txt", "after.txt", "third.txt")
NINE_TENTHS = 0.9


def texts(name):
    lines = (_HERE / name).read_text("utf-8").splitlines()
    return [tuple(line.split("\t", 1)) for line in lines if line]


def aside(rows, now):
    """Give those texts that are set aside when they open a case."""
    found = set()
    bodies = [body for _, body in rows]
    for body, reading in zip(bodies, triage.read(bodies, patience=_PATIENCE), strict=True):
        row = TextReading(text_first=True)
        _fill(row, reading, now)
        _place(row, triage.place_find(body))
        if reading.danger is None and is_set_aside(evidence(row, _text(body, now))):
            found.add(body)
    return found


def _text(body, now):
    fields = dict.fromkeys(ThreadText.__dataclass_fields__)
    return ThreadText(**(fields | {"id": 1, "body": body, "photos": (), "at": now}))


@pytest.mark.parametrize("name", NAMES)
def test_adverts_go_aside_and_no_real_text_does(world, language, name):
    rows = texts(name)
    found = aside(rows, world.now)
    real = {body for kind, body in rows if kind == "real"}
    adverts = {body for kind, body in rows if kind == "advert"}
    assert found & real == set()
    assert len(found & adverts) >= NINE_TENTHS * len(adverts), sorted(adverts - found)


def test_there_are_seventy_adverts_and_two_hundred_real_texts():
    rows = [row for name in NAMES for row in texts(name)]
    assert sum(kind == "advert" for kind, _ in rows) == 70
    assert sum(kind == "real" for kind, _ in rows) >= 200
    assert len(set(rows)) == len(rows)

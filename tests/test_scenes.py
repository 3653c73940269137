"""What is laid there is what would have been done by hand; and what must be done by hand, is."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import scenes
from tests.undone import undone
from tests.world import World
from townline.casework.cases.models import Case
from townline.platform.core import district

# What follows a text is known by its code, which is another one until the text is laid there.
BY_HAND, TEXT_NOTED, NOTED, LAID = range(4)
FEW = 100  # statements
_HISTORY = """
SELECT split_part(subject, ':', 1), event, from_state, to_state, actor, at FROM core_transition
ORDER BY at, event, actor"""


def _rows() -> dict[str, list[tuple[object, ...]]]:
    """Give what stands in every table but for what is drawn or numbered anew."""
    with connection.cursor() as cursor:
        counted = {
            model._meta.db_table: [(model._default_manager.count(),)] for model in apps.get_models()
        }
        cursor.execute(_HISTORY)
        return counted | {"history": cursor.fetchall()}


def _day() -> tuple[str, dict[str, list[tuple[object, ...]]], int]:
    """Bring one text to its answer, from the beginning; say how many statements it took."""
    scenes.STAGE.trail = ()
    district.forget()
    with CaptureQueriesContext(connection) as queries:
        world = World()
        code = world.awaiting()
        world.confirm(code)
        world.wait(minutes=5)
        for job in world.send():
            world.receipt(job)
        took = len(queries)
    return Case.objects.get(code=code).state, _rows(), took


@pytest.fixture
def stage(monkeypatch, district, on_stage):
    if scenes.ALL:
        pytest.skip("with everything, each is done by hand")
    monkeypatch.setattr(scenes, "STAGE", scenes.Stage())
    with connection.execute_wrapper(scenes.STAGE.watch):
        yield scenes.STAGE


def _days():
    days = []
    for _ in range(LAID + 1):
        with undone():
            days.append(_day())
    return days


def test_what_is_laid_there_is_what_was_done_by_hand(stage):
    days = _days()
    assert days[BY_HAND][:2] == days[NOTED][:2] == days[LAID][:2]
    assert days[BY_HAND][0] == "answered"
    assert days[LAID][2] < FEW < days[BY_HAND][2]


def test_a_row_that_is_left_out_is_seen(stage):
    _days()
    for trail, scene in stage.scenes.items():
        words = [one for one in scene.rows.split(";") if "INTO core_transition" not in one]
        stage.scenes[trail] = scenes.Scene(";".join(words), scene.world, scene.answer)
    with undone():
        replayed = _day()
    with undone():
        stage.trail, stage.scenes = None, {}
        stage.seen.clear()
        by_hand = _day()
    assert replayed[1] != by_hand[1]


def test_whoever_writes_beside_it_has_the_rest_done_by_hand(stage):
    stage.trail = ()
    world = World()
    world.text("길이 파였어요")
    assert stage.trail
    Case.objects.update(title="여기")
    assert stage.trail is None


def test_whoever_patches_has_the_rest_done_by_hand(stage, monkeypatch):
    stage.trail = ()
    monkeypatch.setattr(district, "LOOKED_SECONDS", 1)
    assert stage.trail is None

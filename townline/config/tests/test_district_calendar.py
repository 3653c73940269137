"""A load moves the legal dates of open cases, and leaves alone what was changed by hand."""

import datetime as dt

import pytest

from townline.casework.deadlines import api as deadlines
from townline.config.loading import load
from townline.config.tests.district import copy, spoil

pytestmark = pytest.mark.django_db
FRIDAY = dt.date(2026, 11, 27)


def _december(day: int) -> dt.datetime:
    return dt.datetime(2026, 12, day, 9, tzinfo=dt.UTC)


def test_what_was_changed_by_hand_outlives_the_files_and_a_load_moves_cases(world, tmp_path):
    code = world.text("길이 파였어요")
    day_input = deadlines.DayInput(
        day=FRIDAY, added=True, reason="국무회의", name_ko="임시공휴일", name_en="Temporary"
    )
    deadlines.calendar_change(world.by("admin"), day_input=day_input)
    folder = copy(tmp_path)
    assert load(folder, with_staff=True).moved == []
    added = "\n2026-12-01,임시공휴일,Temporary,temporary\n2026-12-25"
    spoil(folder, "holidays.csv", lambda text: text.replace("\n2026-12-25", added))
    moved = load(folder, with_staff=True).moved
    assert [(m.code, m.before, m.after) for m in moved] == [(code, _december(4), _december(7))]
    found = deadlines.legal_clock(case_id=world.case(code).row.id)
    assert found is not None
    assert found.due_at == _december(7)

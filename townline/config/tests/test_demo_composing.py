"""The demo shows the Korean beside an English answer, and old answers to what is open."""

import datetime as dt

import pytest

from townline import demo
from townline.casework.answers import api as answers
from townline.casework.cases import api as cases
from townline.platform.departments import api as departments

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 5, 32, tzinfo=dt.UTC)


def test_the_demo_has_what_helps_to_write(district):
    demo.build(NOW)
    mayor = departments.viewer_of(departments.staff_by_username("mayor"), now=NOW)
    foreign = [w for w in answers.awaiting(viewer=mayor) if w.row.language != "ko"]
    assert foreign
    for waiting in foreign:
        assert "한들구 청소행정과" in waiting.draft.korean
        assert "{" not in waiting.draft.korean
    officer = departments.viewer_of(departments.staff_by_username("roads.officer"), now=NOW)
    filters = cases.Filters(view="with_department", service="roads")
    rows = cases.cases_list(viewer=officer, filters=filters, now=NOW).rows
    assert rows
    for row in rows:
        assert len(answers.old_answers(code=row.code, viewer=officer)) == 5

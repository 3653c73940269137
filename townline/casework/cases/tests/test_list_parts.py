"""What rooms above add to lists of cases is found by name, once, and by nobody else's name."""

import pytest
from django.db.models import Q

from townline.casework.cases import api, ports
from townline.casework.cases.ports import ListPart, ListView
from townline.casework.cases.views import labels
from townline.platform.core import district
from townline.platform.departments.api import Act


@pytest.fixture
def parts(monkeypatch):
    """Let a test say which parts there are; the wiring's come back after it."""
    monkeypatch.setattr(ports.LIST_PARTS, "_values", [])
    yield ports.LIST_PARTS.fill
    district.forget()


def test_two_parts_cannot_give_the_same_name(parts):
    one, two = ListPart(filters={"dong": lambda _: Q()}), ListPart(filters={"dong": lambda _: Q()})
    parts([one])
    with pytest.raises(ValueError, match="dong"):
        parts([one, two])


def test_a_filter_that_no_part_knows_is_no_open_door(parts):
    parts([])
    with pytest.raises(LookupError, match="words"):
        ports.narrowed_to("words", "가로등")


def test_without_parts_nothing_lies_aside_and_nothing_stands_beside(parts):
    parts([])
    assert ports.aside_condition(None) == Q(pk__in=[])
    assert ports.row_extras("mark", [1], None) == {}


def test_what_stands_beside_rows_is_not_asked_for_without_rows(parts):
    requested_ids = []
    parts(
        [ListPart(beside={"mark": lambda ids, _: {one: requested_ids.append(one) for one in ids}})]
    )
    ports.row_extras("mark", iter(()), None)
    assert requested_ids == []
    ports.row_extras("mark", iter([7]), None)
    assert requested_ids == [7]


def test_each_view_of_the_filters_is_somebodys():
    own = {*labels.STATES, "todo", "open", "overdue", "languages", "all"}
    shown = {key for key, _ in labels.CHIPS + labels.MORE_CHIPS + labels.SORTING_CHIPS}
    assert shown - own == set(ports.list_views())


@pytest.mark.django_db
def test_a_counted_view_of_any_part_is_counted(world, parts):
    world.text("가로등이 꺼졌어요")
    parts([ListPart(views={"every": ListView(where=lambda _: Q(), counted=True)})])
    found = api.counts(world.by("clerk1"))
    assert found["every"] == found["open"] == 1


@pytest.mark.django_db
def test_what_rooms_hold_of_a_case_is_named(world):
    code = world.text("가로등이 꺼졌어요")
    clerk = world.person("clerk1")
    before = api.case_get(Act(clerk, world.now), code=code).holds
    api.note_add(Act(clerk, world.now), code=code, body="현장 확인")
    after = api.case_get(Act(clerk, world.now), code=code).holds
    assert after - before == {"notes"}

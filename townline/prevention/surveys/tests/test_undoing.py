"""A press on a home is taken back for ten minutes, while nobody went on from it."""

import datetime as dt

import pytest

from townline.platform.core import clock
from townline.prevention.surveys.models import DuplicatePair, Home, PlannedVisit
from townline.prevention.surveys.selectors.counts import count_list
from townline.prevention.surveys.services.surveyors import surveyor_add
from townline.prevention.surveys.tests.lists import KIND, import_rows, row
from townline.prevention.surveys.tests.test_count import BY
from townline.prevention.surveys.tests.test_pages import grade_homes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
COMPARED_FIELDS = ("state", "grade", "excluded_for", "merged_into_id", "come_back_on", "settled_at",
        "surveyor_id")  # fmt: skip


@pytest.fixture
def home():
    import_rows(row("1"), row("2"), row("3", address="새벗로 5"))
    return Home.objects.get(reference="3")


def press(client, home, what, **fields):
    return client.post(f"/surveys/homes/{home.id}/{what}", fields)


def state(home):
    return Home.objects.values(*COMPARED_FIELDS).get(id=home.id)


def exclude(client, home):
    return press(client, home, "exclude", why="demolished", reason="헐림", at="36.6,125.3")


@pytest.mark.parametrize("is_graded", [False, True])
def test_an_exclusion_is_taken_back_with_its_days_and_its_visit(visit, home, is_graded):
    officer = visit("housing.officer")
    who, _ = surveyor_add(name="조사원 1", **BY)
    if is_graded:
        grade_homes(3)
    else:
        press(officer, home, "attempt", outcome="nobody_home")
    plan = PlannedVisit.objects.create(
        home=home, surveyor=who, day=dt.date(2030, 1, 1), position=1, planned_at=clock.now()
    )
    before = state(home)
    exclude(officer, home)
    assert state(home)["state"] == "excluded"
    assert "/undo" in officer.get(f"/surveys/homes/{home.id}/").content.decode()
    press(officer, home, "undo")
    assert state(home) == before
    plan.refresh_from_db()
    assert plan.done_at is None
    assert "/undo" not in officer.get(f"/surveys/homes/{home.id}/").content.decode()
    assert press(officer, home, "undo").status_code == 409
    assert count_list(KIND).adds_up


def test_putting_back_and_assigning_are_taken_back(visit, home):
    officer = visit("housing.officer")
    exclude(officer, home)
    before = state(home)
    press(officer, home, "put-back", reason="")
    press(officer, home, "undo")
    assert state(home) == before
    one, _ = surveyor_add(name="조사원 1", **BY)
    other = Home.objects.get(reference="1")
    press(officer, other, "assign", surveyor=one.id)
    press(officer, other, "undo")
    assert state(other)["surveyor_id"] is None


def test_a_merge_is_taken_back_and_asked_again(visit, home):
    officer, pair = visit("housing.officer"), DuplicatePair.objects.get()
    officer.post(f"/surveys/duplicates/{pair.id}", {"same": "on", "keep": pair.first_id})
    gone = pair.second
    assert state(gone)["merged_into_id"] == pair.first_id
    page = officer.get(f"/surveys/duplicates/?kind={KIND}").content.decode()
    assert f"/surveys/homes/{gone.id}/undo" in page
    press(officer, gone, "undo")
    assert state(gone)["state"] == "listed"
    pair.refresh_from_db()
    assert pair.decision == ""
    officer.post(f"/surveys/duplicates/{pair.id}", {"same": "on", "keep": pair.first_id})
    press(officer, gone, "put-back", reason="")
    press(officer, gone, "undo")
    assert state(gone)["merged_into_id"] == pair.first_id
    pair.refresh_from_db()
    assert pair.decision == "same"


def test_others_and_whoever_is_late_take_nothing_back(visit, home, monkeypatch):
    officer, head = visit("housing.officer"), visit("housing.head")
    exclude(officer, home)
    assert press(head, home, "undo").status_code == 409
    later = clock.now() + dt.timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert press(officer, home, "undo").status_code == 409
    assert state(home)["state"] == "excluded"


def test_what_somebody_built_on_stays(visit, home):
    officer, head = visit("housing.officer"), visit("housing.head")
    exclude(officer, home)
    press(head, home, "place", at="36.6,125.31")
    assert press(officer, home, "undo").status_code == 409

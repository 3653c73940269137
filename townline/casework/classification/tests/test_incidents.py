"""Texts of one event are put before a person together, who says whether it is one."""

import datetime as dt
from itertools import product

import pytest

from townline.casework.cases.errors import NotAllowed, NotFound, WrongState
from townline.casework.cases.models import Case
from townline.casework.classification import api
from townline.casework.classification.models import IncidentSuggestion
from townline.casework.classification.rules.incidents import (
    TRANSITIONS,
    IncidentEvent,
    IncidentState,
)
from townline.casework.classification.services.incidents import INCIDENTS
from townline.platform.core.history import audit
from townline.platform.departments.api import Act
from townline.platform.triage import api as triage

pytestmark = pytest.mark.django_db
DARK = (
    "동네 전체가 정전이에요",
    "전기가 나갔어요 언제 들어오나요",
    "정전이라 엘리베이터에 갇힐 뻔했어요",
    "power is out in our building",
    "정전 복구 언제 되나요",
    "아직도 전기가 안 들어와요 정전",
    "정전 때문에 냉장고가 다 녹아요",
    "정전입니다 촛불 켰어요",
)


def report_text(world, number, body, dong="다솜동"):
    code = world.text(body, f"010000001{number:02d}")
    case = Case.objects.get(code=code)
    spot = triage.FoundPlace("dong", dong, "", dong, None, None, (), "text", sure=True)
    triage.index_put(
        reference=f"text:{case.last_incoming_id}",
        subject=f"case:{case.id}",
        body=body,
        vector=b"",
        at=world.now,
        place=spot,
    )
    world.wait(minutes=7)
    return code


@pytest.fixture
def dark(world):
    """Give the codes of four cases of one power cut, found, beside what has to do with nothing."""
    codes = [report_text(world, number, body) for number, body in enumerate(DARK[:4])]
    report_text(world, 50, "도서관 주말에도 열어 주세요")
    report_text(world, 51, "정전이에요", "물레동")
    assert api.incidents_run(now=world.now) == 1
    return codes


def incidents_of(world, username="clerk1"):
    since = world.now - dt.timedelta(days=3)
    return api.incidents(viewer=world.person(username), since=since)


def test_four_about_one_power_cut_are_suggested_and_nothing_else(world, dark):
    (one,) = incidents_of(world)
    assert (one.state, one.kind, one.count) == (IncidentState.SUGGESTED, "outage", 4)
    assert {row.code for row in one.rows} == set(dark)
    assert one.places == (("다솜동", 4),)


def test_nothing_is_looked_through_twice_and_what_comes_later_joins(
    world, dark, django_assert_max_num_queries
):
    with django_assert_max_num_queries(5):  # two of them begin and end the transaction
        assert api.incidents_run(now=world.now) == 0
    report_text(world, 10, DARK[4])
    assert api.incidents_run(now=world.now) == 1
    (one,) = incidents_of(world)
    assert one.count == 5


def test_a_person_names_it_and_may_take_that_back(world, dark):
    (one,) = incidents_of(world)
    clerk = world.person("clerk1")
    api.incident_accept(Act(clerk, world.now), number=one.id, name="다솜동 정전")
    (one,) = incidents_of(world)
    assert (one.state, one.name, one.decided_by) == ("accepted", "다솜동 정전", clerk.staff_id)
    api.incident_put_back(Act(clerk, world.now), number=one.id)
    (one,) = incidents_of(world)
    assert (one.state, one.name, one.decided_by) == ("suggested", "", None)


def test_a_dismissed_one_comes_back_only_when_it_has_doubled(world, dark):
    (one,) = incidents_of(world)
    api.incident_dismiss(world.by("clerk1"), number=one.id)
    for number, body in enumerate(DARK[4:], 10):
        assert incidents_of(world)[0].state == "dismissed"
        report_text(world, number, body)
        api.incidents_run(now=world.now)
    assert (incidents_of(world)[0].state, incidents_of(world)[0].count) == ("suggested", 8)


def test_each_counts_what_they_see_and_not_everybody_decides(world, dark):
    world.assign(dark[0], "roads")
    (one,) = incidents_of(world, "roads.officer")
    assert (one.count, [row.code for row in one.rows]) == (1, [dark[0]])
    assert incidents_of(world, "parks.officer") == []
    for username, refused in (("roads.officer", NotAllowed), ("parks.head", NotFound)):
        with pytest.raises(refused):
            api.incident_dismiss(world.by(username), number=one.id)


def test_harm_at_home_is_no_part_of_it(world, dark):
    Case.objects.filter(code=dark[0]).update(private=True)
    IncidentSuggestion.objects.all().delete()
    report_text(world, 10, DARK[4])
    api.incidents_run(now=world.now)
    (one,) = incidents_of(world)
    assert dark[0] not in {row.code for row in one.rows}
    assert one.count == 4


def test_its_cases_are_listed_in_the_inbox_to_be_dealt_with_at_once(world, dark, visit):
    (one,) = incidents_of(world)
    page = visit("clerk1").get(f"/inbox/?view=all&incident={one.id}&pick=all").content.decode()
    assert all(code in page for code in dark)
    assert page.count('name="code"') == 4
    nobody = visit("clerk1").get("/inbox/?view=all&incident=x").content.decode()
    assert "data-row" not in nobody


def test_the_page_says_what_where_and_when_and_takes_the_word(world, dark, visit):
    client = visit("clerk1")
    page = client.get("/incidents/suggested/").content.decode()
    assert "정전 · 다솜동" in page
    number = incidents_of(world)[0].id
    client.post(f"/incidents/suggested/{number}/accept", {"name": "다솜동 정전"})
    assert incidents_of(world)[0].name == "다솜동 정전"
    client.post(f"/incidents/suggested/{number}/put-back")
    client.post(f"/incidents/suggested/{number}/dismiss")
    assert incidents_of(world)[0].state == "dismissed"
    assert visit("roads.officer").post(f"/incidents/suggested/{number}/dismiss").status_code == 403


def test_programs_list_and_decide(world, dark, visit):
    client = visit("clerk1")
    (one,) = client.get("/api/v1/incidents/suggested").json()["items"]
    assert (one["kind"], one["cases"], one["state"]) == ("outage", 4, "suggested")
    path = f"/api/v1/incidents/suggested/{one['id']}"
    response = client.post(f"{path}/accept", {"name": "정전"}, content_type="application/json")
    assert (response.json()["state"], response.json()["name"]) == ("accepted", "정전")
    back = client.post(f"{path}/put-back", content_type="application/json")
    assert back.json()["state"] == "suggested"
    again = client.post(f"{path}/put-back", content_type="application/json")
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("state", "event"), list(product(IncidentState, IncidentEvent)), ids=lambda each: each.value
)
def test_the_table_is_all_there_is(world, state, event):
    one = IncidentSuggestion.objects.create(
        state=state, first_at=world.now, last_at=world.now, found_at=world.now
    )
    after = TRANSITIONS.get((state, event))
    move = {"row": one, "event": event, "actor": audit.SYSTEM, "now": world.now}
    if after is None:
        with pytest.raises(WrongState):
            INCIDENTS.move(**move)
        return
    INCIDENTS.move(**move)
    one.refresh_from_db()
    assert one.state == after
    (line,) = audit.history(f"incident:{one.pk}")
    assert (line.from_state, line.to_state, line.event) == (state, after, event.tag)

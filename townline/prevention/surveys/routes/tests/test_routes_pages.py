"""The pages: who sees them, that they cost the same however long, each press, and the paper."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.prevention.surveys.models import Household, PlannedVisit
from townline.prevention.surveys.routes.models import HomeNeeds, PlanRun
from townline.prevention.surveys.routes.services import runs
from townline.prevention.surveys.routes.tests.town import BY, MONDAY, NOW, homes, people, plan
from townline.prevention.surveys.services.households import household_set
from townline.prevention.surveys.services.surveyors import absence_set

pytestmark = pytest.mark.django_db
URL = "/surveys/routes/"


@pytest.fixture
def town(world):
    world.now = NOW
    found = homes(20)
    those = people(2)
    plan()
    return found, those


def words(client, url, status=200):
    page = client.get(url)
    assert page.status_code == status, page.content.decode()[:2000]
    return page.content.decode()


def queries(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_page_opens_and_shows_the_day_in_order(visit, town, language):
    all_homes, (one, _) = town
    client = visit("housing.head", language)
    page = words(client, f"{URL}?day={MONDAY}")
    own = PlannedVisit.objects.filter(day=MONDAY, surveyor=one).order_by("position")
    places = [page.index(f"{v.home.place}") for v in own]
    assert places == sorted(places)
    assert "조사원 1" in page
    for url in (f"{URL}?day={MONDAY}&surveyor={one.id}", f"{URL}sheet?day={MONDAY}",
                f"{URL}homes/{all_homes[0].id}/", f"{URL}surveyors/{one.id}/", f"{URL}progress",
                f"{URL}?day=2026-99-99", f"{URL}?day={MONDAY}&surveyor=x"):  # fmt: skip
        words(client, url)
    assert ("No visits" if language == "en" else "방문이 없습니다") in words(
        client, f"{URL}?day=2026-11-01"
    )


def test_who_does_not_see_homes_sees_no_routes_and_who_reads_only_changes_nothing(visit, town):
    all_homes, _ = town
    words(visit("roads.officer"), URL, 403)
    assert visit().get(URL).status_code == 302
    reader = visit("mayor")
    assert "survey_routes_begin" not in words(reader, f"{URL}?day={MONDAY}")
    for address in ("plan", "undo", f"homes/{all_homes[0].id}/move"):
        assert reader.post(f"{URL}{address}", {}).status_code == 403


def test_a_longer_day_costs_no_more_queries(visit, town):
    client = visit("housing.head")
    client.get(URL)
    few = queries(client, f"{URL}?day={MONDAY}")
    PlannedVisit.objects.update(day=MONDAY)
    assert queries(client, f"{URL}?day={MONDAY}") == few


def test_planning_is_a_job_that_is_seen_and_stopped(visit, town):
    client = visit("housing.head")
    assert client.post(f"{URL}plan", {"days": "3"}).status_code == 302
    run = PlanRun.objects.get(ended_at=None)
    page = words(client, URL)
    assert 'hx-trigger="every 3s"' in page
    assert client.post(f"{URL}plan", {"days": "3"}).status_code == 409
    assert client.post(f"{URL}runs/{run.id}/stop").status_code == 302
    run.refresh_from_db()
    assert run.stop_at is not None
    assert "멈추는 중입니다" in words(client, f"{URL}progress")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE %s",
                       ["%plan_days"])  # fmt: skip
        assert cursor.fetchone() == (1,)


def test_a_visit_is_moved_fixed_and_undone_without_a_script(visit, town):
    all_homes, (_, two) = town
    client, home = visit("housing.head"), all_homes[0]
    form = {"surveyor": str(two.id), "day": "2026-11-04", "begins": "13:00", "ends": "15:00"}
    answer = client.post(f"{URL}homes/{home.id}/move", form, follow=True)
    assert "13:00~15:00" in answer.content.decode()
    page = words(client, f"{URL}?day=2026-11-04")
    change = re.search(r'name="change" value="(\d+)"', page)
    client.post(f"{URL}undo", {"change": change[1]})
    assert PlannedVisit.objects.get(home=home).not_before is None
    client.post(f"{URL}homes/{home.id}/fix", {"fixed": "yes"})
    assert PlannedVisit.objects.get(home=home).fixed
    gone = client.post(f"{URL}homes/{home.id}/move", form | {"day": "2026-01-01"})
    assert gone.status_code == 422
    assert "지난 날" in gone.content.decode()


def test_a_surveyor_gets_start_hours_skills_and_days_away(visit, town):
    _, (one, _) = town
    client = visit("housing.head")
    form = {"start": "주민센터", "at": "36.61,125.33", "begins": "10:00", "ends": "16:00",
            "visits": "5", "skills": ["english"], "active": "on"}  # fmt: skip
    client.post(f"{URL}surveyors/{one.id}/save", form)
    one.refresh_from_db()
    assert (one.latitude, one.begins_at, one.visits_a_day) == (36.61, dt.time(10), 5)
    assert one.skills == ["english"]
    answer = client.post(f"{URL}surveyors/{one.id}/save", form | {"ends": "09:00"})
    assert answer.status_code == 422
    absence_form = {"begins_on": "2026-11-02", "ends_on": "2026-11-03"}
    answer = client.post(f"{URL}surveyors/{one.id}/absent", absence_form, follow=True)
    assert "고정한 방문과 약속은 직접" in answer.content.decode()
    absence = one.absences.get()
    client.post(f"{URL}surveyors/{one.id}/absent/{absence.id}")
    assert not one.absences.exists()


def test_a_run_names_what_it_could_not_place(visit, town):
    all_homes, (one, _) = town
    HomeNeeds.objects.create(home=all_homes[0], skills=["english"])
    absence_set(surveyor_id=one.id, begins_on=MONDAY, ends_on=dt.date(2027, 12, 31), **BY)
    plan()
    page = words(visit("housing.head"), URL)
    assert "필요한 역량을 갖춘 조사원이 없는 주택: 1" in page
    assert "이 기간 내내 부재입니다." in page
    run = runs.run_request(days=1, **BY)
    PlanRun.objects.filter(id=run.id).update(ended_at=NOW, failed=True)
    assert "계획을 세우지 못했습니다" in words(visit("housing.head"), URL)


def test_the_day_sheet_has_each_home_and_no_number_of_a_resident(visit, town):
    all_homes, (one, _) = town
    for home in all_homes:
        household_set(home_id=home.id, phone="01000000077", source="staff", **BY)
    assert Household.objects.count() == 20
    client = visit("housing.head")
    page = words(client, f"{URL}sheet?day={MONDAY}&surveyor={one.id}")
    for own in PlannedVisit.objects.filter(day=MONDAY, surveyor=one):
        assert own.home.address in page
    assert "0077" not in page
    # The page of a home shows it masked: what the sheet is held against.
    assert "0077" in words(client, f"{URL}homes/{all_homes[0].id}/")
    paper = client.get(f"{URL}sheet.pdf?day={MONDAY}")
    assert paper.status_code == 200
    assert paper.content.startswith(b"%PDF")


def test_a_household_is_asked_from_the_page_and_a_case_gives_its_telephone(visit, town, world):
    all_homes, _ = town
    client, home = visit("housing.head"), all_homes[0]
    code = world.text("새벗로 1 지하에 물이 차요", "01000000078")
    world.assign(code, "housing")
    client.post(f"{URL}homes/{home.id}/household", {"case": code})
    assert Household.objects.get(home=home).source == "text"
    day = PlannedVisit.objects.get(home=home)
    client.post(f"{URL}ask", {"day": str(day.day), "surveyor": str(day.surveyor_id)})
    page = words(client, f"{URL}homes/{home.id}/")
    assert "답장 대기" in page
    assert "010-****-0078" in page
    client.post(f"{URL}homes/{home.id}/household", {"phone": "", "case": ""})
    assert not Household.objects.filter(home=home).exists()
    refused = client.post(f"{URL}homes/{home.id}/ask")
    assert refused.status_code == 422

"""A resident hears who comes when, moves the day by a digit, and is asked how it went."""

import datetime as dt

import pytest

from tests.texts import texts_to_number as told_texts
from townline.platform.core import district, resident_moments
from townline.platform.core.history.audit import SERVER
from townline.platform.core.models import Holiday
from townline.prevention.works import api as works
from townline.prevention.works.progress.api import home_works, retention_rules
from townline.prevention.works.progress.models import ResidentAsk
from townline.prevention.works.progress.tests.working import (
    order_works,
    path_of,
    press,
    ready,
    report,
    spot,
)

pytestmark = pytest.mark.django_db
TENANT, FIRM = "01000000043", "01000000079"


@pytest.fixture
def visited(world, visit):
    """Give an accepted order at a home whose tenant can be texted."""
    world.text("안녕하세요", TENANT)
    ids = ready(world, "1")
    from townline.platform.conversations import api as conversations

    works.Party.objects.create(
        object_id=works.Measure.objects.get(id=ids[0]).object_id, role="tenant", since=world.now,
        resident_id=conversations.resident_find("+82" + TENANT[1:]),
    )  # fmt: skip
    path, firm = path_of(order_works(world, ids, phone="+82" + FIRM[1:])), visit()
    day = world.now.date().replace(day=28)
    press(firm, path, "accept", planned_on=day.isoformat())
    return ids[0], path, firm


def latest_question(kind="visit"):
    return ResidentAsk.objects.filter(kind=kind).latest("id")


def test_they_hear_the_day_and_the_firm_and_no_number(world, visited):
    text = told_texts(TENANT)[-1]
    assert "다온건설" in text
    assert "차수판" in text
    assert FIRM[-4:] not in text


def test_a_digit_moves_the_day_and_the_firm_reads_it(world, visited):
    number, path, firm = visited
    world.text("2", TENANT)
    row = latest_question()
    assert row.chosen_on.isoformat() == row.days[1]
    assert "알겠습니다" in told_texts(TENANT)[-1]
    assert "방문을 바랍니다" in told_texts(FIRM)[-1]
    assert TENANT[-4:] not in told_texts(FIRM)[-1]
    page = firm.get(f"{path}/{number}").text
    assert "거주자와 정한 날" in page


def test_none_of_the_days_suits(world, visited):
    world.text("4", TENANT)
    assert (latest_question().answer, latest_question().chosen_on) == ("4", None)


def test_a_digit_of_somebody_who_was_not_asked_is_a_text_as_others(world, visited):
    world.text("2", "01000000044")
    assert latest_question().answer == ""


def test_they_are_asked_how_it_went(world, visited):
    number, path, firm = visited
    report(firm, path, number)
    spot(world, number)
    assert latest_question("after").answer == ""
    world.text("2", TENANT)
    assert latest_question("after").answer == "2"
    assert works.Measure.objects.get(id=number).state == "accepted"


def test_erasing_a_person_takes_their_answers(world, visited):
    from townline.prevention.works.progress.api import person_part

    part = person_part()
    assert part.tell("+82" + TENANT[1:])
    part.erase("+82" + TENANT[1:], actor=SERVER, reason="", now=world.now)
    assert not ResidentAsk.objects.exists()


def test_a_household_reads_what_when_and_by_whom(world, visited):
    world.text("2", TENANT)
    row = latest_question()
    (line,) = home_works(1)
    assert line[0] == "차수판"
    assert "다온건설" in line[1]
    assert resident_moments.day(row.chosen_on, "ko") in line[1]
    assert home_works(2) == []


def test_a_household_reads_in_which_year_a_work_was_finished(world, visited):
    works.Measure.objects.update(accepted_at=world.now - dt.timedelta(days=400))
    (line,) = home_works(1)
    assert line[1] == "2025년 10월 21일(화)에 마쳤습니다."


def test_answers_are_let_go_by_age(world, visited):
    (rule,) = retention_rules()
    assert rule.sweep(world.now, 100) == 0
    assert rule.sweep(world.now + dt.timedelta(days=1), 100) == 1
    assert not ResidentAsk.objects.exists()


def test_no_holiday_is_offered_and_no_day_that_the_firm_has_full(world, visited):
    _, path, firm = visited
    offered = [dt.date.fromisoformat(day) for day in latest_question().days]
    assert all(day.isoweekday() < 6 for day in offered[1:])
    Holiday.objects.create(date=offered[1], name_ko="임시공휴일")
    ids = ready(world, *map(str, range(20, 28)))
    full = path_of(order_works(world, ids))
    press(firm, full, "accept", planned_on=offered[2].isoformat())
    district.forget()
    press(firm, path, "move", planned_on=offered[0].isoformat())
    again = [dt.date.fromisoformat(day) for day in latest_question().days]
    assert again[0] == offered[0]
    assert not {offered[1], offered[2]} & set(again[1:])
    assert len(set(again)) == 3

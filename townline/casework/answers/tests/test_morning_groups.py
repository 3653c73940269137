"""At seven the mayor sees what presses first, and the rest by issue and place."""

import gzip
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.casework.answers.rules.morning import NamedSpot, gazetteer
from townline.casework.cases.models import Case
from townline.platform.conversations import api as conversations
from townline.platform.departments import api as departments

pytestmark = pytest.mark.django_db


def sort(world, code, service="roads"):
    from townline.casework.cases import api as cases

    cases.case_assign(world.by("clerk1"), code=code, service=service)


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_texts_are_grouped_by_issue_and_place_with_their_numbers(visit, world):
    service = departments.services()[0]
    for number, body in enumerate(
        ["느티로 21 앞이 파였어요", "느티로21 구멍이요", "길이 파였어요"]
    ):
        sort(world, world.text(body, f"0100000010{number}"), service.service_code)
    page = words(visit("mayor").get("/morning/"))
    assert re.search(rf"{service.name_ko} 3건", page)
    assert "느티로 21 2 · 위치 미지정 1" in page
    assert "느티로 21 2건" in page


def test_english_names_the_same_places(visit, world):
    sort(
        world, world.text("There is a hole at 21 Neuti-ro"), departments.services()[0].service_code
    )
    assert "21 Neuti-ro · " in words(visit("mayor", "en").get("/morning/"))


def test_danger_comes_before_all_else_and_is_not_told_twice(visit, world):
    from townline.casework.alarms import api as alarms

    code = world.text("가스 냄새가 나요")
    alarms.case_mark_danger(world.by("clerk1"), code=code, danger=True)
    page = visit("mayor").get("/morning/").content.decode()
    assert page.count(f"/morning/text/{code}/") == 1
    assert page.index("우선 처리할 민원") < page.index("승인 대기 중인 답변이 없습니다")


def test_what_came_before_last_evening_is_not_new_but_may_be_due(visit, world):
    code = world.text("길이 파였어요")
    sort(world, code)
    world.wait(hours=40)
    page = words(visit("mayor").get("/morning/"))
    assert "분야·위치별 묶음" not in page
    assert re.search(r"오늘 기한 1건 .*길이 파였어요", page)


def test_what_is_late_is_shown_with_who_has_it(visit, world):
    from townline.casework.cases import api as cases

    officer = departments.staff_by_username("roads.officer")
    one, other = world.text("길이 파였어요"), world.text("가로등이 꺼졌어요", "01000000043")
    for code, person in ((one, officer.id), (other, None)):
        cases.case_assign(world.by("clerk1"), code=code, department="roads", assignee=person)
    world.wait(hours=50)
    page = words(visit("mayor").get("/morning/"))
    assert "기한 경과 2건 모두 보기" in page
    assert re.search(rf"길이 파였어요 .*도로과 · {officer.name_ko} · 부서 배정", page)
    assert re.search(r"가로등이 꺼졌어요 .*도로과 · 담당자 미지정", page)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("느티로 21 앞", "느티로 21"),
        ("느티로21앞", "느티로 21"),
        ("느티로 213", None),
        ("느티로 2", "느티로 2"),
        ("NEUTI-RO 21", None),
        ("at 21 neuti-ro", "느티로 21"),
        ("", None),
    ],
)
def test_the_longest_name_that_stands_there_is_the_place(text, found):
    names = gazetteer([NamedSpot("느티로 2", "2 Neuti-ro"), NamedSpot("느티로 21", "21 Neuti-ro")])
    spot = names.spot_in(text)
    assert (spot.name_ko if spot else None) == found


@pytest.fixture
def two_hundred(world):
    """Two hundred new texts of as many residents, over all services and many places."""
    from townline.platform.core.models import Place

    first = Case.objects.get(code=world.awaiting())
    senders = [
        conversations.HistorySender(number=f"01000001{n:03d}", language="ko", first_at=world.now)
        for n in range(200)
    ]
    made = conversations.history_reserve(senders=senders, incoming=0, outgoing=0)
    services, places = departments.services(), list(Place.objects.order_by("id"))
    for number, resident in enumerate(made.residents.values()):
        first.pk, first.code = None, f"H6-9{number:05d}"
        first.resident_id, first.state = resident, "with_department"
        first.service_id = services[number * number % len(services)].service_code
        place = places[number * 7 % len(places)].name_ko
        first.title = f"{services[number % len(services)].name_ko} · {place}"
        first.preview = f"{place}에 {number}일째 그대로예요 {number * 37 % 100}번이나 말했는데요"
        first.save()


def test_two_hundred_new_texts_cost_few_questions_and_a_small_page(visit, two_hundred):
    client = visit("mayor")
    client.get("/morning/")  # what each process reads once in half a minute is not counted
    with CaptureQueriesContext(connection) as found:
        page = client.get("/morning/", headers={"accept-encoding": "gzip"})
    assert len(found) <= 25
    assert len(page.content) <= 15_000
    html = gzip.decompress(page.content).decode()
    counts = [int(n) for n in re.findall(r'class="count">(\d+)건', html)]
    assert "<dd>201</dd>" in html
    assert sum(counts) + html.count("미처리 문자") == 201

"""The sheet of a day and the presses on the way: plain forms, few questions, for who may."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import pictures
from townline.casework.visits import api
from townline.casework.visits.models import Visit
from townline.platform.departments import api as departments

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
PLACES = ("느티시장 입구", "한들역 1번 출구", "새벗사거리", "물레길 52", "솔내로 18")


@pytest.fixture
def plan(world):
    """Plan visits of the roads officer for today, each of a case of its own."""
    world.wait(hours=-5)  # 09:32 in Seoul

    def plan(number=1, first=0, **more):
        found = []
        for at in range(first, first + number):
            words = f"{PLACES[at % len(PLACES)]} 앞 길이 파였어요"
            code = world.text(words, sender=f"0100000{500 + at:04d}")
            world.assign(code)
            visit = api.visit_plan(
                world.by("roads.officer"),
                code=code,
                visitor=departments.staff_by_username("roads.officer").id,
                planned_at=dt.date(2026, 11, 25),
                tell=False,
                **more,
            )
            found.append((code, visit))
        return found

    return plan


def words(client, url):
    page = client.get(url)
    assert page.status_code == 200
    return page.content.decode()


def queries(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_a_day_on_the_phone_without_a_script(plan, visit, world):
    ((code, planned),) = plan()
    client = visit("roads.officer")
    assert "느티시장 입구" in words(client, "/visits/")
    for press, button in (("start", "출발"), ("arrive", "도착")):
        assert button in words(client, "/visits/")
        answer = client.post(
            f"/visits/{planned.id}/{press}",
            {"next": "/visits/", "latitude": "36.62", "longitude": "125.33"},
        )
        assert (answer.status_code, answer.headers["Location"]) == (302, "/visits/")
    photos = [SimpleUploadedFile("one.jpg", pictures.jpeg((60, 40)), "image/jpeg")]
    form = {"found": "지름 40cm입니다.", "photos": photos, "next": "/visits/", "tell": "on"}
    client.post(f"/visits/{planned.id}/finish", form)
    page = words(client, "/visits/")
    assert "지름 40cm입니다." in page
    planned.refresh_from_db()
    assert (planned.state, planned.here_latitude) == ("done", 36.62)
    (small,) = re.findall(r'src="(/cases/[^"]+/small)"', page)
    assert client.get(small).headers["Content-Type"] == "image/jpeg"
    assert "살펴보았습니다" in world.case(code).thread[-1].body


def test_what_was_found_goes_into_the_answer_once(plan, visit, world):
    ((code, planned),) = plan()
    client = visit("roads.officer")
    client.post(f"/visits/{planned.id}/finish", {"found": "지름 40cm"})
    world.draft(code, "현장을 확인했습니다. - 한들구 도로과")
    page = words(client, f"/cases/{code}/")
    assert "현장 확인 결과를 답변에 넣기" in page
    assert '<option value="지름 40cm를 확인했습니다.">' in page
    for _ in range(2):
        client.post(f"/visits/{planned.id}/to-answer", {"next": f"/cases/{code}/"})
    draft = world.case(code).draft
    expected = "현장을 확인했습니다.\n지름 40cm를 확인했습니다. - 한들구 도로과"
    assert (draft.body, world.case(code).row.state) == (expected, "drafted")
    world.submit(code)
    answer = client.post(f"/visits/{planned.id}/to-answer")
    assert answer.status_code == 409
    assert world.case(code).row.state == "awaiting_confirmation"


def test_a_visit_is_planned_and_moved_by_hand(plan, visit, world):
    ((code, _),) = plan()
    client = visit("roads.head")
    page = words(client, f"/cases/{code}/visit")
    assert "문자와 사진에서 찾은 위치: 느티시장 입구" in page
    officer = departments.staff_by_username("roads.officer2")
    assert f'<option value="{officer.id}">' in page
    assert "청소행정과 담당" not in page
    form = {"visitor": officer.id, "day": "2026-11-26", "time": "14:30", "place": "한들도서관"}
    answer = client.post(f"/cases/{code}/visit", form | {"note": "사진을 찍어 올 것", "tell": "on"})
    assert answer.headers["Location"] == f"/cases/{code}/"
    made = Visit.objects.order_by("-id")[0]
    assert made.planned_at == dt.datetime(2026, 11, 26, 5, 30, tzinfo=dt.UTC)
    assert (made.visitor_id, made.place_ko, made.timed) == (officer.id, "한들도서관", True)
    assert "현장 방문이 등록되었습니다" in words(visit("roads.officer2"), "/mine/")
    words(client, f"/visits/{made.id}/move")
    client.post(f"/visits/{made.id}/move", {"day": "2026-11-27", "time": ""})
    made.refresh_from_db()
    assert (made.timed, made.visitor_id) == (False, officer.id)


@pytest.mark.parametrize(
    ("form", "status", "message"),
    [
        ({"day": "2026-11-24"}, 422, "방문 일시는 지금보다 뒤여야 합니다"),
        ({"day": "2026-11-25", "time": "08:00"}, 422, "방문 일시는 지금보다 뒤여야 합니다"),
        ({"day": "모레"}, 422, "‘날짜’ 칸에 날짜를 적어 주세요"),
        ({"day": "2026-11-26", "time": "25:00"}, 422, "‘시각’ 칸에 시각을 적어 주세요"),
        ({"day": "2026-11-25"}, 422, "그때 이 민원의 방문이 이미 있습니다"),
    ],
)
def test_a_wrong_time_is_told_and_nothing_is_lost(plan, visit, form, status, message):
    ((code, _),) = plan()
    answer = visit("roads.officer").post(f"/cases/{code}/visit", form)
    assert answer.status_code == status
    assert message in answer.content.decode()
    assert Visit.objects.count() == 1


def test_a_photo_too_many_or_none_at_all_is_told(plan, visit):
    ((_, planned),) = plan()
    client = visit("roads.officer")
    many = [SimpleUploadedFile(f"{n}.jpg", b"x", "image/jpeg") for n in range(7)]
    answer = client.post(f"/visits/{planned.id}/finish", {"found": "파였음", "photos": many})
    assert (answer.status_code, "6장까지" in answer.content.decode()) == (422, True)
    none = SimpleUploadedFile("one.jpg", b"no picture", "image/jpeg")
    answer = client.post(f"/visits/{planned.id}/finish", {"found": "파였음", "photos": none})
    assert (answer.status_code, "사진으로 열 수 없는 파일입니다" in answer.content.decode()) == (
        422,
        True,
    )
    planned.refresh_from_db()
    assert planned.state == "planned"


def test_calling_off_needs_a_reason(plan, visit):
    ((_, planned),) = plan()
    client = visit("roads.officer")
    assert client.post(f"/visits/{planned.id}/cancel", {"reason": " "}).status_code == 422
    client.post(f"/visits/{planned.id}/cancel", {"reason": "벌써 고쳐졌음"})
    planned.refresh_from_db()
    assert planned.state == "cancelled"


def test_looking_changes_nothing_and_strangers_find_nothing(plan, visit):
    ((code, planned),) = plan()
    before = Visit.objects.values().get()
    for url in ("/visits/", "/visits/?view=week&who=all", f"/visits/{planned.id}/move"):
        visit("roads.officer").get(url)
    assert Visit.objects.values().get() == before
    stranger = visit("cleaning.officer")
    assert code not in words(stranger, "/visits/?who=all")
    assert stranger.get(f"/visits/{planned.id}/move").status_code == 404
    assert stranger.post(f"/visits/{planned.id}/start").status_code == 404
    assert visit("auditor").post(f"/visits/{planned.id}/start").status_code == 403
    assert code in words(visit("auditor"), "/visits/")


@pytest.mark.parametrize(
    "query", ["who=9" * 9, "day=0000-00-00", "day=x&who=%F0%9F", "view=week&who=d-x"]
)
def test_a_strange_address_shows_a_sheet(plan, visit, query):
    assert visit("roads.officer").get(f"/visits/?{query}").status_code == 200


@pytest.mark.parametrize("url", ["/visits/?who=all", "/visits/?who=all&view=week"])
def test_a_sheet_asks_the_same_of_the_database_for_one_and_for_ten(plan, visit, url):
    plan(1)
    client = visit("roads.officer")
    client.get(url)
    few = queries(client, url)
    plan(9, first=1)
    assert queries(client, url) == few <= 15


def test_where_one_is_heading_already_comes_first(plan, visit):
    plan(4)
    client = visit("roads.officer")
    last = re.findall(r'id="v(\d+)"', words(client, "/visits/"))[-1]
    client.post(f"/visits/{last}/start")
    assert re.findall(r'id="v(\d+)"', words(client, "/visits/"))[0] == last


def test_the_way_goes_on_from_where_the_phone_was(plan, visit, world):
    plan(5)
    client = visit("roads.officer")
    first = re.findall(r'id="v(\d+)"', words(client, "/visits/"))
    # The last one is the nearest to where the phone says that its holder stands.
    there = Visit.objects.get(id=first[4])
    form = {"found": "파였음", "latitude": there.latitude, "longitude": there.longitude}
    client.post(f"/visits/{first[2]}/finish", form)
    then = re.findall(r'id="v(\d+)"', words(client, "/visits/"))
    assert then[0] == first[4]


def test_what_came_again_is_shown_and_closed_on_the_case(visit, world):
    text = "느티시장 입구 앞 보도블록이 들려서 걸려 넘어집니다"
    for _ in range(2):
        code = world.text(text)
        world.assign(code)
        world.draft(code)
        world.submit(code)
        world.confirm(code)
        world.wait(minutes=1)
        for job in world.send():
            world.receipt(job)
        world.wait(days=40)
    code = world.text(text)
    world.assign(code)
    head = visit("roads.head")
    assert "같은 민원 3번째</b>, 통지한 답변 2건" in words(head, f"/cases/{code}/")
    assert "close-repeat" not in words(visit("roads.officer"), f"/cases/{code}/")
    head.post(f"/cases/{code}/close-repeat", {"reason": "두 번 답했음"})
    assert world.case(code).row.state == "closed"


def test_households_are_marked_on_the_case_and_seen_in_the_list(visit, world):
    codes = [
        world.text(f"솔내로 18 공사장 소음이 새벽마다 심해요 {n}번째", sender=f"0100000070{n}")
        for n in range(6)
    ]
    clerk = visit("clerk1")
    page = words(clerk, f"/cases/{codes[0]}/")
    assert "솔내로 18 관련 유사 민원을 6분이 보내셨습니다." in page
    clerk.post(f"/cases/{codes[0]}/group", {"member": codes[1:], "reason": "같은 공사장"})
    assert words(clerk, "/inbox/").count("다수인</span>") == 6
    assert "이 민원으로 모두 병합" in words(clerk, f"/cases/{codes[0]}/")
    clerk.post(f"/cases/{codes[0]}/group/merge")
    assert len(world.case(codes[0]).senders) == 6
    clerk.post(f"/cases/{codes[0]}/ungroup", {"reason": "끝남"})
    assert "다수인</span>" not in words(clerk, "/inbox/")

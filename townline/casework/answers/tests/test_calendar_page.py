"""The calendar as a page, and both clocks on the case page."""

import re

import pytest

from townline.casework.answers.tests.test_legal_clock import at, clock
from townline.casework.deadlines.models import CalendarChange

pytestmark = pytest.mark.django_db
URL = "/settings/calendar/"
DAY = {
    "day": "2026-11-27",
    "name_ko": "임시공휴일",
    "name_en": "Temporary Holiday",
    "kind": "temporary",
    "reason": "국무회의",
}


@pytest.fixture
def code(world):
    return world.text("길이 파였어요")


def test_everybody_reads_it_and_who_manages_changes_it(visit, code):
    assert "추석" in visit("clerk1").get(f"{URL}?year=2026").content.decode()
    assert "공휴일 추가" not in visit("clerk1").get(URL).content.decode()
    assert visit("clerk1").post(f"{URL}change", DAY).status_code == 403
    assert visit("clerk1").post(f"{URL}outage", DAY).status_code == 403
    assert "공휴일 추가" in visit("admin").get(URL).content.decode()
    assert "Chuseok" in visit("admin", "en").get(URL).content.decode()


def test_a_day_is_looked_at_first_and_then_added(visit, code):
    client = visit("admin")
    page = client.post(f"{URL}change", DAY).content.decode()
    assert "처리 중인 민원 1건의 기한이 변경됩니다" in page
    assert code in page
    assert clock(code).due_at == at(12, 3)
    answered = client.post(f"{URL}change", DAY | {"do": "apply"}, follow=True)
    page = answered.content.decode()
    assert "1건의 기한이 변경되었습니다" in page
    assert code in page
    assert clock(code).due_at == at(12, 4)


def test_a_day_that_has_passed_is_warned_of(visit, code):
    page = visit("admin").post(f"{URL}change", DAY | {"day": "2026-11-24"}).content.decode()
    assert "지난 날짜입니다" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"day": "2026-13-40"}, "‘날짜’ 칸에 날짜를 적어 주세요"),
        ({"day": ""}, "‘날짜’ 칸이 비어 있습니다"),
        ({"day": "2026-12-25"}, "이미 공휴일입니다"),
        ({"deed": "remove"}, "공휴일이 아니어서 삭제할 것이 없습니다"),
    ],
)
def test_bad_input_is_told_beside_the_field(visit, code, wrong, words):
    page = visit("admin").post(f"{URL}change", DAY | {"do": "apply"} | wrong)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not CalendarChange.objects.exists()


def test_strange_addresses_are_no_trouble(visit):
    client = visit("admin")
    for query in (
        "?year=x",
        "?year=99999999999",
        "?change=x",
        "?change=999999999999999",
        "?year=²",
    ):
        assert client.get(URL + query).status_code == 200, query


def test_an_outage_begins_and_ends(visit, world, code):
    client = visit("admin")
    outage = {"start_at": "2026-11-25T09:00", "reason": "전산 장애"}
    assert client.post(f"{URL}outage", {"start_at": "x"}).status_code == 422
    page = client.post(f"{URL}outage", outage, follow=True).content.decode()
    assert "산입 제외 중" in page
    case = visit("clerk1").get(f"/cases/{code}/").content.decode()
    assert "산입 제외 · 업무를 볼 수 없는 동안" in case
    world.wait(hours=1)
    number = page.split('name="outage" value="')[1].split('"')[0]
    client.post(f"{URL}outage/end", {"outage": number})
    assert clock(code).state == "running"


def test_both_clocks_stand_on_the_case_page(visit, code):
    page = visit("clerk1").get(f"/cases/{code}/").content.decode()
    assert "<span>답변 기한</span>" in page
    legal = page.split('id="legal-clock"')[1].split("</section>")[0]
    assert "법정 처리기한" in legal
    assert "7일 · 고충민원 · " in legal
    assert "근무일 7일, 첫날 포함" in page
    assert "민원 처리에 관한 법률" in page
    page = visit("clerk1", "en").get(f"/cases/{code}/").content.decode()
    assert "7 working days, including the first day" in page
    # In English the weekday and the hour, and the whole for whoever asks.
    due = re.search(
        r'title="(\w{3}) [^"]+, (\d\d:\d\d)">([^<]+)</time>', page.split('id="clocks"')[1]
    )
    assert due is not None
    assert due[3] == f"{due[1]} {due[2]}"


def test_kind_and_extension_by_forms(visit, world, code):
    world.assign(code)
    client = visit("roads.head")
    client.post(f"/cases/{code}/petition-kind", {"kind": "proposal"})
    assert clock(code).rule == "D:14"
    page = client.post(f"/cases/{code}/extend", {"count": "30", "reason": "자재"})
    assert page.status_code == 422
    assert "원래 처리기간보다 길게 연장할 수 없습니다" in page.content.decode()
    for count in ("", "x", "-1", "²", "0"):
        assert (
            client.post(f"/cases/{code}/extend", {"count": count, "reason": "자재"}).status_code
            == 422
        )
    response = client.post(f"/cases/{code}/extend", {"count": "2", "reason": "자재"}, follow=True)
    assert "까지 연장했습니다" in response.content.decode()
    assert clock(code).due_at == at(12, 16)


def test_a_late_case_is_loud(visit, world, code):
    world.wait(days=9)
    client = visit("clerk1")
    assert "법정 처리기한 경과" in client.get("/inbox/?view=legal_overdue").content.decode()
    page = client.get(f"/cases/{code}/").content.decode()
    assert 'class="tl-mark danger"' in page.split('id="legal-clock"')[1].split("</section>")[0]


def test_who_cannot_extend_is_told_who_can_by_role_and_post(visit, world):
    code = world.text("길이 파였어요")
    world.assign(code)
    page = visit("roads.officer").get(f"/cases/{code}/").content.decode()
    notice = "처리기간 연장은 다음 담당자에게 요청해 주세요: "
    assert f"{notice}부서장(도로과장), 민원 접수 담당자(민원여권과)" in page
    for username in ("roads.head", "clerk1", "auditor"):
        assert "다음 담당자에게" not in visit(username).get(f"/cases/{code}/").content.decode()
    english = visit("roads.officer", "en").get(f"/cases/{code}/").content.decode()
    assert "To extend the period, ask: Head of department (Head of Roads)" in english

"""The front desk's pages: finding, issuing, changing, with owners masked throughout."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import LeaseState
from townline.lines.safenumbers.models import Lease, OwnerPhone
from townline.lines.safenumbers.tests.number_plates import OTHER, PHONE, issue, plate, small_pool
from townline.platform.core.models import Transition

pytestmark = pytest.mark.django_db
FORM = {
    "plate": "12가 3456",
    "phone": [PHONE],
    "audience": "resident",
    "language": "ko",
    "consent": "on",
}


@pytest.fixture
def desk(visit):
    return visit("clerk1")


def act_on_lease(desk, lease, name, **fields):
    return desk.post(f"/numbers/{lease.id}/{name}/", fields)


def test_only_who_keeps_numbers_gets_in(world, visit):
    lease = issue(world.now)
    for path in ("/numbers/", "/numbers/new/", f"/numbers/{lease.id}/"):
        assert visit().get(path).status_code == 302
        assert visit("roads.officer").get(path).status_code == 403
    assert visit("roads.officer").post(f"/numbers/{lease.id}/resume/").status_code == 403
    assert visit().post(f"/numbers/{lease.id}/resume/").status_code == 401


def test_a_number_is_issued_at_the_counter(desk):
    response = desk.post("/numbers/new/", FORM | {"phone": [PHONE, OTHER]})
    lease = Lease.objects.get()
    assert response["Location"] == f"/numbers/{lease.id}/"
    page = desk.get(response["Location"]).content.decode()
    assert api.number_shown(lease.number_id) in page
    assert "010-****-0042" in page
    assert "12가 **56" in page
    for secret in ("3456", "010-0000-0042", "00000042", "01000000042"):
        assert secret not in page


@pytest.mark.parametrize(
    ("fields", "anchor"),
    [({"plate": "거북이"}, "#plate"), ({"phone": ["12"]}, "#phone"), ({"consent": ""}, "#consent"),
     ({"phone": [""]}, "#phone"), ({"phone": ["0504-0000-1234"]}, "#phone")],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(desk, fields, anchor):
    response = desk.post("/numbers/new/", FORM | fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="{anchor}"' in page
    assert "<title>오류:" in page
    typed = "거북이" if anchor == "#plate" else "12가 3456"
    assert f'value="{typed}"' in page
    assert not Lease.objects.exists()


def test_a_car_with_a_number_is_told_apart(desk, world):
    issue(world.now)
    response = desk.post("/numbers/new/", FORM | {"phone": [OTHER]})
    assert response.status_code == 422
    assert "이미 번호가 있거나" in response.content.decode()


@pytest.mark.parametrize(
    "text", ["12가3456", "12가 3456", PHONE, "+82 10 0000 0042", "NUMBER", "CODE"]
)
def test_a_lease_is_found_by_car_telephone_number_and_code(desk, world, text):
    lease = issue(world.now)
    issue(world.now, "34나5678", phones=[OTHER])
    words = {"NUMBER": api.number_shown(lease.number), "CODE": lease.code}.get(text, text)
    response = desk.post("/numbers/", {"q": words})
    assert response["Location"] == f"/numbers/{lease.id}/"
    looked = Transition.objects.filter(event="search:number:look_up")
    assert looked.count() == (1 if "10" in text else 0)
    assert "0042" not in str([(line.data, line.reason) for line in looked])


def test_what_cannot_be_searched_for_is_said(desk):
    response = desk.post("/numbers/", {"q": "가나다"})
    assert response.status_code == 422
    assert "차 번호, 안심번호" in response.content.decode()
    assert "검색 결과가 없습니다" in desk.post("/numbers/", {"q": "99하9999"}).content.decode()


def test_every_deed_of_the_page(desk, world):
    lease = issue(world.now)
    response = act_on_lease(desk, lease, "suspend")
    assert "번호를 일시 정지할까요?" in response.content.decode()
    assert api.lease_get(lease.id).state is LeaseState.ACTIVE
    assert act_on_lease(desk, lease, "suspend", sure="on").status_code == 422
    act_on_lease(desk, lease, "suspend", sure="on", reason="잘못 붙임")
    assert api.lease_get(lease.id).state is LeaseState.SUSPENDED
    act_on_lease(desk, lease, "resume")
    act_on_lease(desk, lease, "hours", quiet_from="22:00", quiet_until="07:00")
    act_on_lease(desk, lease, "talks")
    act_on_lease(desk, lease, "phone_add", phone=OTHER)
    second = OwnerPhone.objects.get(lease=lease.id, position=1)
    act_on_lease(desk, lease, "phone_first", which=second.pk)
    assert [p.value[-4:] for p in api.owner_phones(lease.id)] == ["0043", "0042"]
    act_on_lease(
        desk, lease, "phone_out", which=OwnerPhone.objects.get(lease=lease.id, position=1).pk
    )
    act_on_lease(desk, lease, "transfer", plate="34나5678")
    act_on_lease(desk, lease, "renew")
    changed = api.lease_get(lease.id)
    assert (changed.state, changed.talks_unasked, changed.plate_masked) == (
        LeaseState.ACTIVE,
        False,
        "34나 **78",
    )
    assert (changed.quiet_from.hour, changed.quiet_until.hour, changed.phones) == (22, 7, 1)
    page = desk.get(f"/numbers/{lease.id}/").content.decode().partition('id="history"')[2]
    for words in (
        "일시 정지",
        "재개",
        "전화번호 변경",
        "다른 차로 변경",
        "기간 연장",
        "잘못 붙임",
    ):
        assert words in page


def test_a_number_is_rotated_and_ended_only_when_asked_twice(desk, world):
    lease = issue(world.now)
    assert "실행을 취소할 수 없습니다" in act_on_lease(desk, lease, "rotate").content.decode()
    response = act_on_lease(desk, lease, "rotate", sure="on", reason="광고 전화")
    new = Lease.objects.get(replaces=lease.id)
    assert response["Location"] == f"/numbers/{new.id}/"
    assert api.lease_get(lease.id).state is LeaseState.ROTATED
    act_on_lease(desk, api.lease_get(new.id), "end", sure="on", reason="차를 팜")
    assert api.lease_get(new.id).state is LeaseState.ENDED
    again = act_on_lease(desk, api.lease_get(new.id), "end", sure="on", reason="차를 팜")
    assert again.status_code == 422


def test_the_list_needs_the_same_queries_for_one_and_for_many(desk, world):
    issue(world.now, plate(0))
    desk.get("/numbers/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        desk.get("/numbers/")
    for number in range(1, 12):
        issue(world.now, plate(number), phones=[f"010-0000-{number:04d}", OTHER])
    with CaptureQueriesContext(connection) as many:
        page = desk.get("/numbers/").content.decode()
    assert len(many) == len(few)
    assert len(re.findall(r'<tr>\s*<th scope="row">', page)) == 12


def test_who_waits_stands_in_line(desk, world):
    small_pool(1, now=world.now)
    issue(world.now, "11가1111")
    first = issue(world.now, "22가2222")
    world.wait(minutes=1)
    second = issue(world.now, "33가3333")
    page = desk.get("/numbers/?state=waiting").content.decode()
    assert page.index(str(first.id)) < page.index(str(second.id))
    assert "남은 번호 없음" in page
    assert "2번째" in desk.get(f"/numbers/{second.id}/").content.decode()


def test_the_pages_are_there_in_english(world, visit):
    desk = visit("clerk1", language="en")
    lease = issue(world.now)
    for path in ("/numbers/", "/numbers/new/", f"/numbers/{lease.id}/"):
        page = desk.get(path).content.decode()
        body = page[page.index("<main") : page.index("</main>")]
        # The way up from a number stands above it.
        assert "safe number" in page[page.index('class="ui-place') :].lower()
        known = r"가|서울|한국어|<option[^>]*>[^<]*"
        assert re.findall(r"[가-힣]{2,}", re.sub(known, "", body)) == []

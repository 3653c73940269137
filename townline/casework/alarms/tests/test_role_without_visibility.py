"""A role that sees no texts is told so: never that there are none."""

import pytest

from townline.casework.alarms.tests.alarming import raise_alarm
from townline.casework.coordination.models import Meeting

pytestmark = pytest.mark.django_db
NO_ACCESS = "이 계정의 역할로는 민원 내용을 볼 수 없습니다"


@pytest.fixture
def code(world):
    return world.awaiting("느티시장 앞 길이 파였어요")


PAGES = [
    "/inbox/", "/inbox/?view=all", "/search/", "/search/?q=길", "/search/?number=", "/mine/",
    "/visits/", "/promises/", "/promises/export.csv", "/alarms/", "/alarms/export.csv",
    "/incidents/suggested/", "/meetings/", "/referrals/", "/morning/", "/figures/", "/team/",
    "/cases/{code}/", "/morning/{code}/", "/morning/text/{code}/",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_an_administrator_is_told_what_to_do(visit, code, path):
    client = visit("admin")
    page = client.get(path.format(code=code))
    body = page.content.decode()
    assert page.status_code == 403
    assert NO_ACCESS in body
    assert "/settings/people/" in body
    assert "느티시장" not in body


def test_in_english_as_well(visit, code):
    body = visit("admin", "en").get("/search/?q=road").content.decode()
    assert "Your role cannot see what residents wrote" in body


def test_links_that_staff_send_one_another_say_it_too(visit, world, code):
    alarm = raise_alarm(world, sender="01000000043")
    for path in (f"/cases/{code}/note", f"/alarms/{alarm.id}/acknowledge"):
        page = visit("admin").post(path, {"body": "글"})
        assert (page.status_code, NO_ACCESS in page.content.decode()) == (403, True)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("username", ["clerk1", "roads.officer", "auditor"])
def test_who_sees_texts_hears_of_what_is_not_there(visit, code, username):
    found = visit(username).get("/search/?q=없는말")
    assert (found.status_code, NO_ACCESS in found.content.decode()) == (200, False)
    missing = visit(username).get("/cases/H6-999999/")
    assert (missing.status_code, NO_ACCESS in missing.content.decode()) == (404, False)


def test_what_an_administrator_looks_after_stays_open(visit):
    for path in ("/", "/links/", "/settings/people/", "/settings/calendar/", "/duty/", "/my/keys/"):
        page = visit("admin").get(path, follow=True)
        assert (page.status_code, NO_ACCESS in page.content.decode()) == (200, False), path

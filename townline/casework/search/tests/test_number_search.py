"""A number is looked up by a form only, shown masked, never put into a link, and recorded."""

import re

import pytest

from townline.casework.cases import api as cases
from townline.casework.search import api
from townline.platform.core.models import Transition
from townline.platform.departments import api as departments

pytestmark = pytest.mark.django_db
NUMBER = "010-0000-0042"
WRITTEN = [NUMBER, "01000000042", "+82 10 0000 0042", "(010) 0000.0042", "0082-10-0000-0042"]


@pytest.fixture
def code(world):
    world.text("쓰레기가 쌓였어요", sender="01000000043")
    return world.text("길이 파였어요")


def lookups():
    return list(Transition.objects.filter(event__endswith=":number:look_up").order_by("id"))


def numbers_in_links(page):
    found = re.findall(r'(?:href|action|data-url)="([^"]*)"', page)
    return [link for link in found if "1000000042" in re.sub(r"\D", "", link)]


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("url", ["/search/", "/inbox/refine"])
def test_a_form_finds_a_resident_by_number_however_written(visit, code, written, url):
    page = visit("clerk1").post(url, {"q": written, "view": "all"}).content.decode()
    assert f'id="row-{code}"' in page
    assert "쓰레기가" not in page
    assert "010-****-0042" in page
    assert written not in page
    assert numbers_in_links(page) == []


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("url", ["/search/", "/inbox/", "/cases/{code}/", "/mine/"])
def test_an_address_with_a_number_finds_nothing_and_is_left_at_once(visit, code, written, url):
    client = visit("clerk1")
    answer = client.get(url.format(code=code), {"q": written})
    assert answer.url == "/search/?number="
    page = client.get(answer.url).content.decode()
    assert "번호는 주소에 남으면 안 되어 검색하지 않았습니다" in page
    assert f"row-{code}" not in page
    assert lookups() == []


def test_the_way_to_the_sign_in_does_not_carry_a_number_on(visit, code):
    client = visit()
    answer = client.get("/search/", {"q": NUMBER})
    assert "0042" not in answer.url
    assert "0042" not in client.get(answer.url).url


def test_words_go_into_an_address_that_can_be_kept(visit, code):
    client = visit("clerk1")
    answer = client.post("/search/", {"q": "파였어요"})
    assert f'id="row-{code}"' in client.get(answer.url).content.decode()
    answer = client.post("/inbox/refine", {"q": "파였어요", "view": "todo"})
    assert answer.url.startswith("/inbox/?view=todo&q=")
    assert lookups() == []


def test_every_look_is_recorded_with_who_and_whom(visit, world, code):
    client, clerk = visit("clerk1"), departments.staff_by_username("clerk1")
    client.post("/search/", {"q": NUMBER})
    client.post("/search/", {"q": "010-0000-9999"})
    known, unknown = lookups()
    assert known.subject == f"resident:{world.case(code).resident_id}"
    assert unknown.subject == "search"
    assert {known.actor, unknown.actor} == {f"staff:{clerk.id}"}


def test_one_who_may_not_see_numbers_finds_none_by_number(visit, world, code):
    answer = visit("auditor").post("/search/", {"q": NUMBER})
    assert answer.status_code == 403
    assert "번호를 볼 수 있는 사람만" in answer.content.decode()
    assert code not in answer.content.decode()
    with pytest.raises(cases.NotAllowed):
        api.cases_by_number(world.by("auditor"), number=NUMBER, filters=cases.CaseFilters())
    assert lookups() == []


def test_a_number_shows_no_case_of_another_department(visit, world, code):
    world.assign(code, "cleaning")
    page = visit("roads.officer").post("/search/", {"q": NUMBER}).content.decode()
    assert code not in page


def test_less_than_a_number_is_refused(world):
    with pytest.raises(cases.InvalidInput, match="010-0000-0042"):
        api.cases_by_number(world.by("clerk1"), number="0042", filters=cases.CaseFilters())


def test_the_list_itself_knows_no_number(world, code):
    for written in WRITTEN:
        filters = cases.CaseFilters(view="all", q=written)
        page = cases.cases_list(world.by("clerk1"), filters=filters)
        assert page.rows == []

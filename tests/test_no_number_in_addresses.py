"""No page of staff takes a telephone or registration number from an address, or shows it."""

import re
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from django.urls import get_resolver

from tests.site import prove
from tests.test_signed_out import _is_marked, patterns, staff_paths

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[1] / "townline"
SEARCH = "/search/?number="
SPELLINGS = [
    ("q", "010-0000-1234"), ("q", "01000001234"), ("anything", "+82 10 0000 1234"),
    ("where", "０１０ ００００ １２３４"), ("next", "/x?q=010.0000.1234"),
    ("q", "느티로 010 0000 1234 앞"), ("name", "000101-3000000"), ("010-0000-1234", ""),
]  # fmt: skip
PLACES = ["surveys", "works", "explorations", "works/progress", "briefings", "desk", "numbers"]


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def holds(text: str) -> bool:
    plain = digits(text)
    return "00001234" in plain or "000101300" in plain


def address_with_number(path: str, number: int) -> str:
    name, value = SPELLINGS[number % len(SPELLINGS)]
    return f"{path}?{quote(name)}={quote_plus(value)}"


def wrong(client, path: str, number: int) -> str:
    """Give what a page does with a number in its address that it must not; "" for nothing."""
    address = address_with_number(path, number)
    page = client.get(address)
    if page.status_code not in {302, 405}:
        return f"{address}: {page.status_code}"
    if holds(page.headers.get("Location", "")) or holds(page.content.decode()):
        return f"{address}: is shown"
    script = client.get(address, headers={"Accept": "application/json"})
    if script.status_code not in {400, 405} or holds(script.content.decode()):
        return f"{address}: a program is answered with {script.status_code}"
    return ""


@pytest.mark.parametrize("username", [None, "clerk1", "admin"])
def test_no_page_of_staff_takes_a_number_from_its_address(world, visit, username):
    client = visit(username)
    if username:
        prove(client, world.now)
    every = enumerate(staff_paths())
    assert [found for number, path in every if (found := wrong(client, path, number))] == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("number", range(len(SPELLINGS)))
def test_each_spelling_leads_to_the_search(world, visit, place, number):
    for username in (None, "clerk1"):
        assert visit(username).get(address_with_number(f"/{place}/", number)).url == SEARCH


def test_the_search_says_how_to_look_for_a_number(world, visit):
    page = visit("clerk1").get(SEARCH).content.decode()
    assert "전화번호" in page
    assert 'method="post"' in page


def test_who_reads_no_texts_is_told_on_their_own_page(world, visit):
    client = visit("admin")
    prove(client, world.now)
    page = client.get("/settings/people/?q=010-0000-1234", follow=True)
    assert page.redirect_chain == [("/settings/people/", 302)]
    assert "검색 화면에서 찾아 주세요" in page.content.decode()


@pytest.mark.parametrize(
    "referer", ["/surveys/?q=010-0000-1234&dong=1", "/x/01000001234/", "/surveys/?dong=1"]
)
def test_the_way_back_from_the_sign_in_holds_no_number(visit, referer):
    response = visit().get(
        "/inbox/", headers={"HX-Request": "true", "Referer": f"http://testserver{referer}"}
    )
    assert not holds(response.json()["sign_in"])
    assert ("dong%3D1" in response.json()["sign_in"]) == ("dong" in referer)


def test_a_number_that_was_given_as_the_way_back_is_dropped(visit):
    page = visit().get("/sign-in/?next=/surveys/%3Fq%3D010-0000-1234%26dong%3D1").content.decode()
    assert not holds(page)
    assert "/surveys/?dong=1" in page


def test_ordinary_addresses_are_as_before(world, visit):
    client = visit("clerk1")
    assert client.get("/inbox/?view=all&q=맨홀 18").status_code == 200
    assert client.get("/explorations/?page=2026").status_code == 200


def test_only_the_one_guard_marks_a_page_as_one_of_staff():
    marks = re.compile(r"\bneeds_sign_in\b")
    found = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if "tests" not in path.parts and marks.search(path.read_text())
    }
    assert found == {"platform/web/staff.py", "platform/web/signing_in.py"}


def test_a_view_without_the_guard_would_be_found(monkeypatch):
    """What no door of a room's ``doors.py`` names must be guarded: ``tests/test_doors.py``."""
    from tests import test_doors

    one = next(each for path, each in patterns(get_resolver().url_patterns) if path == "surveys/")
    assert _is_marked(one)
    monkeypatch.setattr(one, "callback", lambda request: None)
    assert "surveys/" in test_doors.open_addresses() - test_doors.declared_doors()

"""Searching by the API: words anywhere, a number only in a body."""

import pytest

from townline.platform.core.models import Transition

pytestmark = pytest.mark.django_db
NUMBER = "010-0000-0042"


@pytest.fixture
def code(world):
    world.text("쓰레기가 쌓였어요", sender="01000000043")
    return world.text("길이 파였어요")


def codes(found):
    return [row["code"] for row in found["items"]]


def test_a_number_in_a_body_finds_its_resident_and_is_recorded(caller, code):
    assert codes(caller("clerk1").post("/cases/search", {"q": NUMBER})) == [code]
    line = Transition.objects.get(event="resident:number:look_up")
    assert line.subject.startswith("resident:")
    assert line.via == "token:script"


def test_a_number_in_an_address_finds_nothing(caller, code):
    found = caller("clerk1").get(f"/cases?q={NUMBER}")
    assert found == {"items": [], "next": None}
    assert not Transition.objects.filter(event="resident:number:look_up").exists()


def test_a_token_that_may_not_see_numbers_is_refused(caller, code):
    token = caller("clerk1", "cases:read")
    refusal = token.refused(403, "not-allowed", "POST", "/cases/search", {"q": NUMBER})
    assert NUMBER not in str(refusal)


def test_words_and_filters_work_as_in_the_list(world, caller, code):
    world.assign(code)
    clerk = caller("clerk1")
    assert codes(clerk.post("/cases/search", {"q": "파였어요"})) == [code]
    assert codes(clerk.post("/cases/search", {"state": "with_department"})) == [code]
    assert codes(clerk.post("/cases/search", {"q": NUMBER, "department": "cleaning"})) == []
    assert len(codes(clerk.post("/cases/search", {}))) == 2
    clerk.refused(422, "invalid-input", "POST", "/cases/search", {"state": "never"})


@pytest.mark.parametrize("q", [NUMBER, "번째"])
def test_pages_follow_one_another_by_a_cursor_in_the_body(world, caller, q):
    world.now = world.now.replace(hour=1)
    for n in range(5):
        code = world.text(f"{n}번째 길")
        world.assign(code)
        world.wait(days=8)  # beyond the time in which a text joins an open case
    clerk, seen, cursor = caller("clerk1"), [], ""
    while cursor is not None:
        found = clerk.post("/cases/search", {"q": q, "limit": 2, "cursor": cursor})
        seen += codes(found)
        cursor = found["cursor"]
    assert len(seen) == len(set(seen)) == 5

"""Joint work by keys, and axe on its pages."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.amount import ways
from tests.chromium import reply, violations
from townline.casework.coordination import api as coordination
from townline.casework.coordination.models import Meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def code(world):
    code = world.text("가로수 뿌리에 길이 솟았어요")
    world.assign(code)
    world.ask(code, "parks")
    coordination.position_give(world.by("parks.officer"), code=code, body="뿌리를 자르겠습니다.")
    coordination.meeting_call(
        world.by("roads.officer"),
        code=code,
        starts_at=world.now + dt.timedelta(hours=5),
        place="회의실",
        agenda="뿌리",
        departments=["parks"],
    )
    coordination.referral_hand(
        world.by("roads.officer"),
        code=code,
        agency="handeul-police",
        promised_at=world.now + dt.timedelta(days=1),
    )
    return code


def test_a_key_shows_the_positions_and_one_press_takes_them_into_the_draft(look, code):
    page = look("roads.officer", f"/cases/{code}/")
    page.keyboard.press("b")
    expect(page.locator("#joint")).to_be_focused()
    reply(page).fill("길을 고쳤습니다.")
    page.get_by_role("button", name="협조 의견을 답변에 넣기").click()
    expect(page.locator("#draft")).to_have_value(
        "길을 고쳤습니다.\n공원녹지과: 뿌리를 자르겠습니다.\n"
        "이 답은 도로과, 공원녹지과에서 함께 드립니다. "
        "궁금한 점은 이 문자에 그대로 답해 주세요. - 한들구 도로과"
    )


@pytest.mark.parametrize("width", ways([1440, 390]))
def test_its_pages_are_accessible_and_fit(look, code, width):
    page = look("parks.head", f"/cases/{code}/", width=width)
    page.evaluate("document.querySelectorAll('.tl-side details').forEach(d => d.open = true)")
    assert violations(page) == []
    for path in ("/meetings/", f"/meetings/{Meeting.objects.get().id}/", "/referrals/"):
        page.goto(path)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

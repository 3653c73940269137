"""Where a case lies: seen beside it, looked for and chosen by keyboard, on a narrow screen too."""

import re

import pytest
from playwright.sync_api import expect

from tests.chromium import violations
from tests.reader import reading
from townline.casework.cases.models import Case
from townline.casework.classification import api as classification

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SURE = reading(("roads", 0.97, ("구멍",)), sure=True)
CHOSEN = re.compile("이 위치로 지정.*한들도서관")


def test_a_place_is_seen_and_another_one_chosen(world, reader, look):
    reader.readings = {"구멍": SURE}
    code = world.text("느티로 21 앞 보도에 구멍이 났어요")
    world.wait(seconds=2)
    classification.readings_run(now=world.now)
    page = look("clerk1", f"/cases/{code}/")
    expect(page.locator("#place")).to_contain_text("느티로 21 (느티동)")
    assert violations(page) == []
    page.get_by_role("link", name="다른 위치 선택").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_label("이름이나 주소").fill("한들도서관")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=CHOSEN)).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    assert violations(page) == []
    page.get_by_role("button", name=CHOSEN).click()
    expect(page.locator("#place")).to_contain_text("직원이 수정")
    assert Case.objects.get(code=code).readings.get().dong == "한들동"

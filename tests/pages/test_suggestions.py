"""A clerk clears what is sure with one key, one case after the other."""

import re

import pytest
from playwright.sync_api import expect

from tests.chromium import violations
from tests.reader import reading
from townline.casework.cases.models import Case
from townline.casework.classification import api as classification

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SURE = reading(("roads", 0.97, ("구멍", "오토바이")), ("traffic", 0.02, ()), sure=True)
NUMBER = 4


@pytest.fixture
def waiting(world, reader):
    """Have sure ones and one that is not wait in the inbox."""
    reader.readings = {
        "구멍": SURE,
        "조용": reading(("noise_air", 0.5, ("밤",)), ("traffic", 0.3, ()), ("culture", 0.1, ())),
    }
    world.text("밤에 조용히 좀 해 주세요", "01000000099")
    for number in range(NUMBER):
        body = f"들어가는 길에 구멍이 났는데 어제 {number}번째 오토바이가 넘어질 뻔했어요"
        world.text(body, f"010000001{number:02d}")
    world.wait(seconds=2)
    while classification.readings_run(now=world.now).taken:
        pass


def test_an_inbox_is_cleared_with_one_key(waiting, look):
    page = look("clerk1", "/inbox/?view=sure")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#suggestion mark").first).to_have_text("구멍")
    expect(page.locator(".bubble mark")).to_have_count(2)
    assert violations(page) == []
    for left in range(NUMBER, 0, -1):
        expect(page.locator("#rows [data-row]")).to_have_count(left)
        expect(page.locator("[data-key=accept]")).to_have_count(1)
        with page.expect_navigation():
            page.keyboard.press("a")
    expect(page.locator("#rows [data-row]")).to_have_count(0)
    assert Case.objects.filter(department="roads", state="with_department").count() == NUMBER
    # The last press is still undone from where one is now.
    expect(page.locator("[data-key=undo]").first).to_be_visible()


def test_an_unsure_one_is_chosen_on_a_phone(waiting, look):
    page = look("clerk1", "/inbox/?view=unsure", width=390)
    page.locator("#rows [data-row]").click()
    box = page.locator(".side-box > summary")
    box.click()
    expect(page.locator("#suggestion form")).to_have_count(3)
    assert violations(page) == []
    page.locator("#suggestion button").nth(1).click()
    expect(page.locator("#state")).to_have_text(re.compile("교통행정과"))

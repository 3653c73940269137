"""What looks like the same thing is joined by one key and put back by another; axe on the pages."""

import re

import pytest
from playwright.sync_api import expect

from tests.chromium import violations
from townline.casework.cases.models import Case
from townline.casework.classification import api as classification
from townline.platform.triage import api as triage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOLES = (
    "느티시장 들어가는 길에 주먹만한 구멍이 났는데 어제 오토바이가 넘어질 뻔 했어요",
    "시장 입구 도로 구멍 크게 파였습니다",
    "느티시장 앞 길 구멍 위험해요",
    "구멍에 바퀴 빠졌어요 느티시장",
)
DARK = ("정전이에요", "전기가 나갔어요", "power is out here", "정전 복구 언제 되나요")


@pytest.fixture
def holes(world):
    """Give the codes of four cases about one hole, the earliest first."""
    return [_case_at_place(world, number, body) for number, body in enumerate(HOLES)]


@pytest.fixture
def dark(world):
    """Let four tell of one power cut."""
    for number, body in enumerate(DARK):
        _case_at_place(world, number, body)


def _case_at_place(world, number, body):
    code = world.text(body, sender=f"010000001{number:02d}")
    case = Case.objects.get(code=code)
    where = (36.61983 + number * 0.0003, 125.33245)
    place = triage.FoundPlace("point", "", "", "느티동", *where, (), "photo", sure=True)
    triage.index_put(
        reference=f"text:{case.last_incoming_id}",
        subject=f"case:{case.id}",
        body=body,
        vector=b"",
        at=world.now,
        place=place,
    )
    world.wait(hours=1)
    return code


def test_one_key_joins_and_another_puts_back(look, holes):
    last, first = holes[-1], holes[0]
    page = look("clerk1", f"/cases/{last}/")
    panel = page.locator("#alike")
    expect(panel.get_by_role("button", name=re.compile("^H6-[0-9]+ 병합"))).to_have_count(3)
    # It stands as far from the edge as what is below it.
    left = "box => box.querySelector('h2').getBoundingClientRect().left"
    assert panel.evaluate(left) == page.locator("#place").evaluate(left)
    named = panel.get_by_role("link").first.inner_text()
    assert violations(page) == []
    page.keyboard.press("g")
    expect(page.get_by_role("status").filter(has_text="에 병합했습니다")).to_be_visible()
    expect(page).to_have_url(re.compile(f"/cases/{named}/"))
    page.keyboard.press("z")
    expect(page.get_by_role("status").filter(has_text="실행을 취소했습니다")).to_be_visible()
    assert Case.objects.get(code=last).state == "received"
    assert first in holes


def test_a_suggested_incident_is_named_on_a_phone(world, look, dark):
    classification.incidents_run(now=world.now)
    page = look("clerk1", "/incidents/suggested/", width=390)
    assert violations(page) == []
    page.get_by_label("상황 이름").fill("느티동 저녁 정전")
    page.get_by_role("button", name="상황으로 지정").click()
    expect(page.get_by_role("heading", name="느티동 저녁 정전")).to_be_visible()
    assert violations(page) == []

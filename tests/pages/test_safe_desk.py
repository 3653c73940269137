"""Issuing by keyboard at the counter, and applying on a phone; nothing for axe to find."""

import re
from uuid import uuid4

import pytest

from tests.amount import ways
from tests.chromium import violations
from townline.lines.safenumbers import api
from townline.lines.safenumbers.models import Lease
from townline.lines.safenumbers.tests.number_plates import OTHER, PHONE, issue
from townline.platform.conversations.models import OutgoingText

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def good(page, width):
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_number_is_issued_by_keyboard(world, look):
    page = look("clerk1", "/numbers/new/")
    keys = page.keyboard
    good(page, 1440)
    assert page.evaluate("document.activeElement.id") == "plate"
    keys.type("거북이")
    keys.press("Enter")
    page.wait_for_selector(".tl-errors")
    good(page, 1440)
    assert page.title().startswith("오류:")
    page.locator("#consent").focus()
    keys.press("Space")
    keys.press("Enter")
    page.wait_for_selector("#plate-wrong")
    page.locator("#plate").focus()
    keys.press("Control+A")
    keys.type("12가 3456")
    keys.press("Tab")
    keys.type(PHONE)
    keys.press("Enter")
    page.wait_for_selector(".sn-number")
    good(page, 1440)
    lease = Lease.objects.get()
    assert api.number_shown(lease.number_id) in page.locator("h1").inner_text()
    assert "0042" in page.locator("#phones ~ ol, section:has(#phones)").first.inner_text()
    assert PHONE not in page.content()


@pytest.mark.parametrize(
    "way",
    ways([{"width": 1440, "language": "ko"}, {"width": 390, "language": "en", "dark": True}]),
    ids=lambda way: f"{way['width']}-{way['language']}",
)
def test_the_desk_is_accessible(world, look, way):
    lease = issue(world.now, phones=[PHONE, OTHER], fallback="02-0000-0100")
    for path in ("/numbers/", f"/numbers/{lease.id}/", "/numbers/new/", "/numbers/bulk/"):
        page = look("clerk1", path, **way)
        good(page, way["width"])
    page = look("clerk1", f"/numbers/{lease.id}/", **way)
    page.locator("form[action$='/end/'] button").click()
    good(page, way["width"])
    assert page.evaluate("document.activeElement.id") == "reason"


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
@pytest.mark.parametrize(
    "way",
    ways([{"width": 1440, "language": "ko"}, {"width": 320, "language": "en", "dark": True}]),
    ids=lambda way: f"{way['width']}-{way['language']}",
)
def test_calls_and_figures_are_accessible(world, look, way):
    by, now = world.person("clerk1"), world.now
    api.number_block(by=by, number="010-0000-0099", reason="장난 전화", until=None, now=now)
    for n in range(8):
        number = issue(now, f"12가{1000 + n}", phones=[f"0100000{2000 + n}"]).number
        api.call_begin(
            call_id=uuid4(), worker="w", trunk="t", dialled=number, caller=OTHER, now=now
        )
    for path in ("/numbers/calls/", "/numbers/figures/"):
        good(look("clerk1", path, **way), way["width"])


@pytest.mark.parametrize(
    "way",
    ways([{"width": 390, "language": "ko"}, {"width": 320, "language": "en", "dark": True}]),
    ids=lambda way: f"{way['width']}-{way['language']}",
)
def test_somebody_applies_on_a_phone(world, look, way):
    page = look(None, "/safe/", **way)
    good(page, way["width"])
    page.get_by_role("button").click()
    good(page, way["width"])
    assert page.evaluate("document.activeElement.id") == "problems"
    page.locator("#plate").fill("12가 3456")
    page.locator("#phone").fill(PHONE)
    page.locator("#consent").check()
    page.get_by_role("button").click()
    page.wait_for_selector("#code")
    good(page, way["width"])
    page.locator("#code").fill(re.search(r"\b(\d{6})\b", OutgoingText.objects.get().body)[1])
    page.get_by_role("button").click()
    page.wait_for_selector(".safe-number")
    good(page, way["width"])
    lease = Lease.objects.get()
    assert page.locator(".safe-number").inner_text() == api.number_shown(lease.number_id)
    assert "/safe/done" in page.url

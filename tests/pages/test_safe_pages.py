"""At a car and at its owner's: asked on one phone, answered on another; nothing for axe to find."""

import json

import pytest
from playwright.sync_api import expect

from tests.amount import ways
from tests.chromium import violations
from tests.pages.test_notifications import MINE
from townline.lines.safenumbers import api
from townline.lines.safenumbers.tests.number_plates import OTHER, PHONE, issue
from townline.lines.safenumbers.tests.outside_pages import qr
from townline.platform.core.outgoing import pushes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SMALL = """() => [...document.querySelectorAll('a, button, summary, .choice, input:not([type])')]
  .filter(box => box.checkVisibility() && box.getBoundingClientRect().height < 44)
  .map(box => box.outerHTML)"""
READY = """async () => {
  const place = await navigator.serviceWorker.getRegistration("/o/");
  for (let n = 0; n < 50 && !place.active; n++) await new Promise((go) => setTimeout(go, 100));
}"""
SHOWN = """async () => {
  const place = await navigator.serviceWorker.getRegistration("/o/");
  for (let n = 0; n < 5 && !(await place.getNotifications()).length; n++) {
    await new Promise((go) => setTimeout(go, 100));
  }
  return (await place.getNotifications()).map((one) => [one.title, one.body]);
}"""


@pytest.fixture
def lease(world):
    return issue(world.now, phones=[PHONE, OTHER])


@pytest.mark.parametrize(
    "way",
    ways([{"width": 390, "language": "ko"}, {"width": 320, "language": "en", "dark": True}]),
    ids=lambda way: f"{way['width']}-{way['language']}",
)
def test_they_are_accessible_and_nothing_is_cut_off(world, lease, look, way):
    page = look(None, qr(lease), **way)

    def good():
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= way["width"]
        assert page.evaluate(SMALL) == []

    good()
    page.get_by_role("button").click()
    good()
    assert page.evaluate("document.activeElement.id") == "problems"
    page.locator("#plate").fill("3456")
    page.get_by_role("button").click()
    good()
    api.page_ask(
        lease_id=lease.id, matter="window", tail="3456", phone="010-0000-0077", nonce="ab" * 16,
        language="ko", address="", now=world.now,
    )  # fmt: skip
    page.goto(api.owner_link(lease_id=lease.id, now=world.now))
    page.goto(f"/o/?lang={way['language']}")
    page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true })")
    good()
    for path in (
        "/o/app",
        "/o/phone",
        "/o/enter",
        "/o/rotate",
        "/o/leave",
        "/o/" + "0" * 32,
        "/q/x",
    ):
        page.goto(f"{path}?lang={way['language']}")
        good()


def test_asked_on_one_phone_and_answered_on_another(world, lease, look, noticing):
    passer = look(None, qr(lease), width=390, script=False)
    passer.get_by_label("창문이 열려 있어요").check()
    passer.get_by_label("차 번호 끝 네 자리").fill("34 56")
    passer.get_by_label("차 번호 끝 네 자리").press("Enter")
    expect(passer.get_by_role("heading", level=1)).to_have_text("차 주인에게 알렸습니다")
    link = api.owner_link(lease_id=lease.id, now=world.now)
    owner = look(None, link, width=390, browser=noticing)
    assert owner.url.endswith("/o/")
    expect(owner.get_by_role("heading", name="창문이 열려 있다고 합니다")).to_be_visible()
    owner.get_by_role("button", name="10분 안에 갑니다").press("Enter")
    expect(owner.get_by_role("status")).to_have_text("답을 전했습니다.")
    passer.reload()
    expect(passer.get_by_role("heading", level=1)).to_have_text("차 주인이 10분 안에 갑니다")
    hears(owner, lease)


def hears(page, lease):
    """Turn notices on, and hear of a request: a word without content, and the way to the page."""
    page.context.grant_permissions(["notifications"])
    page.add_init_script(MINE)
    page.get_by_role("link", name="이 휴대전화에 알림 받기").click()
    page.get_by_role("button", name="알림 켜기").click()
    expect(page.get_by_role("status")).to_have_text("알림을 켰습니다.")
    assert len(pushes.subscriptions_of(f"lease:{lease.id}")) == 1
    assert push_message(page) == [["요청이 왔습니다", "눌러서 보세요."]]


def push_message(page):
    """Let the browser's push service hand a message to our worker; give what is shown."""
    session, places = page.context.new_cdp_session(page), []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: places.extend(event["registrations"]),
    )
    session.send("ServiceWorker.enable")
    page.evaluate(READY)
    message = {"origin": page.evaluate("location.origin")}
    message["data"] = json.dumps({"kind": "request", "id": "x"})
    for _ in range(20):
        # A worker that is just starting loses what it is handed; the same tag shows once.
        message["registrationId"] = places[-1]["registrationId"]
        session.send("ServiceWorker.deliverPushMessage", message)
        if shown := page.evaluate(SHOWN):
            return shown
    return []

"""A browser is let be told, hears of a call, and shows kind and code; nothing for axe to find."""

import json

import pytest
from playwright.sync_api import expect

from tests.chromium import violations
from townline.platform.core.outgoing import pushes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# This machine reaches no push service: what the browser would have been given by one.
POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
GIVEN = {
    "endpoint": "https://push.example.org/opaque",
    "keys": {"p256dh": POINT, "auth": "BTBZMqHH6r4Tts7J_aSIgg"},
}
MINE = f"""Object.defineProperty(PushManager.prototype, "subscribe", {{
  value: async () => ({{ toJSON: () => ({json.dumps(GIVEN)}) }}),
}});"""
READY = """async () => {
  const place = await navigator.serviceWorker.getRegistration("/my/notifications/");
  for (let n = 0; n < 50 && !place.active; n++) await new Promise((go) => setTimeout(go, 100));
}"""
SHOWN = """async () => {
  const place = await navigator.serviceWorker.getRegistration("/my/notifications/");
  for (let n = 0; n < 5 && !(await place.getNotifications()).length; n++) {
    await new Promise((go) => setTimeout(go, 100));
  }
  return (await place.getNotifications()).map((one) => [one.title, one.body, one.data]);
}"""


def test_a_browser_is_told(world, look, noticing):
    code = world.text("길이 파였어요")
    page = look("roads.officer", "/mine/", width=390, browser=noticing)
    page.context.grant_permissions(["notifications"])
    page.add_init_script(MINE)
    page.goto("/my/notifications/")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="이 브라우저에서 받기").click()
    expect(page.get_by_text("이 브라우저에서 알림을 받습니다")).to_be_visible()
    page.get_by_label("메모에서 언급, 브라우저").check()
    page.get_by_role("button", name="저장").click()
    expect(page.get_by_text("저장했습니다.").first).to_be_visible()
    expect(page.get_by_label("메모에서 언급, 브라우저")).to_be_checked()
    assert len(pushes.subscriptions_of(f"staff:{world.person('roads.officer').staff_id}")) == 1
    assert push_message(page, {"kind": "mention", "case": code}) == [
        ["내부 메모에서 나를 언급했습니다", code, f"/cases/{code}/"]
    ]


def push_message(page, payload):
    """Let the browser's push service hand a message to our worker; give what is shown."""
    session = page.context.new_cdp_session(page)
    places = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: places.extend(event["registrations"]),
    )
    session.send("ServiceWorker.enable")
    page.evaluate(READY)
    message = {"origin": page.evaluate("location.origin"), "data": json.dumps(payload)}
    for _ in range(20):
        # A worker that is just starting loses what it is handed; the same tag shows once.
        message["registrationId"] = places[-1]["registrationId"]
        session.send("ServiceWorker.deliverPushMessage", message)
        if shown := page.evaluate(SHOWN):
            return shown
    return []

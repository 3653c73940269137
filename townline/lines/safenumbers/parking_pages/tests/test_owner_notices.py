"""An owner's browsers hear that a request came: not what, not from whom, and not for ever."""

from pathlib import Path

import pytest
from django.conf import settings

from townline.lines.safenumbers import api
from townline.lines.safenumbers.tests.number_plates import issue
from townline.lines.safenumbers.tests.outside_pages import (
    ask,
    enter,
    key_of,
    page,
    qr,
    read,
    someone,
)
from townline.platform.core.models import Push, Subscription
from townline.platform.core.outgoing import pushes

pytestmark = pytest.mark.django_db
POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
GIVEN = {
    "endpoint": "https://push.example.org/opaque",
    "p256dh": POINT,
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}


@pytest.fixture
def lease(world, visit):
    return issue(world.now)


@pytest.fixture
def owner(world, lease):
    return enter(someone(), lease, world.now)


def switch(owner, action, **given):
    key = key_of(page(owner, "/o/app"))
    sent = {"key": key, "do": action} | GIVEN | given
    return owner.post("/o/app", sent, headers={"sec-fetch-site": "same-origin"})


def browsers(lease):
    return len(pushes.subscriptions_of(f"lease:{lease.id}"))


def test_a_request_is_told_without_content(lease, owner):
    assert switch(owner, "on").status_code == 204
    ask(someone(), qr(lease), matter="window", phone="010-0000-0077")
    push = Push.objects.get()
    (row,) = api.requests_of(lease.id)
    assert push.payload == {"kind": "request", "id": str(row.id)}
    assert push.expires_at == row.expires_at


def test_it_is_turned_off_again(lease, owner):
    switch(owner, "on")
    assert switch(owner, "off").status_code == 204
    ask(someone(), qr(lease))
    assert (browsers(lease), Push.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "given",
    [{"endpoint": "http://push.example.org/x"}, {"endpoint": "https://10.0.0.1/x"},
     {"endpoint": ""}, {"p256dh": "x"}, {"auth": ""}],
)  # fmt: skip
def test_what_is_no_browser_is_refused(lease, owner, given):
    assert switch(owner, "on", **given).status_code == 422
    assert browsers(lease) == 0


def test_a_form_of_somebody_else_is_refused(world, lease, owner):
    other = enter(someone(), issue(world.now, "34나5678"), world.now)
    foreign = key_of(page(other, "/o/app"))
    assert owner.post("/o/app", {"key": foreign, "do": "on"} | GIVEN).status_code == 403
    assert browsers(lease) == 0


def test_notices_follow_a_changed_number_and_end_with_it(world, lease, owner):
    switch(owner, "on")
    new = api.lease_rotate(by=api.OWNER, lease_id=lease.id, now=world.now)
    assert (browsers(lease), browsers(new)) == (0, 1)
    api.lease_end(by=api.OWNER, lease_id=new.id, now=world.now)
    assert Subscription.objects.count() == 0


def test_the_app_opens_without_a_token_and_its_worker_reaches_these_pages_only(owner):
    app = owner.get("/o/app.webmanifest").json()
    assert (app["start_url"], app["scope"], app["display"]) == ("/o/", "/o/", "standalone")
    for icon in app["icons"]:
        assert (Path(settings.STATIC_ROOT) / icon["src"].removeprefix("/static/")).exists()
    worker = owner.get("/o/worker.js")
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in worker.headers
    assert "요청이 왔습니다" in read(worker)

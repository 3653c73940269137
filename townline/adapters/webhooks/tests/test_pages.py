"""An administrator makes, tests and looks after webhooks; nobody else does."""

import re
from argparse import Namespace

import pytest

from townline.adapters.webhooks import commands, dispatching
from townline.adapters.webhooks.models import Delivery, Endpoint
from townline.adapters.webhooks.tests.receiver import Receiver
from townline.platform.core import clock
from townline.platform.core.commands import CannotStart
from townline.platform.core.models import Transition

pytestmark = pytest.mark.django_db
HOME = "/settings/webhooks/"


def form(url, **more):
    return {"name": "dashboard", "url": url, "events": ["case.opened", "case.changed"]} | more


def test_one_is_made_tested_and_read_of(visit, world, settings):
    settings.TOWNLINE_WEBHOOKS_ANYWHERE = True
    admin = visit("admin")
    with Receiver() as receiver:
        made = admin.post(HOME + "add", form(receiver.url))
        secret = re.search(r"whsec_[A-Za-z0-9+/=]+", made.content.decode()).group()
        row = Endpoint.objects.get()
        one = f"{HOME}{row.pk}/"
        assert secret not in admin.get(one).content.decode()
        assert admin.post(one + "test").status_code == 302
        dispatching.send_batch(row.pk, now=clock.now())
        assert [each["type"] for each in receiver.read(secret)] == ["webhook.test"]
        assert "전송 완료" in admin.get(one).content.decode()
        Delivery.objects.update(state="queued", error="its name leads nowhere (gaierror)")
        assert "주소를 찾을 수 없음" in admin.get(one).content.decode()
        for press in ("pause", "resume", "secret", "resend", "remove"):
            assert admin.post(one + press).status_code in {200, 302}, press
    assert admin.get(one).status_code == 404
    assert set(
        Transition.objects.filter(subject=f"webhook:{row.pk}").values_list("event", flat=True)
    ) == {
        "webhook:endpoint:add",
        "webhook:endpoint:test",
        "webhook:endpoint:pause",
        "webhook:endpoint:resume",
        "webhook:secret:renew",
        "webhook:endpoint:remove",
    }


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/hook",
        "https://localhost/hook",
        "https://127.0.0.1/hook",
        "https://10.0.0.8/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/hook",
        "https://[::ffff:10.0.0.8]/hook",
        "https://intranet/hook",
        "https://files.internal/hook",
        "https://user:secret@example.org/hook",
        "ftp://example.org/",
        "no address",
    ],
)
def test_an_inside_address_is_refused_beside_its_field(visit, url):
    answer = visit("admin").post(HOME + "add", form(url))
    assert (answer.status_code, Endpoint.objects.count()) == (422, 0)
    assert 'id="url-wrong"' in answer.content.decode()


def test_a_name_twice_and_no_event_are_refused(visit):
    admin = visit("admin")
    assert admin.post(HOME + "add", form("https://example.org/h")).status_code == 200
    for wrong in (
        form("https://example.org/h"),
        form("https://example.org/h", name="b", events=[]),
    ):
        assert admin.post(HOME + "add", wrong).status_code == 422
    assert Endpoint.objects.count() == 1


def test_nobody_else_opens_them(visit):
    visit("admin").post(HOME + "add", form("https://example.org/h"))
    one = f"{HOME}{Endpoint.objects.get().pk}/"
    for person in ("clerk1", "mayor", "roads.head", "auditor"):
        browser = visit(person)
        assert {browser.get(HOME).status_code, browser.get(one).status_code} == {403}
        assert browser.post(one + "remove").status_code == 403
    assert Endpoint.objects.count() == 1


def test_the_page_and_the_command_replay(visit, world, capsys):
    admin = visit("admin")
    admin.post(HOME + "add", form("https://example.org/h", events=["case.opened"]))
    row = Endpoint.objects.get()
    world.text("길이 파였어요")
    Delivery.objects.update(state="dead", settled_at=world.now)
    assert admin.post(f"{HOME}{row.pk}/replay", {"since": "2026-11-25T14:00"}).status_code == 302
    assert Delivery.objects.get().state == "queued"
    Delivery.objects.update(state="sent", settled_at=world.now)
    assert commands.replay_to("dashboard", world.now) == 0
    assert commands.list_endpoints() == 0
    words = capsys.readouterr().out
    assert "1 messages go to dashboard again" in words
    assert "dashboard,sending,1,0" in words
    with pytest.raises(CannotStart, match="webhooks list"):
        commands.replay_to("nobody", world.now)
    for since in ("", "yesterday", "2026-11-25T14:00"):
        with pytest.raises(CannotStart, match="since"):
            commands.command(Namespace(action="replay", name="dashboard", since=since))

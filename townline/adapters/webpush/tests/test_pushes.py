"""Messages that wait reach a real push service, each once; what it answers is heeded."""

import datetime as dt

import pytest

from townline.adapters.webpush.queued import identity, pushes_run
from townline.adapters.webpush.tests.service import Service
from townline.platform.core.keys import keys_file
from townline.platform.core.models import Push, Subscription
from townline.platform.core.outgoing import pushes

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 5, 32, tzinfo=dt.UTC)
PAYLOAD = {"kind": "mention", "case": "H6-0042"}


@pytest.fixture
def service(settings):
    settings.TOWNLINE_PUSH_ANYWHERE = True
    keys_file.complete(settings.TOWNLINE_KEYS_FILE)
    with Service() as running:
        pushes.subscription_add(
            owner="staff:1",
            endpoint=running.endpoint,
            p256dh=running.p256dh,
            auth=running.auth,
            now=NOW,
        )
        options = {"payload": PAYLOAD, "urgency": "high", "ttl": dt.timedelta(hours=1), "now": NOW}
        pushes.push_queue(owner="staff:1", **options)
        yield running


def test_a_message_arrives_once_and_says_kind_and_code_only(service):
    assert (pushes_run(now=NOW), pushes_run(now=NOW)) == (1, 0)
    (received,) = service.received
    assert received.payload == PAYLOAD
    assert (received.headers["TTL"], received.headers["Urgency"]) == ("3600", "high")
    assert received.claims["sub"].startswith(("mailto:", "https:"))
    assert Push.objects.get().state == "sent"


def test_a_browser_that_is_gone_is_forgotten(service):
    service.status = 410
    assert (pushes_run(now=NOW), pushes_run(now=NOW)) == (0, 0)
    assert (service.requests, Subscription.objects.count()) == (1, 0)


def test_a_busy_service_is_asked_again_later_and_no_address_is_logged(service, caplog):
    service.status, service.more = 429, {"Retry-After": "300"}
    assert (pushes_run(now=NOW), pushes_run(now=NOW)) == (0, 0)
    assert Push.objects.get().due_at == NOW + dt.timedelta(minutes=5)
    assert "127.0.0.1" not in caplog.text + Push.objects.get().error
    service.status = 201
    assert pushes_run(now=NOW + dt.timedelta(minutes=5)) == 1


def test_what_is_refused_for_good_is_given_up(service):
    service.status = 413
    assert pushes_run(now=NOW) == 0
    row = Push.objects.get()
    assert (row.state, row.error) == ("failed", "the push service refused it (413)")


def test_an_older_keys_file_gets_the_key_it_lacks_once(settings):
    path = settings.TOWNLINE_KEYS_FILE
    keys_file.complete(path)
    before = path.read_bytes()
    assert keys_file.complete(path) is False
    assert path.read_bytes() == before


def test_browsers_know_us_by_the_key_that_signs():
    us = identity()
    assert us is not None
    assert pushes.public_key() == us.public

"""What happens reaches its receivers: signed, tried again, given up, sent once more, replayed."""

import datetime as dt
import threading

import pytest
from django.apps import apps

from townline.adapters.webhooks import deliveries, dispatching, endpoints
from townline.adapters.webhooks.models import Delivery, Endpoint, Message
from townline.adapters.webhooks.rules import WAITS, EventType
from townline.adapters.webhooks.tests.receiver import Receiver
from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.platform.core.personal_data import retention

pytestmark = pytest.mark.django_db
ALL = list(EventType)
WORDS = "보안등이 꺼졌어요"


@pytest.fixture(autouse=True)
def anywhere(settings, monkeypatch, world):
    settings.TOWNLINE_WEBHOOKS_ANYWHERE = True
    monkeypatch.setattr(clock, "now", lambda: world.now)


def add(world, receiver, name="dashboard", events=ALL, scopes=()):
    return endpoints.endpoint_add(
        world.by("admin"), name=name, url=receiver.url, events=events, scopes=list(scopes)
    )


def send(world, row):
    deliveries.deliveries_lapse(now=world.now)
    return dispatching.send_batch(row.pk, now=world.now)


def test_a_case_is_sent_signed_and_without_words(world):
    with Receiver() as receiver:
        row, secret = add(world, receiver)
        code = world.text(WORDS)
        world.assign(code)
        while send(world, row):
            pass
    # Eight at a time, in no order.
    found = sorted(receiver.read(secret), key=lambda each: str(each["type"]))
    assert [each["type"] for each in found] == ["case.assigned", "case.changed", "case.opened"]
    assert {each["data"]["case"] for each in found} == {code}
    assert found[0]["data"]["department"] == "roads"
    whole = b"".join(body for _, body in receiver.received).decode()
    assert WORDS not in whole
    assert not {"text_ids", "case_id", "resident"} & {key for e in found for key in e["data"]}
    assert receiver.received[0][0]["content-type"] == "application/json"
    assert set(Delivery.objects.values_list("state", "status")) == {("sent", 200)}


def test_words_go_where_the_scope_says_so_and_no_registration_number(world):
    with Receiver() as receiver:
        row, secret = add(world, receiver, events=["case.opened"], scopes=["texts"])
        world.text(f"{WORDS} 900101-1234567")
        send(world, row)
    (found,) = receiver.read(secret)
    (text,) = found["data"]["texts"]
    assert text["body"].startswith(WORDS)
    assert "1234567" not in text["body"]


def test_without_a_receiver_nothing_is_written(world):
    world.text(WORDS)
    assert Message.objects.count() == 0
    with Receiver() as receiver:
        add(world, receiver, events=["hazard.changed"])
        world.text(WORDS, sender="01000000043")
    assert Message.objects.count() == 0


def test_a_restricted_case_is_never_sent(world):
    with Receiver() as receiver:
        row, _ = add(world, receiver, events=["case.opened"])
        world.text(WORDS)
        apps.get_model("cases", "Case").objects.update(private=True)
        send(world, row)
    assert receiver.received == []
    assert Delivery.objects.get().state == "withheld"


def test_it_is_tried_for_three_days_and_then_is_a_dead_letter_that_a_press_sends(world):
    begun = world.now
    with Receiver(status=500) as receiver:
        row, secret = add(world, receiver, events=["case.opened"])
        world.text(WORDS)
        for wait in WAITS:
            assert send(world, row) == 1
            assert send(world, row) == 0
            world.now += wait
        assert (send(world, row), world.now - begun) == (1, dt.timedelta(days=3))
        (dead,) = endpoints.dead_letters(row, 10)
        assert (dead.status, dead.error, dead.attempts) == (500, "the receiver answered 500", 10)
        world.now += dt.timedelta(days=1)
        assert send(world, row) == 0
        receiver.status = 204
        by = world.by("admin")
        assert deliveries.deliveries_resend(
            endpoint_id=row.pk, ids=[dead.pk], actor=by.actor, now=by.now
        )
        assert send(world, row) == 1
    assert len({each["id"] for each in receiver.read(secret)}) == 1
    assert endpoints.dead_letters(row, 10) == []


def test_a_receiver_that_asks_to_wait_is_left_alone_for_so_long(world):
    with Receiver(status=429, more={"Retry-After": "600"}) as receiver:
        row, _ = add(world, receiver, events=["case.opened"])
        world.text(WORDS)
        send(world, row)
    assert Delivery.objects.get().due_at == world.now + dt.timedelta(minutes=10)


def test_a_receiver_that_is_gone_is_paused_and_goes_on_by_a_press(world):
    with Receiver(status=410) as receiver:
        row, _ = add(world, receiver, events=["case.opened"])
        world.text(WORDS)
        send(world, row)
        world.wait(days=1)
        assert deliveries.due_endpoints(world.now) == []
        assert send(world, row) == 0
        receiver.status = 200
        endpoints.endpoint_resume(world.by("admin"), endpoint_id=row.pk)
        assert deliveries.due_endpoints(world.now) == [row.pk]
        assert send(world, row) == 1
    assert Delivery.objects.get().state == "sent"


def test_what_a_killed_sender_held_is_sent_again_under_the_same_id(world):
    with Receiver() as receiver:
        row, secret = add(world, receiver, events=["case.opened"])
        world.text(WORDS)
        assert len(deliveries.deliveries_claim(row.pk, now=world.now, limit=8)) == 1
        assert send(world, row) == 0
        world.wait(minutes=3)
        assert send(world, row) == 1
    assert len(receiver.read(secret)) == 1


@pytest.mark.server
def test_a_replay_begins_at_its_moment_and_repeats_ids(world):
    with Receiver() as receiver:
        row, _ = add(world, receiver, events=["case.opened"])
        world.text(WORDS)
        send(world, row)
        world.wait(hours=1)
        since = world.now
        world.text(WORDS, sender="01000000043")
        send(world, row)
        assert deliveries.replay(row, since=since, actor=audit.SERVER, now=world.now) == 1
        late, _ = add(world, receiver, name="later", events=["case.opened"])
        assert deliveries.replay(late, since=since, actor=audit.SERVER, now=world.now) == 1
        send(world, row)
        send(world, late)
    ids = [headers["webhook-id"] for headers, _ in receiver.received]
    assert len(ids) == 4
    assert ids[1] == ids[2] == ids[3] != ids[0]


def test_messages_are_erased_after_a_month(world):
    with Receiver() as receiver:
        row, _ = add(world, receiver, events=["case.opened"])
        world.text(WORDS)
        send(world, row)
        world.wait(days=29)
        retention.run(world.now)
        assert Message.objects.count() == Delivery.objects.count() == 1
        world.wait(days=2)
        retention.run(world.now)
    assert Message.objects.count() == Delivery.objects.count() == 0


def test_two_secrets_sign_for_a_day(world):
    with Receiver() as receiver:
        row, old = add(world, receiver, events=["case.opened"])
        _, new = endpoints.secret_renew(world.by("admin"), endpoint_id=row.pk)
        world.text(WORDS)
        send(world, row)
        assert len(receiver.read(old, new)) == 1
        world.wait(days=1)
        endpoints.endpoint_test(world.by("admin"), endpoint_id=row.pk)
        send(world, row)
        receiver.received = receiver.received[1:]
        assert [each["type"] for each in receiver.read(new)] == ["webhook.test"]
        with pytest.raises(AssertionError):
            receiver.read(old)


def test_a_redirect_to_an_inside_address_is_not_followed(world):
    with Receiver() as inside, Receiver(status=307, more={"Location": inside.url}) as receiver:
        row, _ = add(world, receiver, events=["case.opened"])
        world.text(WORDS)
        send(world, row)
    assert (len(receiver.received), inside.received) == (1, [])
    assert Delivery.objects.get().error == "the receiver answered 307"


def test_no_inside_address_is_called_whatever_a_name_leads_to(world, settings, monkeypatch):
    """A name may lead outside when the webhook is made, and inside when it is called."""
    with Receiver() as receiver:
        row, _ = add(world, receiver, events=["case.opened"])
        world.text(WORDS)
        settings.TOWNLINE_WEBHOOKS_ANYWHERE = False
        port = receiver.url.split(":")[2].split("/")[0]
        for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"):
            Endpoint.objects.update(url=f"https://{host}:{port}/hook")
            assert send(world, row) == 1
            assert Delivery.objects.get().error == "its name leads into a private network"
            world.wait(days=1)
        Endpoint.objects.update(url=receiver.url)
        send(world, row)
        assert Delivery.objects.get().error == "the endpoint is not https"
    assert receiver.received == []


def test_an_answer_that_comes_a_byte_at_a_time_is_given_up(world, monkeypatch):
    monkeypatch.setattr("townline.platform.core.outgoing.reaching.CALL_SECONDS", 0.3)
    with Receiver(drip=threading.Event()) as receiver:
        row, _ = add(world, receiver, events=["case.opened"])
        world.text(WORDS)
        send(world, row)
    assert Delivery.objects.get().error == "no answer in time"


@pytest.mark.django_db(transaction=True)
def test_a_slow_receiver_delays_no_other(world):
    with Receiver(hold=threading.Event()) as slow, Receiver() as quick:
        held, _ = add(world, slow, name="slow", events=["case.opened"])
        row, _ = add(world, quick, name="quick", events=["case.opened"])
        world.text(WORDS)
        dispatcher = dispatching.Dispatcher()
        dispatcher.run()
        dispatcher.wait_for(row.pk)
        assert len(quick.received) == 1
        world.text(WORDS, sender="01000000043")
        dispatcher.run()
        dispatcher.wait_for(row.pk)
        assert len(quick.received) == 2
        assert not Delivery.objects.filter(endpoint=held, state="sent").exists()
        assert slow.hold is not None
        slow.hold.set()
        dispatcher.wait_for(held.pk)
    assert not Delivery.objects.exclude(state="sent").exists()

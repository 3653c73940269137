"""Messages to browsers wait as rows, are tried again, and go with their browser."""

import datetime as dt

import pytest

from townline.platform.core.history import audit
from townline.platform.core.models import Push, Subscription
from townline.platform.core.outgoing import pushes

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 5, 32, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
# RFC 8291, section 5: the public key and the secret of a browser.
KEYS = {
    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SR"
    "pkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}


def subscribe(endpoint="https://push.example.org/a", owner="staff:1", **more):
    fields = KEYS | {"owner": owner, "endpoint": endpoint, "now": NOW} | more
    return pushes.subscription_add(**fields)


def queue_push(owner="staff:1", **more):
    fields = {"payload": {"kind": "mention", "case": "H6-0042"}, "urgency": "normal", "ttl": HOUR}
    return pushes.push_queue(owner=owner, now=NOW, **(fields | more))


def later(**delta):
    return NOW + dt.timedelta(**delta)


def test_each_browser_of_an_owner_gets_a_message_of_its_own():
    subscribe()
    subscribe("https://push.example.org/b")
    subscribe("https://push.example.org/c", owner="staff:2")
    assert (queue_push(), queue_push("staff:3")) == (2, 0)
    first, second = pushes.push_claim(now=NOW), pushes.push_claim(now=NOW)
    assert {first.subscription.owner, second.subscription.owner} == {"staff:1"}
    assert pushes.push_claim(now=NOW) is None
    pushes.pushes_expire(now=later(minutes=3))
    assert pushes.push_claim(now=later(minutes=3)) is not None


def test_a_browser_belongs_to_who_signed_in_last():
    subscribe()
    queue_push()
    subscribe(owner="staff:2")
    assert (pushes.subscriptions_of("staff:1"), Push.objects.count()) == ([], 0)
    assert len(pushes.subscriptions_of("staff:2")) == 1
    assert pushes.subscription_end(owner="staff:1", endpoint="https://push.example.org/a") is False
    assert pushes.subscription_end(owner="staff:2", endpoint="https://push.example.org/a") is True


def test_an_owner_has_ten_browsers_at_most_and_can_end_all():
    for number in range(pushes.MOST + 1):
        subscribe(f"https://push.example.org/{number}", now=later(minutes=number))
    ends = [row.endpoint for row in pushes.subscriptions_of("staff:1")]
    assert len(ends) == pushes.MOST
    assert "https://push.example.org/0" not in ends
    assert pushes.subscriptions_end(owner="staff:1") == pushes.MOST
    assert Subscription.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "http://push.example.org/a"},
        {"endpoint": "https://127.0.0.1/a"},
        {"endpoint": "https://10.0.0.7/a"},
        {"endpoint": "https://169.254.169.254/latest"},
        {"endpoint": "https://[::1]/a"},
        {"endpoint": "https://[::ffff:10.0.0.7]/a"},
        {"endpoint": "https://[64:ff9b::a00:7]/a"},
        {"endpoint": "https://localhost/a"},
        {"endpoint": "https://db.internal/a"},
        {"endpoint": "https://intranet/a"},
        {"endpoint": "https://me@push.example.org/a"},
        {"endpoint": "https://push.example.org:port/a"},
        {"endpoint": "https://push.example.org/" + "a" * 1000},
        {"endpoint": "https://push.example.org/a\r\nX: y"},
        {"endpoint": "file:///etc/passwd"},
        {"endpoint": ""},
        {"p256dh": "AAAA"},
        {"p256dh": "BA" + "A" * 85},
        {"p256dh": "한"},
        {"auth": "AAAA"},
    ],
)
def test_what_is_no_public_push_service_is_refused(wrong):
    with pytest.raises(pushes.SubscriptionInvalid):
        subscribe(**wrong)
    assert Subscription.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"payload": {"kind": "길이 파였어요"}},
        {"payload": {"kind": "two words"}},
        {"payload": {"kind": ""}},
        {"payload": {"kind": "x" * 81}},
        {"urgency": "now"},
    ],
)
def test_words_are_refused(wrong):
    subscribe()
    with pytest.raises(pushes.PushInvalid):
        queue_push(**wrong)


def test_what_was_sent_lets_go_of_its_payload_and_is_written_down():
    subscribe()
    queue_push()
    push = pushes.push_claim(now=NOW)
    pushes.push_sent(push_id=push.pk, now=NOW)
    row = Push.objects.get()
    assert (row.state, row.payload) == ("sent", {})
    assert [line.event for line in audit.history(f"push:{row.pk}")] == ["push:delivery:send"]
    assert pushes.push_claim(now=later(minutes=30)) is None


def test_what_fails_is_tried_again_ever_later_and_then_given_up():
    subscribe()
    queue_push(ttl=dt.timedelta(days=9))
    now, waits = NOW, []
    while push := pushes.push_claim(now=now):
        pushes.push_failed(push_id=push.pk, error="later", now=now)
        row = Push.objects.get()
        waits.append(row.due_at - now)
        now = row.due_at
    assert waits[:-1] == list(pushes.WAITS)
    assert row.state == "failed"


def test_a_push_service_may_ask_for_more_time_but_not_for_less():
    subscribe()
    queue_push()
    for retry_after, due in ((HOUR / 2, HOUR / 2), (dt.timedelta(seconds=1), pushes.WAITS[1])):
        push = pushes.push_claim(now=NOW)
        pushes.push_failed(push_id=push.pk, error="later", now=NOW, after=retry_after)
        assert Push.objects.get().due_at == NOW + due
        Push.objects.update(due_at=NOW)


def test_a_browser_that_is_gone_goes_with_all_that_waits_for_it():
    row = subscribe()
    queue_push()
    queue_push()
    push = pushes.push_claim(now=NOW)
    pushes.push_gone(push_id=push.pk, now=NOW)
    assert (Subscription.objects.count(), Push.objects.count()) == (0, 0)
    assert [line.event for line in audit.history(f"push_browser:{row.pk}")] == [
        "push_browser:subscription:end"
    ]
    pushes.push_gone(push_id=push.pk, now=NOW)
    with pytest.raises(pushes.PushSettled):
        pushes.push_sent(push_id=push.pk, now=NOW)


def test_what_is_too_old_to_matter_is_given_up():
    subscribe()
    queue_push()
    assert pushes.pushes_expire(now=later(minutes=59)) == 0
    assert pushes.push_claim(now=later(hours=1)) is None
    assert pushes.pushes_expire(now=later(hours=1)) == 1
    assert Push.objects.get().state == "failed"


def test_a_message_whose_sender_died_is_shown_again_in_the_same_place():
    subscribe()
    queue_push()
    first = pushes.push_claim(now=NOW)
    assert pushes.push_claim(now=later(minutes=1)) is None
    pushes.pushes_expire(now=later(minutes=3))
    assert pushes.push_claim(now=later(minutes=3)).pk == first.pk
    pushes.push_sent(push_id=first.pk, now=later(minutes=3))
    with pytest.raises(pushes.PushSettled):
        pushes.push_sent(push_id=first.pk, now=later(minutes=3))


def test_messages_go_after_a_month_and_browsers_stay():
    subscribe()
    queue_push()
    (rule,) = pushes.retention_rules()
    assert (rule.count(NOW), rule.count(later(seconds=1))) == (0, 1)
    assert rule.sweep(later(seconds=1), 10) == 1
    assert Subscription.objects.count() == 1

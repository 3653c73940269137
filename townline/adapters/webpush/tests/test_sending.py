"""A message reaches its push service, signed and sealed; each answer means one thing."""

import datetime as dt
import os

import pytest

from townline.adapters import webpush
from townline.adapters.webpush.tests.service import AUTH, Service, data

NOW = dt.datetime(2026, 11, 25, 5, 32, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
US = webpush.identity(os.urandom(31).rjust(32, b"\x01"), "mailto:line@example.org")


def send_message(service, words=b'{"kind":"mention"}', **more):
    browser = webpush.Browser(service.endpoint, data(service.p256dh), AUTH)
    options = {"us": US, "urgency": "high", "ttl": HOUR, "now": NOW, "anywhere": True} | more
    webpush.send(browser, words, **options)


def test_a_message_arrives_sealed_and_signed():
    with Service() as service:
        send_message(service)
    (received,) = service.received
    assert received.payload == {"kind": "mention"}
    assert (received.headers["TTL"], received.headers["Urgency"]) == ("3600", "high")
    assert received.headers["Content-Encoding"] == "aes128gcm"
    assert received.claims["aud"] == service.origin
    assert received.claims["sub"] == "mailto:line@example.org"
    assert NOW.timestamp() < received.claims["exp"] <= (NOW + dt.timedelta(hours=24)).timestamp()


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, webpush.PushGone),
        (410, webpush.PushGone),
        (413, webpush.PushRefused),
        (403, webpush.PushRefused),
        (302, webpush.PushRefused),
        (429, webpush.PushLater),
        (503, webpush.PushLater),
    ],
)
def test_each_answer_means_one_thing(status, error):
    with Service(status=status, more={"Location": "http://127.0.0.1:1/"}) as service:
        with pytest.raises(error) as raised:
            send_message(service)
        assert service.requests == 1
    assert "127.0.0.1" not in str(raised.value)


@pytest.mark.parametrize(
    ("retry_after", "after"),
    [
        ("120", dt.timedelta(seconds=120)),
        ("Wed, 25 Nov 2026 05:42:00 GMT", dt.timedelta(minutes=10)),
        ("99999999999", dt.timedelta(hours=6)),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_how_long_it_asks_to_wait(retry_after, after):
    busy = Service(status=429, more={"Retry-After": retry_after})
    with busy as service, pytest.raises(webpush.PushLater) as raised:
        send_message(service)
    assert raised.value.after == after


def test_nobody_there_is_tried_later():
    with Service() as service:
        pass
    with pytest.raises(webpush.PushLater, match="ConnectError"):
        send_message(service)


def test_this_machine_and_plain_http_are_not_called_in_operation():
    with Service() as service:
        with pytest.raises(webpush.PushRefused, match="https"):
            send_message(service, anywhere=False)
        for host in ("127.0.0.1", "localhost", "[::1]"):
            service.endpoint = f"https://{host}:{service.origin.rpartition(':')[2]}/x"
            with pytest.raises(webpush.PushRefused, match="private network"):
                send_message(service, anywhere=False)
        assert service.requests == 0


def test_a_message_too_long_for_a_record_is_refused_before_it_leaves():
    with Service() as service:
        with pytest.raises(webpush.PushRefused):
            send_message(service, words=b"x" * 5000)
        assert service.requests == 0

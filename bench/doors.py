"""Texts in by HTTP: signed calls of providers through the real processes, one commit for each."""

import base64
import hashlib
import hmac
import http.client
import json
import threading
import time
import uuid
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlencode

from bench import office
from bench.scratch import Scratch, truncate_tables
from bench.table import Figure, log_progress, rate

SECONDS, CLIENTS = 6.0, 4
KEY, TOKEN, BASE = "a-signing-key-of-the-phone", "an-auth-token", "http://127.0.0.1"

type Call = tuple[str, bytes, dict[str, str]]


def measure(place: Scratch) -> list[Figure]:
    """Let several clients call each door as fast as they can."""
    truncate_tables()
    log_progress("one text with each commit, without HTTP")
    alone = _alone()
    (place.home / "providers.json").write_text(json.dumps(_providers()))
    figures = [Figure(name="one text with each commit, no HTTP", value=rate(alone, "texts"))]
    with office.running(place.home, demo=False, own_database=False) as house:
        for name, make in (("android", _android), ("twilio", _twilio)):
            log_progress(f"calls of {name}")
            found = _load(house.port, make)
            figures.append(
                Figure(
                    name=f"calls of {name}, {CLIENTS} clients",
                    value=rate(found, "texts"),
                    ratio=found / alone,
                    to="no HTTP",
                )
            )
    return figures


def _providers() -> list[dict[str, object]]:
    phone = {"url": f"{BASE}:9", "username": "sms", "password": "pw", "signing_key": KEY}
    account = {
        "account_sid": "AC" + "0" * 32,
        "auth_token": TOKEN,
        "from": "+821000000100",
        "public_url": BASE,
        "url": f"{BASE}:9",
    }
    return [
        {"kind": "android", "name": "phone", "settings": phone},
        {"kind": "twilio", "name": "account", "settings": account},
    ]


def _android(number: int) -> Call:
    payload = {
        "messageId": "1",
        "phoneNumber": f"0100000{number % 10000:04}",
        "message": "길이 파였어요",
    }
    body = json.dumps(
        {"id": uuid.uuid4().hex, "event": "sms:received", "payload": payload}
    ).encode()
    stamp = str(int(time.time()))
    mac = hmac.new(KEY.encode(), body + stamp.encode(), hashlib.sha256)
    headers = {"X-Signature": mac.hexdigest(), "X-Timestamp": stamp}
    return "/hooks/android/phone/", body, headers | {"Content-Type": "application/json"}


def _twilio(number: int) -> Call:
    form = {
        "MessageSid": f"SM{uuid.uuid4().hex}",
        "From": f"+82100000{number % 10000:04}",
        "To": "+821000000100",
        "Body": "길이 파였어요",
        "NumMedia": "0",
    }
    path = "/hooks/twilio/account/"
    words = BASE + path + "".join(name + form[name] for name in sorted(form))
    mac = hmac.new(TOKEN.encode(), words.encode(), hashlib.sha1)
    headers = {"X-Twilio-Signature": base64.b64encode(mac.digest()).decode()}
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return path, urlencode(form).encode(), headers | kind


def _load(port: int, make: Callable[[int], Call]) -> float:
    """Give calls a second; one that is not taken ends the measurement."""
    counts = [0] * CLIENTS
    until = time.monotonic() + SECONDS

    def client(own: int) -> None:
        link = http.client.HTTPConnection("127.0.0.1", port)
        while time.monotonic() < until:
            path, body, headers = make(own * 2500 + counts[own])
            link.request("POST", path, body, headers)
            answer = link.getresponse()
            words = answer.read()
            assert answer.status == HTTPStatus.OK, words
            counts[own] += 1
        link.close()

    begun = time.monotonic()
    threads = [threading.Thread(target=client, args=[own]) for own in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(counts), "a client ended early"
    return sum(counts) / (time.monotonic() - begun)


def _alone() -> float:
    from townline.platform.conversations import api
    from townline.platform.conversations.ports import Delivery
    from townline.platform.core import clock

    session, count, begun = str(uuid.uuid4()), 0, time.monotonic()
    while time.monotonic() - begun < SECONDS / 2:
        count += 1
        delivery = Delivery(
            transport="alone",
            session=session,
            sequence=count,
            source_addr=f"0100000{count % 10000:04}",
            destination_addr="0200000100",
            data_coding=8,
            charset="ucs2",
            payload="길이 파였어요".encode("utf-16-be"),
            received_at=clock.now(),
            provider_reference=f"n{count}",
        )
        api.deliveries_store(deliveries=[delivery], receipts=[], now=clock.now())
    return count / (time.monotonic() - begun)

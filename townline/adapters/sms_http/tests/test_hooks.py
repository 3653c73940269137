"""Calls under /hooks: believed or not, kept before they are answered, plain words."""

import io
import json
import time
from typing import Any

import httpx
import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.limits import at_most
from townline.adapters.sms_http import hooks, providers
from townline.adapters.sms_http.android.tests.test_contract import signature_headers
from townline.adapters.sms_http.common.tests import rows
from townline.adapters.sms_http.tests.conftest import android, sens
from townline.platform.core import clock

PATH = "/hooks/android/phone-1/"
KEY = "a-signing-key-of-the-phone"


@pytest.fixture(autouse=True)
def phone(providers_file, built_files, district, monkeypatch) -> None:
    monkeypatch.setattr(hooks, "CALLS", at_most(1200))
    monkeypatch.setattr(hooks, "WRONG", at_most(60))
    providers.add(android("http://127.0.0.1:9", signing_key=KEY))


def body(message: str = "길이 파였어요", id_: str = "event-1", **more: object) -> bytes:
    payload = {"messageId": "1", "phoneNumber": "01000000042", "message": message, "simNumber": 1}
    event = {"id": id_, "event": "sms:received", "deviceId": "d", "payload": payload}
    return json.dumps(event | more).encode()


def call(raw: bytes, at: float | None = None):
    return Client().post(
        PATH, data=raw, content_type="application/json", headers=signature_headers(raw, at)
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("off", "status"), [(-290, 200), (290, 200), (-310, 403), (310, 403)])
def test_a_signature_lives_five_minutes(off: int, status: int) -> None:
    assert call(body(), at=time.time() + off).status_code == status
    assert len(rows.texts("phone-1")) == (status == 200)


@pytest.mark.django_db
def test_a_right_signature_of_an_altered_body_is_refused() -> None:
    raw = body()
    altered = body("다른 말")
    response = Client().post(
        PATH, data=altered, content_type="application/json", headers=signature_headers(raw)
    )
    assert response.status_code == 403
    assert "same key" in response.json()["error"]
    assert rows.texts("phone-1") == []


@pytest.mark.django_db
def test_a_repeat_is_counted_and_another_id_is_another_text() -> None:
    for id_ in ("event-1", "event-1", "event-2"):
        assert call(body(id_=id_)).status_code == 200
    assert [row[1:] for row in rows.texts("phone-1")] == [
        ("길이 파였어요", 1),
        ("길이 파였어요", 0),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "message", ["", "\x00", "\ud800", "가" * 20_000, "🙂\r\n\t", "'; DROP TABLE x;--"]
)
def test_whatever_a_resident_writes_is_kept(message: str) -> None:
    assert call(body(message)).status_code == 200
    [(_, body_stored, _)] = rows.texts("phone-1")
    assert body_stored == message.replace("\x00", "").replace("\ud800", "\ufffd")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "raw",
    [
        body(id_=""),
        body(payload=[]),
        body(payload={}),
        body(payload={"phoneNumber": "01000000042"}),
        body(payload={"phoneNumber": "01000000042", "message": 5}),
        body(payload={"phoneNumber": "01000000042", "message": "x"})[:-1],
    ],
)
def test_a_call_that_lacks_something_says_what(raw: bytes) -> None:
    response = call(raw)
    assert response.status_code == 400
    assert response.json()["error"]
    assert rows.texts("phone-1") == []


@pytest.mark.django_db
def test_a_provider_that_never_calls_is_not_called() -> None:
    providers.add(sens("http://127.0.0.1:9"))
    response = Client().post("/hooks/sens/sens/", data=b"{}", content_type="application/json")
    assert response.status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/hooks/", "/hooks/x", "/hooks/a/b/c/d", "/hooks/twilio/phone-1/"]
)
def test_other_addresses_are_not_found_in_plain_json(path: str) -> None:
    for response in (Client().post(path), Client().get(path)):
        assert response.status_code == 404
        assert response.headers["Content-Type"] == "application/json"


@pytest.mark.django_db
def test_a_body_in_chunks_is_asked_for_with_its_length() -> None:
    # What a server gives to read of chunks; the client's own counts a length.
    stream: dict[str, Any] = {"wsgi.input": io.BytesIO(body())}
    headers = signature_headers(body()) | {"Transfer-Encoding": "chunked"}
    response = Client().post(PATH, content_type="application/json", headers=headers, **stream)
    assert response.status_code == 411
    assert stream["wsgi.input"].read() == b""  # drained, so that the provider reads the answer


@pytest.mark.django_db
def test_more_calls_than_allowed_wait(monkeypatch) -> None:
    monkeypatch.setattr(hooks, "CALLS", at_most(2))
    now = clock.now().replace(second=10)
    monkeypatch.setattr(clock, "now", lambda: now)
    seen = [call(body(id_=str(n)), at=now.timestamp()) for n in range(3)]
    assert [each.status_code for each in seen] == [200, 200, 429]
    assert seen[2].headers["Retry-After"] == "50"


@pytest.mark.django_db
def test_while_the_database_is_away_nothing_is_acknowledged() -> None:
    def raise_disconnected(*_: object) -> None:
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(raise_disconnected):
        response = call(body())
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert call(body()).status_code == 200
    assert len(rows.texts("phone-1")) == 1


@pytest.mark.django_db
def test_a_file_that_cannot_be_read_loses_nothing(providers_file) -> None:
    content = providers_file.read_text()
    providers_file.write_text("[")
    assert call(body()).status_code == 503
    providers_file.write_text(content)
    assert call(body()).status_code == 200


@pytest.mark.django_db
def test_a_disk_that_is_full_loses_nothing(providers_file, monkeypatch) -> None:
    (providers_file.parent / "media").write_text("a file stands where the folder should be")
    payload = {
        "messageId": "1",
        "phoneNumber": "01000000042",
        "attachments": [{"partId": 1, "contentType": "image/jpeg", "data": "/9j/4AAQ2Q=="}],
    }
    raw = body(event="mms:downloaded", payload=payload)
    assert call(raw).status_code == 503
    assert rows.texts("phone-1") == []


@pytest.mark.peer
@pytest.mark.django_db(transaction=True)
def test_the_text_is_on_disk_when_the_answer_comes(live_server) -> None:
    raw = body()
    response = httpx.post(live_server.url + PATH, content=raw, headers=signature_headers(raw))
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert [row[1] for row in rows.texts("phone-1")] == ["길이 파였어요"]


@pytest.mark.django_db
def test_no_number_and_no_text_in_the_log(caplog) -> None:
    call(body("비밀 이야기"))
    call(body("비밀 이야기", payload={"phoneNumber": "01000000042"}))
    Client().post(PATH, data=body("비밀 이야기"), content_type="application/json")
    assert "비밀" not in caplog.text
    assert "0000004" not in caplog.text

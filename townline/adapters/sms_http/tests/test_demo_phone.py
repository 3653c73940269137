"""The demo's phone: believed with the key of this run, by the demo only, and never sent by."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import pytest
from django.test import Client

from tests.pictures import jpeg
from townline.adapters.sms_http import providers
from townline.adapters.sms_http.common.tests import rows
from townline.adapters.sms_http.tests.conftest import android, until
from townline.platform.conversations import api

PATH = "/hooks/android/demo-phone/"
KEY = "a-key-for-this-run"
ADDRESS = f"http://demo-phone:{KEY}@127.0.0.1:8000{PATH}"


def call(key: str = KEY) -> int:
    photo = base64.b64encode(jpeg((32, 24))).decode()
    payload = {
        "messageId": "mms_1",
        "sender": "+821000000042",
        "phoneNumber": "+821000000042",
        "body": "사진입니다",
        "attachments": [{"partId": 1, "contentType": "image/jpeg", "data": photo}],
    }
    body = json.dumps({"id": "handset-1", "event": "mms:downloaded", "payload": payload}).encode()
    stamp = str(int(time.time()))
    mac = hmac.new(key.encode(), body + stamp.encode(), hashlib.sha256).hexdigest()
    headers = {"X-Signature": mac, "X-Timestamp": stamp}
    return (
        Client().post(PATH, data=body, content_type="application/json", headers=headers).status_code
    )


@pytest.fixture
def demo(settings: Any, providers_file: Any, built_files: None, district: object) -> Any:
    settings.TOWNLINE_DEMO_PHONE = ADDRESS
    return settings


@pytest.mark.django_db
def test_a_text_with_a_photo_comes_in_by_it(demo: Any) -> None:
    assert call() == 200
    assert [row[1] for row in rows.texts("demo-phone")] == ["사진입니다"]


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["another-key-of-a-run", ""])
def test_another_key_is_not_believed(demo: Any, key: str) -> None:
    assert call(key) == 403
    assert rows.texts("demo-phone") == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "http://127.0.0.1:8000/hooks/", "http://demo-phone:@x/"])
def test_without_a_key_nobody_calls(demo: Any, address: str) -> None:
    demo.TOWNLINE_DEMO_PHONE = address
    assert call("") == 404


@pytest.mark.django_db(transaction=True)
def test_nothing_is_ever_sent_by_it(demo: Any, run: Any) -> None:
    with run(android("http://127.0.0.1:9")) as house:
        house.look()
        until(api.links)
        assert [link.transport for link in api.links()] == ["phone-1"]
        assert [one.name for one in providers.load()] == ["phone-1"]
    assert providers.provider_named(providers.NAME) is not None


def test_its_name_is_nobody_elses(demo: Any) -> None:
    with pytest.raises(providers.ProvidersInvalid, match="belongs to the demo"):
        providers.add(android("http://127.0.0.1:9", name="demo-phone"))

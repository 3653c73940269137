import hashlib
import hmac
import time
from base64 import b64decode
from pathlib import Path

import pytest

from townline.adapters.sms_http.common.tests.contract import (
    Calls,
    Facts,
    Sends,
    pytest_generate_tests,  # noqa: F401 -- gives each test the payloads it asks for
)

KEY = "a-signing-key-of-the-phone"
FACTS = Facts(
    kind="android",
    folder=Path(__file__).parent,
    settings={"url": "http://127.0.0.1:9", "username": "sms", "password": "pw", "signing_key": KEY},
    send="POST /messages",
    proof=lambda seen: b64decode(seen.headers["authorization"].split()[1]) == b"sms:pw",
    query_id="tl-7-500",
    number=lambda seen: seen.json["phoneNumbers"][0],
    words=lambda seen: seen.json["textMessage"]["text"],
    sign=lambda body, rest: signature_headers(body),
)


def signature_headers(body: bytes, at: float | None = None) -> dict[str, str]:
    stamp = str(int(time.time() if at is None else at))
    mac = hmac.new(KEY.encode(), body + stamp.encode(), hashlib.sha256)
    return {"X-Signature": mac.hexdigest(), "X-Timestamp": stamp}


class TestSends(Sends):
    facts = FACTS


@pytest.mark.django_db
class TestCalls(Calls):
    facts = FACTS

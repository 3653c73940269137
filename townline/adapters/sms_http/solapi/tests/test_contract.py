import hashlib
import hmac
import re
from pathlib import Path

import pytest

from townline.adapters.sms_http.common.tests.contract import (
    Calls,
    Facts,
    Names,
    Sends,
    pytest_generate_tests,  # noqa: F401 -- gives each test the payloads it asks for
)
from townline.adapters.sms_http.common.tests.peer import ReceivedRequest

SECRET = "an-api-secret"
# SHA-1 of "a-webhook-secret", in hex.
SIGN = "9a2c5dd3a4fa77f940bf0708b30f4ec183a103ff"
_AUTHORIZATION = re.compile(
    r"HMAC-SHA256 apiKey=(\S+), date=(\S+), salt=(\S+), signature=([0-9a-f]{64})"
)


def proof(seen: ReceivedRequest) -> bool:
    match = _AUTHORIZATION.fullmatch(seen.headers["authorization"])
    assert match is not None, seen.headers["authorization"]
    key, date, salt, signature = match.groups()
    mac = hmac.new(SECRET.encode(), (date + salt).encode(), hashlib.sha256)
    return key == "an-api-key" and len(salt) >= 12 and mac.hexdigest() == signature


FACTS = Facts(
    kind="solapi",
    folder=Path(__file__).parent,
    settings={
        "api_key": "an-api-key",
        "api_secret": SECRET,
        "from": "0200000100",
        "webhook_secret": "a-webhook-secret",
    },
    send="POST /messages/v4/send-many/detail",
    proof=proof,
    query_id="M4V20261125143206CQKNPHTPCX4P5E",
    number=lambda seen: seen.json["messages"][0]["to"],
    words=lambda seen: seen.json["messages"][0]["text"],
    sign=lambda body, rest: {"X-Solapi-Secret": SIGN},
)


class TestSends(Sends, Names):
    facts = FACTS


@pytest.mark.django_db
class TestCalls(Calls):
    facts = FACTS

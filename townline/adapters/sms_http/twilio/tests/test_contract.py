import base64
import hashlib
import hmac
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from townline.adapters.sms_http.common.tests.contract import (
    NAME,
    Calls,
    Facts,
    Names,
    Sends,
    pytest_generate_tests,  # noqa: F401 -- gives each test the payloads it asks for
)

ACCOUNT, TOKEN = "AC" + "0" * 31 + "1", "an-auth-token"
BASE = f"/2010-04-01/Accounts/{ACCOUNT}"


def signature_headers(body: bytes, rest: str) -> dict[str, str]:
    """Sign as Twilio's documentation says: address, then names and values, sorted by name."""
    words = f"https://line.example/hooks/twilio/{NAME}/{rest}"
    for name, value in sorted(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)):
        words += name + value
    mac = hmac.new(TOKEN.encode(), words.encode(), hashlib.sha1)
    return {"X-Twilio-Signature": base64.b64encode(mac.digest()).decode()}


FACTS = Facts(
    kind="twilio",
    folder=Path(__file__).parent,
    settings={
        "account_sid": ACCOUNT,
        "auth_token": TOKEN,
        "from": "+821000000100",
        "public_url": "https://line.example",
    },
    send=f"POST {BASE}/Messages.json",
    proof=lambda seen: (
        base64.b64decode(seen.headers["authorization"].split()[1]).decode() == f"{ACCOUNT}:{TOKEN}"
    ),
    query_id="SM" + "0" * 31 + "7",
    number=lambda seen: seen.form["To"],
    words=lambda seen: seen.form["Body"],
    sign=signature_headers,
)


class TestSends(Sends, Names):
    facts = FACTS


@pytest.mark.django_db
class TestCalls(Calls):
    facts = FACTS

import base64
import hashlib
import hmac
from pathlib import Path

from townline.adapters.sms_http.common.tests.contract import (
    Facts,
    Names,
    Sends,
    pytest_generate_tests,  # noqa: F401 -- gives each test the payloads it asks for
)
from townline.adapters.sms_http.common.tests.peer import ReceivedRequest

SECRET, SERVICE = "a-secret-key", "ncp:sms:kr:000000000001:townline"


def proof(seen: ReceivedRequest) -> bool:
    """Sign once more what came over the wire, as the gateway does."""
    stamp, key = seen.headers["x-ncp-apigw-timestamp"], seen.headers["x-ncp-iam-access-key"]
    words = f"{seen.method} {seen.target}\n{stamp}\n{key}"
    mac = hmac.new(SECRET.encode(), words.encode(), hashlib.sha256)
    given = seen.headers["x-ncp-apigw-signature-v2"]
    return key == "an-access-key" and base64.b64encode(mac.digest()).decode() == given


FACTS = Facts(
    kind="sens",
    folder=Path(__file__).parent,
    settings={
        "access_key": "an-access-key",
        "secret_key": SECRET,
        "service_id": SERVICE,
        "from": "0200000100",
    },
    send=f"POST /sms/v2/services/{SERVICE}/messages",
    proof=proof,
    query_id="RSSA-1732512720000-1234-56789012-abcdefgh",
    number=lambda seen: seen.json["messages"][0]["to"],
    words=lambda seen: seen.json["content"],
)


class TestSends(Sends, Names):
    facts = FACTS

"""Generated calls with right signatures: whatever a provider sends, it is told what was wrong."""

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import hypothesis
import pytest
import schemathesis
from django.test import Client
from schemathesis.core import NOT_SET

from tests.amount import examples
from tests.limits import at_most
from townline.adapters.sms_http import hooks
from townline.adapters.sms_http.android import codes as android_codes
from townline.adapters.sms_http.android.tests import test_contract as android
from townline.adapters.sms_http.common.tests.contract import NAME
from townline.adapters.sms_http.solapi.tests import test_contract as solapi
from townline.adapters.sms_http.twilio import codes as twilio_codes
from townline.adapters.sms_http.twilio.tests import test_contract as twilio

# Taken, not readable, or too long: nothing else is an answer to a call that is believed.
ANSWERS = {200, 400, 413, 422}
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
TEXT: dict[str, Any] = {"type": "string"}
ID = {"type": "string", "minLength": 1, "maxLength": 120}
ANY: dict[str, Any] = {}


def _object(**fields: object) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields)}


def _one_of(*words: str) -> dict[str, Any]:
    return {"anyOf": [{"enum": [*words, ""]}, TEXT]}


_PHOTO = _object(
    contentType=_one_of("image/jpeg", "video/mp4"), data=_one_of("/9j/4AAQ", "?"), size=ANY
)
_PAYLOAD = _object(
    messageId=ID, phoneNumber=_one_of("01000000042", "+821000000042", "114"), message=TEXT,
    subject=TEXT, body=TEXT, reason=TEXT, attachments={"type": "array", "items": _PHOTO},
)  # fmt: skip
_EVENT = _object(
    id=ID, event={"enum": [*android_codes.TEXT_EVENTS, *android_codes.EVENTS, "other"]},
    payload={"anyOf": [_PAYLOAD, ANY]},
)  # fmt: skip
_FIELDS = _object(
    MessageSid=ID, From=_one_of("+821000000042", "114"), To=TEXT, Body=TEXT, ErrorCode=TEXT,
    NumMedia=_one_of("0", "-1", "2", "9" * 5000), MessageStatus=_one_of(*twilio_codes.STATES),
)  # fmt: skip
_REPORT = _object(messageId=ID, statusCode=_one_of("4000", "3104"), statusMessage=TEXT)
_REPORTS = {"type": "array", "items": _REPORT}


@dataclass(frozen=True)
class ProviderCalls:
    """How one kind of provider calls: its body's type and shape, and how it signs."""

    settings: Mapping[str, str]
    media_type: str
    shape: dict[str, Any]
    sign: Callable[[bytes], dict[str, str]]


WAYS = {
    f"/hooks/android/{NAME}/": ProviderCalls(
        android.FACTS.settings, JSON, _EVENT, android.signature_headers
    ),
    f"/hooks/twilio/{NAME}/": ProviderCalls(
        twilio.FACTS.settings, FORM, _FIELDS, lambda b: twilio.signature_headers(b, "")
    ),
    f"/hooks/twilio/{NAME}/status": ProviderCalls(
        twilio.FACTS.settings, FORM, _FIELDS, lambda b: twilio.signature_headers(b, "status")
    ),
    f"/hooks/solapi/{NAME}/": ProviderCalls(
        solapi.FACTS.settings, JSON, _REPORTS, lambda _: {"X-Solapi-Secret": solapi.SIGN}
    ),
}


def _operation(way: ProviderCalls) -> dict[str, Any]:
    content = {way.media_type: {"schema": copy.deepcopy(way.shape)}}
    body = {"required": True, "content": content}
    return {"post": {"requestBody": body, "responses": {"200": {"description": "taken"}}}}


document = schemathesis.openapi.from_dict(
    {
        "openapi": "3.1.0",
        "info": {"title": "hooks", "version": "1"},
        "paths": {path: _operation(way) for path, way in WAYS.items()},
    }
)


@pytest.fixture
def fuzzed(providers_file, built_files, db, district, monkeypatch):
    monkeypatch.setattr(hooks, "CALLS", at_most(1_000_000))
    monkeypatch.setattr(hooks, "WRONG", at_most(1_000_000))


def _bytes(body: object, media_type: str) -> bytes:
    if body is NOT_SET:
        return b""
    if media_type == FORM:
        given = body.items() if isinstance(body, dict) else [("x", body)]
        return urlencode([(key, str(value)) for key, value in given], errors="replace").encode()
    return json.dumps(body, default=str).encode("utf-8", "replace")


@document.parametrize()
@hypothesis.settings(
    max_examples=examples(60),
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(hypothesis.HealthCheck),
)
def test_no_call_that_is_believed_breaks_a_hook(case, fuzzed, providers_file):
    way, kind = WAYS[case.path], case.path.split("/")[2]
    entry = {"kind": kind, "name": NAME, "settings": way.settings}
    providers_file.write_text(json.dumps([entry]))
    raw = _bytes(case.body, way.media_type)
    answer = Client().post(case.path, data=raw, content_type=way.media_type, headers=way.sign(raw))
    assert answer.status_code in ANSWERS, answer.content
    if answer.status_code != 200:
        assert answer.json()["error"]

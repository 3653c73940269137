"""Texts to SENS: ``POST /sms/v2/services/{serviceId}/messages``, answered 202."""

import base64
import hashlib
import hmac
from typing import Any, Final

import httpx

from townline.adapters.sms_http.common import sending
from townline.adapters.sms_http.common.door import Provider
from townline.adapters.sms_http.common.sending import ProviderRefusal, SubmitRefused, Unanswered
from townline.platform.conversations.ports import (
    MessageState,
    QueryJob,
    Receipt,
    SubmitResult,
    TextJob,
)
from townline.platform.core import clock, media

# Naver Cloud's API gateway signature, version 2.


def sign_request(request: httpx.Request, provider: Provider) -> httpx.Request:
    """Sign ``METHOD path?query``, the time in milliseconds and the access key; all as sent."""
    key = provider.settings["access_key"]
    stamp = str(int(clock.now().timestamp() * 1000))
    words = f"{request.method} {request.url.raw_path.decode()}\n{stamp}\n{key}"
    digest = hmac.new(provider.settings["secret_key"].encode(), words.encode(), hashlib.sha256)
    request.headers["x-ncp-apigw-timestamp"] = stamp
    request.headers["x-ncp-iam-access-key"] = key
    request.headers["x-ncp-apigw-signature-v2"] = base64.b64encode(digest.digest()).decode()
    return request


# SENS's words as data.

COMPLETED: Final = "COMPLETED"
SUCCESS: Final = "success"
ACCEPTED: Final = "202"


def _request(
    client: httpx.Client,
    provider: Provider,
    path: str,
    *,
    body: object = None,
    params: dict[str, str] | None = None,
) -> httpx.Request:
    settings = provider.settings
    url = f"{settings['url']}/sms/v2/services/{settings['service_id']}{path}"
    method = "GET" if body is None else "POST"
    return sign_request(client.build_request(method, url, params=params, json=body), provider)


def submit(client: httpx.Client, job: TextJob, provider: Provider) -> SubmitResult:
    """Hand a text over as SMS, LMS or MMS."""
    kind, to = sending.korean_kind(job), sending.korean_number(job.destination_addr)
    body: dict[str, object] = {
        "type": kind,
        "contentType": "COMM",
        "countryCode": "82",
        "from": provider.settings["from"],
        "content": job.body,
        "messages": [{"to": to}],
    }
    if kind != "SMS" and provider.settings["subject"]:
        body["subject"] = provider.settings["subject"]
    if kind == "MMS":
        photos = [each.sha256 for each in job.attachments]
        body["files"] = [{"fileId": _upload(client, photo, provider)} for photo in photos]
    response = sending.send(client, _request(client, provider, "/messages", body=body))
    return _answer(job, response)


def _upload(client: httpx.Client, sha256: str, provider: Provider) -> str:
    photo = base64.b64encode(media.read(sha256)).decode()
    body = {"fileName": f"{sha256[:32]}.jpg", "fileBody": photo}
    request = _request(client, provider, "/files", body=body)
    return str(sending.json_of(sending.send_ahead(client, request)).get("fileId", ""))


def _answer(job: TextJob, response: httpx.Response) -> SubmitResult:
    answer = sending.json_of(response)
    if not response.is_success:
        error = answer.get("error")
        words = error.get("message", "") if isinstance(error, dict) else ""
        raise sending.failure(response, str(words))
    code = str(answer.get("statusCode", ""))
    if code == ACCEPTED and answer.get("requestId"):
        return sending.accepted_result(job, str(answer["requestId"]), response.status_code)
    if answer.get("statusName") == "fail":
        words = f"not taken ({code})"
        raise SubmitRefused(ProviderRefusal(words, permanent=True, elsewhere=True), raw_status=None)
    raise Unanswered("the provider's answer names no request")


def query(client: httpx.Client, job: QueryJob, provider: Provider) -> Receipt | None:
    """Ask for the messages of a request (there is one), and then for what became of it."""
    params = {"requestId": job.message_id}
    listed = client.send(_request(client, provider, "/messages", params=params))
    message_id = str(_first(listed).get("messageId") or "")
    if not message_id:
        return None
    response = client.send(_request(client, provider, f"/messages/{message_id}"))
    found = _first(response)
    if not found:
        return None
    state = _state(found)
    return Receipt(
        transport=provider.name,
        session="",
        message_id=job.message_id,
        message_state=state,
        received_at=clock.now(),
        network_error=str(found.get("statusCode") or "") if state == "undeliverable" else "",
        raw=response.content,
        queried=True,
    )


def _first(response: httpx.Response) -> dict[str, Any]:
    messages = sending.json_of(response).get("messages") if response.is_success else None
    first = messages[0] if isinstance(messages, list) and messages else {}
    return first if isinstance(first, dict) else {}


def _state(message: dict[str, Any]) -> MessageState:
    if message.get("status") != COMPLETED:
        return "enroute"
    return "delivered" if message.get("statusName") == SUCCESS else "undeliverable"


def probe(client: httpx.Client, provider: Provider) -> httpx.Response:
    """Look whether the gateway knows our keys, by asking for a request that cannot be."""
    params = {"requestId": "townline"}
    return client.send(_request(client, provider, "/messages", params=params))

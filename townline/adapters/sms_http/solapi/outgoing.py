"""Texts to Solapi: ``POST /messages/v4/send-many/detail`` with one message."""

import base64
import secrets

import httpx

from townline.adapters.sms_http.common import sending, signing
from townline.adapters.sms_http.common.door import Provider
from townline.adapters.sms_http.common.sending import ProviderRefusal, SubmitRefused, Unanswered
from townline.adapters.sms_http.solapi import codes
from townline.platform.conversations.ports import QueryJob, Receipt, SubmitResult, TextJob
from townline.platform.core import clock, media


def _request(
    client: httpx.Client,
    provider: Provider,
    path: str,
    *,
    body: object = None,
    params: dict[str, str] | None = None,
) -> httpx.Request:
    """Build a request with ``Authorization: HMAC-SHA256``, signed over date and salt."""
    settings = provider.settings
    date, salt = clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"), secrets.token_hex(16)
    signature = signing.hex_sha256(settings["api_secret"], f"{date}{salt}".encode())
    credentials = f"apiKey={settings['api_key']}, date={date}, salt={salt}, signature={signature}"
    headers = {"Authorization": f"HMAC-SHA256 {credentials}"}
    method, url = "GET" if body is None else "POST", settings["url"] + path
    return client.build_request(method, url, headers=headers, params=params, json=body)


def submit(client: httpx.Client, job: TextJob, provider: Provider) -> SubmitResult:
    """Hand a text over as SMS, LMS or MMS."""
    kind, to = sending.korean_kind(job), sending.korean_number(job.destination_addr)
    message: dict[str, object] = {
        "to": to,
        "from": provider.settings["from"],
        "text": job.body,
        "type": kind,
        "autoTypeDetect": False,
    }
    if kind != "SMS" and provider.settings["subject"]:
        message["subject"] = provider.settings["subject"]
    if kind == "MMS":
        message["imageId"] = _upload(client, job, provider)
    body = {"messages": [message], "showMessageList": True}
    path = "/messages/v4/send-many/detail"
    response = sending.send(client, _request(client, provider, path, body=body))
    return _answer(job, response)


def _upload(client: httpx.Client, job: TextJob, provider: Provider) -> str:
    photo = base64.b64encode(media.read(sending.only_photo(job))).decode()
    body = {"file": photo, "type": "MMS"}
    request = _request(client, provider, "/storage/v1/files", body=body)
    return str(sending.json_of(sending.send_ahead(client, request)).get("fileId", ""))


def _answer(job: TextJob, response: httpx.Response) -> SubmitResult:
    answer = sending.json_of(response)
    if not response.is_success:
        raise sending.failure(response, str(answer.get("errorCode", "")))
    for failed in answer.get("failedMessageList") or []:
        code = str(failed.get("statusCode", ""))
        words = f"not taken: {sending.mask_words(failed.get('statusMessage'))} ({code})"
        raw = int(code) if code.isascii() and code.isdigit() else None
        raise SubmitRefused(ProviderRefusal(words, permanent=True, elsewhere=True), raw_status=raw)
    messages = answer.get("messageList") or [{}]
    message_id = str(messages[0].get("messageId") or "")
    if not message_id and not (answer.get("groupInfo") or {}).get("groupId"):
        raise Unanswered("the provider's answer names no message")
    return sending.accepted_result(job, message_id, response.status_code)


def query(client: httpx.Client, job: QueryJob, provider: Provider) -> Receipt | None:
    """Ask what became of a text."""
    params = {"messageId": job.message_id}
    request = _request(client, provider, "/messages/v4/list", params=params)
    response = client.send(request)
    found = (sending.json_of(response).get("messageList") or {}).get(job.message_id) or {}
    code = str(found.get("statusCode") or "")
    if not response.is_success or not code:
        return None
    state = codes.state(code)
    return Receipt(
        transport=provider.name,
        session="",
        message_id=job.message_id,
        message_state=state,
        received_at=clock.now(),
        network_error=code if state == "undeliverable" else "",
        raw=response.content,
        queried=True,
    )


def probe(client: httpx.Client, provider: Provider) -> httpx.Response:
    """Look whether the account is there, by its balance."""
    return client.send(_request(client, provider, "/cash/v1/balance"))

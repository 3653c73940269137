"""Texts to the phone: ``POST /messages``, under an id of ours, so that a repeat is known."""

import httpx

from townline.adapters.sms_http.android import codes
from townline.adapters.sms_http.common import sending
from townline.adapters.sms_http.common.door import Provider
from townline.adapters.sms_http.common.sending import ProviderRefusal, SubmitRefused
from townline.platform.conversations.ports import QueryJob, Receipt, SubmitResult, TextJob
from townline.platform.core import clock

_CONFLICT = 409


def _auth(provider: Provider) -> httpx.BasicAuth:
    return httpx.BasicAuth(provider.settings["username"], provider.settings["password"])


def _request(
    client: httpx.Client, provider: Provider, method: str, path: str, body: object = None
) -> httpx.Request:
    request = client.build_request(method, provider.settings["url"] + path, json=body)
    # Signed in here: the client's own way would send a request twice after a 401.
    return next(_auth(provider).auth_flow(request))


def submit(client: httpx.Client, job: TextJob, provider: Provider) -> SubmitResult:
    """Queue a text on the phone."""
    if job.attachments:
        raise SubmitRefused(
            ProviderRefusal("the phone sends no photos", permanent=True, elsewhere=True)
        )
    given = f"tl-{job.segment_id}-{job.user_message_reference}"
    body: dict[str, object] = {
        "id": given,
        "textMessage": {"text": job.body},
        "phoneNumbers": [f"+{job.destination_addr}"],
        "withDeliveryReport": True,
    }
    if provider.settings["sim"]:
        body["simNumber"] = int(provider.settings["sim"])
    response = sending.send(client, _request(client, provider, "POST", "/messages", body))
    # A conflict means that the phone has this very text already: an earlier answer was lost.
    if response.is_success or response.status_code == _CONFLICT:
        return sending.accepted_result(job, given, response.status_code)
    words = str(sending.json_of(response).get("message", ""))
    raise sending.failure(response, words, codes.REFUSALS)


def query(client: httpx.Client, job: QueryJob, provider: Provider) -> Receipt | None:
    """Ask the phone what became of a text."""
    response = client.send(_request(client, provider, "GET", f"/messages/{job.message_id}"))
    state = codes.STATES.get(str(sending.json_of(response).get("state", "")))
    if not response.is_success or state is None:
        return None
    return Receipt(
        transport=provider.name,
        session="",
        message_id=job.message_id,
        message_state=state,
        received_at=clock.now(),
        raw=response.content,
        queried=True,
    )


def probe(client: httpx.Client, provider: Provider) -> httpx.Response:
    """Look whether the phone answers and knows us."""
    return client.send(_request(client, provider, "GET", "/webhooks"))


def prepare(client: httpx.Client, provider: Provider) -> None:
    """Tell the phone to call us; an id that is there already is replaced."""
    if not (base := provider.settings["public_url"]):
        return
    for event in (*codes.WANTED, codes.MMS_EVENT[provider.settings["mms"]]):
        hook = {
            "id": f"townline-{event.replace(':', '-')}",
            "url": f"{base}/hooks/android/{provider.name}/",
            "event": event,
        }
        client.send(_request(client, provider, "POST", "/webhooks", hook)).raise_for_status()

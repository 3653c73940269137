"""Texts to Twilio: ``POST …/Messages.json``, a form with basic authentication."""

from typing import Final

import httpx

from townline.adapters.sms_http.common import sending
from townline.adapters.sms_http.common.door import Provider
from townline.adapters.sms_http.common.sending import ProviderRefusal, SubmitRefused
from townline.adapters.sms_http.twilio import codes, incoming
from townline.platform.conversations.ports import QueryJob, Receipt, SubmitResult, TextJob
from townline.platform.core import clock

_LONGEST: Final = 1600


def _request(
    client: httpx.Client, provider: Provider, path: str, form: dict[str, str] | None = None
) -> httpx.Request:
    settings = provider.settings
    url = f"{settings['url']}/2010-04-01/Accounts/{settings['account_sid']}{path}"
    request = client.build_request("POST" if form else "GET", url, data=form)
    auth = httpx.BasicAuth(settings["account_sid"], settings["auth_token"])
    return next(auth.auth_flow(request))


def submit(client: httpx.Client, job: TextJob, provider: Provider) -> SubmitResult:
    """Hand a text over; Twilio calls back with what became of it."""
    if job.attachments:
        words = "this provider fetches photos from a public address, and there is none"
        raise SubmitRefused(ProviderRefusal(words, permanent=True, elsewhere=True))
    if len(job.body) > _LONGEST:
        raise SubmitRefused(codes.REFUSALS[21617])
    form = {
        "To": f"+{job.destination_addr}",
        "From": provider.settings["from"],
        "Body": job.body,
        "StatusCallback": incoming.address(provider, incoming.STATUS),
    }
    response = sending.send(client, _request(client, provider, "/Messages.json", form))
    answer = sending.json_of(response)
    if response.is_success and answer.get("sid"):
        return sending.accepted_result(job, str(answer["sid"]), response.status_code)
    code = answer.get("code")
    if response.is_client_error and code in codes.REFUSALS:
        refusal = codes.REFUSALS[code]
        words = f"{refusal.words} ({code})"
        raise SubmitRefused(
            ProviderRefusal(words, refusal.permanent, refusal.elsewhere), raw_status=code
        )
    raise sending.failure(response, f"code {code}" if code else "")


def query(client: httpx.Client, job: QueryJob, provider: Provider) -> Receipt | None:
    """Ask what became of a text."""
    path = f"/Messages/{job.message_id}.json"
    response = client.send(_request(client, provider, path))
    answer = sending.json_of(response)
    state = codes.STATES.get(str(answer.get("status", "")))
    if not response.is_success or state is None:
        return None
    return Receipt(
        transport=provider.name,
        session="",
        message_id=job.message_id,
        message_state=state,
        received_at=clock.now(),
        network_error=str(answer.get("error_code") or ""),
        raw=response.content,
        queried=True,
    )


def probe(client: httpx.Client, provider: Provider) -> httpx.Response:
    """Look whether the account is there."""
    return client.send(_request(client, provider, ".json"))

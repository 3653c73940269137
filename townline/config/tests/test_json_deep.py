"""JSON nested beyond all measure is a value that is not accepted, at every door that reads JSON."""

import asyncio
import json
import uuid

import httpx
import pytest
from django.test import Client
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse

from townline.adapters.sms_http import providers
from townline.adapters.sms_http.android.tests.test_contract import signature_headers
from townline.adapters.sms_http.common.door import NotReadable, Provider, WebhookCall
from townline.adapters.sms_http.solapi import incoming as solapi
from townline.adapters.sms_http.tests.conftest import android, providers_file
from townline.config.http_api import api
from townline.config.tests.http_api.conftest import Caller, check_problem, token_of
from townline.lines.queues.ticket_pages.views.rush import Rush
from townline.lines.queues.ticket_pages.views.rush.doors import LARGEST
from townline.platform.core import clock
from townline.platform.core.text.languages import TooDeep, json_read

__all__ = ["providers_file"]
DEEP = ["[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"a":' * 50_000 + "1" + "}" * 50_000]


@pytest.mark.parametrize("written", DEEP)
def test_the_reader_says_so(written):
    with pytest.raises(TooDeep):
        json_read(written)
    with pytest.raises(TooDeep):
        json_read(written.encode())


def _operations() -> list[tuple[str, str]]:
    paths = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/")))["paths"]
    return [
        (method.upper(), "/".join(_part(part) for part in path.split("/")))
        for path, operations in paths.items()
        for method, operation in operations.items()
        if "requestBody" in operation
    ]


def _part(part: str) -> str:
    if not part.startswith("{"):
        return part
    return str(uuid.UUID(int=1)) if "lease" in part else "1"


@pytest.mark.django_db
def test_every_operation_of_the_api_that_takes_a_body(world):
    caller = Caller(token_of("clerk1"))
    operations = _operations()
    assert len(operations) > 50
    for method, path in operations:
        check_problem(caller.raw(method, path, DEEP[0]), 422, "invalid-input")


@pytest.mark.django_db
@pytest.mark.parametrize("written", DEEP)
def test_the_hook_of_a_phone(written, providers_file, district):
    key = "a-signing-key-of-the-phone"
    providers.add(android("http://127.0.0.1:9", signing_key=key))
    raw = written.encode()
    response = Client().post(
        "/hooks/android/phone-1/", raw, "application/json", headers=signature_headers(raw)
    )
    assert response.status_code == 422


@pytest.mark.parametrize("written", DEEP)
def test_the_hook_of_a_provider_that_reports_in_lists(written):
    provider = Provider(kind="solapi", name="solapi", priority=1, settings={})
    call = WebhookCall(rest="", headers={}, body=written.encode(), now=clock.now())
    with pytest.raises(NotReadable) as raised:
        solapi.hook(call, provider)
    assert raised.value.status == 422


@pytest.mark.parametrize(
    ("written", "status"), [("[" * LARGEST, 422), ('{"a":' * (LARGEST // 5), 422), (DEEP[0], 413)]
)
def test_the_live_server_as_a_ticket_is_taken(written, status):
    app = Starlette(routes=Rush(PlainTextResponse("")).routes())

    async def take() -> httpx.Response:
        way = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=way, base_url="http://127.0.0.1") as client:
            return await client.post("/api/v1/queues/passport/tickets", content=written)

    response = asyncio.run(take())
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"

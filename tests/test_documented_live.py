"""The live server's own answers of the API are held against the document, as Django's are."""

import asyncio

import httpx
import pytest
from django.db import connections
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.documented import Undocumented
from townline.lines.queues.rules import admission
from townline.lines.queues.tests.halls import Office
from townline.lines.queues.ticket_pages.views.rush import Rush
from townline.platform.core import clock

PATH = "/api/v1/queues/passport"


def request_all(app, *requests):
    async def all_():
        way = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=way, base_url="http://t") as client:
            return [await client.request(*one[:2], **one[2]) for one in requests]

    return asyncio.run(all_())


@pytest.mark.parametrize(
    ("documented", "status"),
    [({"number": "one"}, 201), ({"type": "/problems/unheard-of"}, 409), ({}, 299)],
)
def test_an_answer_that_the_document_does_not_tell_of_is_found(documented, status):
    async def answer(request):
        kind = "application/problem+json" if status == 409 else "application/json"
        return JSONResponse(documented, status, media_type=kind)

    app = Starlette(routes=[Route(f"{PATH}/tickets", answer, methods=["POST"])])
    with pytest.raises(Undocumented):
        request_all(app, ("POST", f"{PATH}/tickets", {"json": {}}))


@pytest.mark.django_db(transaction=True)
@pytest.mark.admission
def test_what_a_rush_answers_is_documented(world, monkeypatch):
    office = Office()
    monkeypatch.setattr(clock, "now", lambda: office.now)
    monkeypatch.setattr(admission, "HASHES", 64)
    rush = Rush(Starlette())
    take = f"{PATH}/tickets"
    answers = request_all(
        Starlette(routes=rush.routes()),
        ("GET", PATH, {}),
        ("GET", "/api/v1/queues", {}),
        ("GET", "/api/v1/queues/nowhere", {}),
        ("POST", take, {"json": {}}),
        ("POST", take, {"json": {"phone": "x"}}),
        ("POST", take, {"content": b"[" * 9000}),
        ("POST", take, {"json": {}, "headers": {"Authorization": "Bearer tl_nobody"}}),
        ("POST", "/api/v1/queues/nowhere/tickets", {"json": {}}),
    )
    pools = (rush.groups._threads, rush.form._threads, rush.offices._thread, rush.snapshots._thread)
    for pool in pools:
        pool.submit(connections.close_all).result()
    for part in (rush.groups, rush.offices, rush.form, rush.snapshots):
        part.close()
    assert [each.status_code for each in answers] == [200, 200, 404, 428, 422, 413, 401, 404]

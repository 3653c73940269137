"""No redirect takes the Host header, and what is no address of the API is told so as a problem."""

import asyncio

import httpx
import pytest
from django.test import Client
from starlette.responses import PlainTextResponse

from townline.config.processes import live
from townline.platform.web.views import back_to

EVIL = {"Host": "evil.test"}


async def _ask(path: str) -> httpx.Response:
    way = httpx.ASGITransport(app=live.app)
    async with httpx.AsyncClient(transport=way, base_url="http://evil.test") as client:
        return await client.get(path)


@pytest.mark.parametrize("path", ["/inbox%0a", "/healthz/", "/healthz%0a/", "/n/x/take/", "/%0a/"])
def test_the_port_passes_on_what_it_does_not_know(path, monkeypatch):
    monkeypatch.setattr(live, "pages", PlainTextResponse("passed on"))
    response = asyncio.run(_ask(path))
    assert (response.status_code, response.text) == (200, "passed on")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/inbox", "/inbox%0a", "//evil.test/inbox", "//evil.test/%0a"])
def test_no_redirect_of_a_page_leads_to_another_host(path, settings):
    settings.ALLOWED_HOSTS = ["*"]
    response = Client(headers=EVIL).get(path)
    to = response.headers.get("Location", "/")
    assert to.startswith("/")
    assert not to.startswith("//")


@pytest.mark.parametrize("address", ["http://evil.test/", "//evil.test/", "https://testserver/x"])
def test_a_form_leads_back_to_a_path_only(rf, address):
    assert (
        back_to(rf.post("/", {"next": address}, headers={"Host": "evil.test"}), "/home/")
        == "/home/"
    )
    assert back_to(rf.post("/", {"next": "/inbox/?a=1"}), "/home/") == "/inbox/?a=1"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v1", "/api/v1/none", "/api/v1/none/", "/api/v1/cases/",
             "/api/v1/cases%0a", "/api/%0a", "/api/v1/queues/", "/api/v1/queues/none/tickets/"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_no_address_of_the_api_is_a_problem(path, method):
    response = Client(enforce_csrf_checks=True).generic(method, path)
    assert response.status_code == 404, response.headers.get("Location")
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["type"] == "/problems/not-found"

"""Who uses up a limit of one address shuts out nobody else: every such limit, at its own door."""

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from tests.limits import at_most
from townline.config.doors import DOORS
from townline.lines.queues.tests.halls import NINE
from townline.lines.safenumbers.tests.number_plates import issue
from townline.lines.safenumbers.tests.outside_pages import qr
from townline.platform.core import clock
from townline.prevention.surveys.pages.tests.cards import home_card

pytestmark = pytest.mark.django_db
STRANGER, NEIGHBOUR = "203.0.113.7", "203.0.113.8"

type Ask = Callable[[Client, Any], Any]


@dataclass(frozen=True)
class Case:
    """A limit where a view uses it, and a request that counts against it."""

    limit: str
    module: str
    name: str
    ask: Ask

    def __str__(self) -> str:
        return f"{self.limit}-{self.module.rpartition('.')[2]}"


def get(path: str) -> Ask:
    return lambda client, _: client.get(path)


def post(path: str, form: str = "", **fields: str) -> Ask:
    """Send a form with the key of the page that it stands on."""

    def send(client: Client, _: Any) -> Any:
        page = client.get(form or path).content.decode()
        key = re.search(r'name="key" value="([^"]+)"', page)
        return client.post(path, fields | {"key": key[1] if key else ""})

    return send


def press_at_car(client: Client, world: Any) -> Any:
    path = qr(world.car)
    return post(path, matter="move", plate="0000")(client, world)


def leave_number(client: Client, world: Any) -> Any:
    return post(home_card(world.now), do="number", phone="010-0000-0042")(client, world)


CASES = [
    Case("case-page:miss", "casework.portal.views.page", "MISSES", get("/c/unknown")),
    Case("case-page:miss", "casework.answers.views.photo_links", "MISSES", get("/p/unknown")),
    Case(
        "safe-page:look",
        "lines.safenumbers.parking_pages.views.apply",
        "PAGE_VISITS",
        get("/safe/"),
    ),
    Case(
        "safe-page:press",
        "lines.safenumbers.parking_pages.views.apply",
        "PRESSES",
        post("/safe/", plate="x"),
    ),
    Case(
        "car-page:miss",
        "lines.safenumbers.parking_pages.views.ask",
        "CAR_MISSES",
        get("/q/unknown"),
    ),
    Case("safe-page:press", "lines.safenumbers.parking_pages.views.ask", "PRESSES", press_at_car),
    Case(
        "safe-page:press",
        "lines.safenumbers.parking_pages.views.owner_enter",
        "PRESSES",
        post("/o/enter", phone="x"),
    ),
    Case(
        "owner-page:miss",
        "lines.safenumbers.parking_pages.views.owner_enter",
        "MISSES",
        get("/o/unknown"),
    ),
    Case(
        "ticket-code:try",
        "lines.queues.ticket_pages.views.ticket",
        "TRIES",
        post("/n/code/", number="1", code="x"),
    ),
    Case(
        "kiosk:press",
        "lines.queues.ticket_pages.views.kiosk",
        "PRESSES",
        post("/kiosk/hall/", "/kiosk/hall/?service=passport", service="passport", need="nonsense"),
    ),
    Case("home-page:miss", "prevention.surveys.pages.views.household", "MISSES", get("/h/unknown")),
    Case("home-page:code", "prevention.surveys.pages.views.household", "CODES", leave_number),
    Case("consent-page:miss", "prevention.works.views.outside", "MISSES", get("/k/unknown")),
    Case("order-page:miss", "prevention.work_orders.views.firm", "MISSES", get("/w/unknown")),
    Case(
        "open-map:ask",
        "prevention.hazards.hazard_map.views.api",
        "REQUEST_LIMIT",
        get("/api/v1/open/map.geojson"),
    ),
    Case(
        "open-stories:ask",
        "prevention.policy.views.api",
        "READ",
        get("/api/v1/open/stories"),
    ),
    Case(
        "policy-voice:say",
        "prevention.policy.views.voice",
        "VOICE_LIMIT",
        post("/open/stories/1/voice", phone="010-0000-0042"),
    ),
    Case(
        "warnings:ask",
        "prevention.incidents.warnings.views.public",
        "REQUEST_LIMIT",
        post("/open/warnings", phone="010-0000-0042"),
    ),
    Case("report:send", "adapters.web_form.views", "SENDING", post("/open/report", do="next")),
    Case("report:pick", "adapters.web_form.views", "PICKING", post("/open/report", at="1,1")),
    Case("open311:read", "adapters.open311.door", "READ", get("/open311/v2/services.json")),
    Case("odata:wrong", "adapters.odata.door", "WRONG", get("/odata/v4/")),
    Case(
        "openrosa:wrong",
        "adapters.openrosa.door",
        "WRONG",
        lambda client, _: client.get(
            "/openrosa/unknown/formList", headers={"x-openrosa-version": "1.0"}
        ),
    ),
    Case("field:wrong", "adapters.field_client.door", "WRONG", get("/field/unknown/facts")),
    Case(
        "sign-in:wrong-address",
        "platform.departments.services.sessions",
        "ADDRESS",
        lambda client, _: client.post("/sign-in/", {"username": "nobody", "password": "x"}),
    ),
]
# Tried with each provider's own signed calls, in the contract of providers.
ELSEWHERE = {"hook:wrong"}


@pytest.fixture
def ready(world: Any, built_files: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    world.now = NINE.replace(minute=1)
    monkeypatch.setattr(clock, "now", lambda: world.now)
    world.car = issue(world.now)
    return world


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_next_address_is_served(case: Case, ready: Any, monkeypatch: pytest.MonkeyPatch):
    module = importlib.import_module(f"townline.{case.module}")
    monkeypatch.setattr(module, case.name, at_most(2))
    clients = {
        address: Client(headers={"x-forwarded-for": f"192.0.2.{n}, {address}"})
        for n, address in enumerate((STRANGER, NEIGHBOUR))
    }
    statuses = [case.ask(clients[STRANGER], ready).status_code for _ in range(4)]
    assert statuses[-1] == 429, statuses
    assert case.ask(clients[NEIGHBOUR], ready).status_code != 429


def test_none_of_these_limits_is_left_out():
    names = {limit.name for door in DOORS for limit in door.limits if limit.per == "address"}
    assert names == {case.limit for case in CASES} | ELSEWHERE

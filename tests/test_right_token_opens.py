"""A right token opens, whatever wrong ones came from the same address.

Behind one address may stand a whole mobile network: many wrong tokens lock nobody out.
"""

import asyncio
from types import SimpleNamespace

import pytest
from django.test import Client

from tests.amount import ALL
from townline.config.doors import DOORS
from townline.platform.core import clock
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
# More than any limit of an address allows; two hundred before a release.
WRONG = 200 if ALL else 70
_HEX = "0" * 32


@pytest.fixture
def reached(settings, world, monkeypatch):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    monkeypatch.setattr(clock, "now", lambda: world.now)


def case_page(world):
    from townline.casework.cases.models import Case
    from townline.casework.portal import api as portal
    from townline.platform.conversations import api as conversations

    case = Case.objects.get(code=world.text("느티시장 앞 길이 파였어요"))
    resident = conversations.resident_find("01000000042")
    return portal.case_link(case_id=case.id, resident_id=resident, now=world.now), f"/c/{_HEX}"


def photo_page(world):
    from townline.casework.data_protection.tests import test_photo_links as photos

    path = f"/p/{photos.token(photos.make(world, photos.send_photo_text(world)).address)}"
    return path, f"/p/{_HEX}"


def car_page(world):
    from townline.lines.safenumbers.tests.number_plates import issue
    from townline.lines.safenumbers.tests.outside_pages import qr

    return qr(issue(world.now)), f"/q/{_HEX}"


def request_page(world):
    from townline.lines.safenumbers.tests.outside_pages import ask, someone

    return ask(someone(), car_page(world)[0]).url, f"/q/r/{_HEX}"


def owner_page(world):
    from townline.lines.safenumbers import api
    from townline.lines.safenumbers.tests.number_plates import issue

    return api.owner_link(lease_id=issue(world.now).id, now=world.now), f"/o/{_HEX}"


def ticket_page(world):
    from townline.lines.queues.tests.halls import Office

    return f"/n/t/{Office().one().token}", f"/n/t/{_HEX}"


def order_page(world):
    from townline.prevention.hazards.tests import test_orders as orders

    return orders.path_of(orders.send_order(world, orders.open_hazard(world))), f"/w/{_HEX}"


def home_page(world):
    from townline.prevention.surveys.models import Home
    from townline.prevention.surveys.pages.services import links
    from townline.prevention.surveys.tests.lists import import_rows, row

    import_rows(row("1", address="새벗로 12"))
    home = Home.objects.get(reference="1")
    return links.link_make(home_id=home.id, actor=audit.SERVER, now=world.now), f"/h/{_HEX}"


def consent_page(world):
    from townline.prevention.works.tests import test_outside as consents

    return consents.text_link(consents.decide_measures()[0], world), f"/k/{_HEX}"


def _surveyor(world):
    from townline.prevention.surveys.api import surveyor_add

    return surveyor_add(name="kim", actor=audit.SERVER, now=world.now)[1]


def openrosa(world):
    return f"/openrosa/{_surveyor(world)}/formList", f"/openrosa/{_HEX}/formList"


def field_page(world):
    return f"/field/{_surveyor(world)}/facts", f"/field/{_HEX}/facts"


def way_in(world):
    from townline.platform.departments import api as departments
    from townline.platform.departments.services.passwords import way_in_give

    staff = departments.staff_by_username("clerk1")
    path = way_in_give(staff=staff, actor=audit.SERVER, reason="", now=world.now)
    who = path.split("/")[3]
    return path, f"/sign-in/way-in/{who}/abc-{_HEX}/"


def identity_link(world):
    from townline.platform.departments import api as departments
    from townline.platform.departments.services import identities

    path = identities.identity_link_path(departments.staff_by_username("clerk1"))
    who = path.split("/")[3]
    return path, f"/sign-in/link/{who}/abc-{_HEX}/"


PAGES = {
    "c/<token>": case_page,
    "p/<token>": photo_page,
    "q/<code>": car_page,
    "q/r/<token>": request_page,
    "o/<token>": owner_page,
    "n/t/<token>": ticket_page,
    "w/<token>": order_page,
    "h/<token>": home_page,
    "k/<token>": consent_page,
    "openrosa/<token>/formList": openrosa,
    "field/<token>/facts": field_page,
    "sign-in/way-in/<who>/<token>/": way_in,
    "sign-in/link/<who>/<token>/": identity_link,
}
# Pages without data, the same for every token.
_FRAMES = {"field/<token>/", "q/r/<token>/events"}


def test_every_door_with_a_token_is_tried():
    shown = [door.at for door in DOORS if any("<token>" in at or "<code>" in at for at in door.at)]
    missing = [at for at in shown if not set(at) & (set(PAGES) | _FRAMES)]
    assert missing == []


@pytest.mark.parametrize("door", PAGES)
@pytest.mark.usefixtures("reached", "shelf")
def test_wrong_ones_lock_out_no_right_one(door, world, visit):
    right, wrong = PAGES[door](world)
    visit()
    client = Client(headers={"X-OpenRosa-Version": "1.0"})
    refused = {client.get(wrong).status_code for _ in range(WRONG)}
    assert refused <= {401, 404, 410, 429}
    assert client.get(right).status_code in {200, 302}


@pytest.mark.usefixtures("reached")
def test_a_password_of_basic_is_one_too(world):
    import base64

    token = _surveyor(world)

    def list_status(password):
        packed = base64.b64encode(f"kim:{password}".encode()).decode()
        headers = {"X-OpenRosa-Version": "1.0", "Authorization": f"Basic {packed}"}
        return Client().get("/openrosa/formList", headers=headers).status_code

    assert {list_status("0" * 40) for _ in range(WRONG)} == {401, 429}
    assert list_status(token) == 200


@pytest.mark.usefixtures("reached")
def test_a_phone_that_has_not_shown_its_password_yet_is_no_wrong_one(world):
    for _ in range(WRONG):
        answer = Client().get("/openrosa/formList", headers={"X-OpenRosa-Version": "1.0"})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic ")


@pytest.mark.usefixtures("reached")
def test_a_token_of_the_api_is_one_too(world):
    from townline.platform.departments import api as departments
    from townline.platform.departments.services.people import token_create

    staff = departments.staff_by_username("clerk1")
    secret = token_create(staff=staff, scopes=["cases:read"], now=world.now)

    def me(token):
        return (
            Client().get("/api/v1/cases", headers={"Authorization": f"Bearer {token}"}).status_code
        )

    assert {me("tl_" + _HEX) for _ in range(WRONG)} == {401}
    assert me(secret) == 200


@pytest.mark.django_db(transaction=True)
def test_a_listener_is_one_too(world, monkeypatch):
    from townline.lines.safenumbers.parking_pages.views.answer_stream import Answers

    monkeypatch.setattr(clock, "now", lambda: world.now)
    right = request_page(world)[0].partition("?")[0].rpartition("/")[2]
    answers = Answers()

    async def listen(token):
        scope = {"type": "http", "client": ("127.0.0.1", 1), "headers": []}
        request = SimpleNamespace(path_params={"token": token}, scope=scope)
        return (await answers.stream(request)).status_code

    async def play():
        wrong = {await listen(_HEX) for _ in range(WRONG)}
        return wrong, await listen(right)

    assert asyncio.run(play()) == ({410, 429}, 200)

"""A browser's form in a rush: the live server answers it in the words of Django's own page."""

import asyncio
import re
from urllib.parse import urlencode

import httpx
import pytest
from django.db import OperationalError, connections
from django.test import Client
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse

from townline.lines.queues import api
from townline.lines.queues.models import Ticket
from townline.lines.queues.tests.halls import Office
from townline.lines.queues.ticket_pages.views.board import FORMS
from townline.lines.queues.ticket_pages.views.rush import Rush
from townline.platform.core import clock
from townline.platform.core.history import audit

pytestmark = [pytest.mark.server, pytest.mark.django_db(transaction=True)]
GUARDS = (
    "Cache-Control",
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "X-Robots-Tag",
)


@pytest.fixture
def office(world, built_files, monkeypatch):
    office = Office()
    monkeypatch.setattr(clock, "now", lambda: office.now)
    return office


@pytest.fixture
def phone(office):
    return Client(headers={"accept-language": "ko"})


def form(browser, service="passport", **fields):
    page = browser.get(f"/n/{service}/").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key is not None
    return {"key": key[1], "party": "1", "need": "", "phone": ""} | fields


def passed_on(scope, receive, send):
    """Stand where Django's pages are: say what came."""

    async def answer():
        message = await receive()
        words = message.get("body", b"").decode()
        await PlainTextResponse(f"passed on: {words}")(scope, receive, send)

    return answer()


def send(browser, *forms, service="passport", limit=100, prepare=None):
    """Send forms at the same moment; give the answers."""

    async def all_():
        rush = Rush(passed_on, limit=limit)
        if prepare:
            prepare(rush)
        app = Starlette(routes=rush.routes())
        cookies = {name: each.value for name, each in browser.cookies.items()}
        async with rush.running(), httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://t", cookies=cookies
        ) as client:  # fmt: skip
            found = await asyncio.gather(
                *(client.post(f"/n/{service}/take?lang=ko", data=each) for each in forms)
            )
            for pool in (rush.groups._threads, rush.form._threads):
                # Their connections would keep the tables of the next test.
                pool.submit(connections.close_all).result()
            return found

    return asyncio.run(all_())


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]))


def test_a_ticket_is_taken_and_a_second_press_opens_the_same(office, phone):
    once = form(phone, party="2", need="infant", phone="010-0000-0042")
    first, second = send(phone, once, once)
    assert first.status_code == second.status_code == 303
    assert first.headers["location"] == second.headers["location"]
    row = Ticket.objects.get()
    assert (row.party, row.need, row.phone_masked) == (2, "infant", "010-****-0042")
    page = phone.get(first.headers["location"])
    assert "201" in page.content.decode()
    assert "no-store" in first.headers["cache-control"]


def test_many_browsers_at_once_get_a_ticket_each(office):
    browsers = [Client() for _ in range(30)]
    sent = [form(each) for each in browsers]
    answers = send(Client(), *sent)  # browsers that keep no cookie
    assert {each.status_code for each in answers} == {303}
    assert sorted(Ticket.objects.values_list("number", flat=True)) == list(range(201, 231))


def test_what_is_no_good_form_is_passed_on_whole(office, phone):
    good = form(phone)
    sent = [
        good | bad
        for bad in (
            {"key": "forged"},
            {"phone": "02-0000-0100"},
            {"need": "tall"},
            {"party": "x" * 5000},
        )
    ]
    answers = send(phone, *sent)
    assert [each.text for each in answers] == [f"passed on: {urlencode(each)}" for each in sent]
    assert Ticket.objects.count() == 0


def test_too_many_people_on_a_ticket_are_told_where_they_were_written(office, phone):
    sent = [form(phone, party=party) for party in ("0", "99")]
    answers = send(phone, *sent)
    assert [each.text for each in answers] == [f"passed on: {urlencode(each)}" for each in sent]


def test_a_refusal_says_the_same_as_the_page(office, phone):
    api.queue_close(code="passport", actor=audit.SYSTEM, now=office.now, reason="")
    sent = form(Client(), "papers") | {"key": FORMS.key("passport")}
    (answer,) = send(phone, sent)
    own = phone.post("/n/passport/take?lang=ko", sent)
    assert answer.status_code == own.status_code == 409
    assert "오늘 발권은 끝났습니다" in words(answer)
    assert "오늘 발권은 끝났습니다" in own.content.decode()
    for name in GUARDS:
        assert answer.headers[name] == own.headers[name], name


def test_the_number_of_somebody_else_opens_nothing(office, phone):
    mine = office.one(phone="010-0000-0042")
    (answer,) = send(phone, form(phone, phone="010-0000-0042"))
    assert answer.status_code == 303
    assert mine.token not in answer.headers["Location"]


def test_over_the_limit_one_gets_a_place_that_asks_again(office, phone):
    sent = form(phone, party="3")

    def busy(rush):
        rush.groups.waiting = 100

    (answer,) = send(phone, sent, prepare=busy)
    assert answer.status_code == 200
    assert "대기 중인 분이 앞에 1명 있습니다" in words(answer)
    again = dict(re.findall(r'name="(\w+)" value="([^"]*)"', answer.text))
    assert (again["party"], again["key"]) == ("3", sent["key"])
    assert again["entry"]
    (response,) = send(phone, again)
    assert response.status_code == 303
    assert Ticket.objects.get().party == 3


def test_while_the_database_is_away_nobody_sees_an_error(office, phone, monkeypatch):
    async def raise_outage(*_all):
        raise OperationalError("away")

    def break_take(rush):
        rush.groups.take = raise_outage

    (answer,) = send(phone, form(phone), prepare=break_take)
    assert answer.status_code == 200
    assert answer.headers["retry-after"] == "5"
    assert 'data-again="5"' in answer.text

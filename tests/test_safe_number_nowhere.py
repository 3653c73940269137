"""Nobody of a safe number is given away: not the owner, not who asks, not who calls.

Looked through are every page and file, headers and cookies, errors, texts to the other side,
the rows of all tables, and the log. What travels in calls is looked through in adapters/sip.
"""

import json
import logging
import re
import zlib
from uuid import uuid4

import pytest

from tests.texts import texts_to_number
from tests.traces import Number, columns
from townline.lines.safenumbers import api
from townline.lines.safenumbers.number_desk.commands import line_of
from townline.lines.safenumbers.parking_pages.views import ask as ask_view
from townline.lines.safenumbers.services import stickers
from townline.lines.safenumbers.tests.number_plates import issue
from townline.lines.safenumbers.tests.outside_pages import key_of, page, someone
from townline.platform.core import logs
from townline.platform.core.text import msisdn

pytestmark = pytest.mark.django_db
OWNER, SECOND = Number("01000007319"), Number("01000007328")
ASKER, CALLER, TEXTER = Number("01000006428"), Number("01000005537"), Number("01000004646")
EVERYBODY = (OWNER, SECOND, ASKER, CALLER, TEXTER)
PLATE = "78거4821"
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.S)


def identities_in(value):
    """Give whose number, or the plate, can be read in a value."""
    found = [number.digits for number in EVERYBODY if number.is_in(value)]
    return found + [PLATE for plate in ("거4821", "거 4821") if plate in str(value)]


def test_the_search_knows_a_plate_and_a_number():
    assert identities_in("78거 4821, 010-0000-7319") == ["01000007319", PLATE]
    assert identities_in("78거 **21, 010-****-7319") == []


def test_a_leak_would_be_found(world, visit, monkeypatch):
    monkeypatch.setattr(msisdn, "mask", lambda number: number)
    lease = issue(world.now, PLATE, phones=[OWNER.digits])
    owner = someone()
    owner.get(api.owner_link(lease_id=lease.id, now=world.now))
    with pytest.raises(AssertionError, match=OWNER.digits):
        checked_response(owner, "/o/")
    assert "number_masked" in {column for _, column, value in columns() if identities_in(value)}


@pytest.fixture
def lease(world, visit):
    return issue(world.now, PLATE, phones=[OWNER.digits, SECOND.digits])


def response_parts(response):
    """Give all that a response tells a browser."""
    body = b"" if response.streaming else response.content
    return [body, body.decode(errors="replace"), response.headers, response.cookies.output()]


def checked_response(client, path, **sent):
    """Look at a page, or send its form; nothing in the answer may give anybody away."""
    client.raise_request_exception = False
    if sent:
        key = key_of(page(client, path.partition("?")[0])) if path[1] in "qo" else ""
        response = client.post(path, {"key": key} | sent)
    else:
        response = client.get(path)
    assert [
        identities_in(value) for value in response_parts(response) if identities_in(value)
    ] == [], path
    return response


def passes(lease):
    """Let somebody ask by the page, mistaken at first, with a number for the answer."""
    passer, qr = someone(), f"/q/{api.qr_token(lease.id)}"
    checked_response(passer, qr)
    checked_response(passer, qr, matter="move", plate="0000", phone="")
    done = checked_response(passer, qr, matter="lights", plate="4821", phone=ASKER.digits)
    checked_response(passer, done.url)
    checked_response(passer, f"{qr}?lang=en")
    return passer, done.url


def calls(world, lease):
    """Let somebody call, ask, agree to a text, and hang up; and one call fall to nobody."""
    plan = api.call_begin(
        call_id=uuid4(), worker="w1", trunk="t", dialled=lease.number,
        caller=CALLER.digits, now=world.now,
    )  # fmt: skip
    api.dialogs_keep(call_id=plan.call_id, worker="w1", dialogs=OWNER.digits.encode())
    api.call_request(call_id=plan.call_id, kind="move", now=world.now)
    api.call_agree(call_id=plan.call_id, now=world.now)
    rows_during_call = list(columns())
    api.call_end(call_id=plan.call_id, outcome=api.CallOutcome.REQUESTED, now=world.now)
    return rows_during_call


def writes(world, lease):
    """Let somebody text the number itself, and the owner reply."""
    for body in ("차 빼 주세요", "안녕하세요"):
        world.deliver(body, TEXTER.digits, destination_addr=lease.number)
    world.route()
    token = api.requests_of(lease.id)[0].token
    world.deliver(f"{token} 1", OWNER.digits)
    world.deliver("주차", OWNER.digits)
    world.route()
    world.send()


def own(world, lease):
    """Let the owner look at everything, answer, block, report, and change phones."""
    owner = someone()
    checked_response(owner, api.owner_link(lease_id=lease.id, now=world.now))
    html = page(owner, "/o/")
    request = re.search(r'name="request" value="([^"]+)"', html)[1]
    checked_response(owner, "/o/", request=request, answer="2")
    for path in ("/o/", "/o/app", "/o/phone", "/o/rotate", "/o/leave", "/o/app.webmanifest"):
        checked_response(owner, path)
    checked_response(owner, "/o/", do="report", request=str(api.requests_of(lease.id)[0].id))
    checked_response(owner, "/o/", do="block", request=str(api.requests_of(lease.id)[0].id))
    place = re.findall(r'name="place" value="(\d+)"', page(owner, "/o/"))[1]
    checked_response(owner, "/o/", do="phone_first", place=place)
    return owner


def keeps(visit, lease):
    """Let the front desk look at everything there is."""
    desk = visit("clerk1")
    one = f"/numbers/{lease.id}/"
    for path in ("/numbers/", one, f"{one}ask", "/numbers/calls/", "/numbers/calls.csv",
                 "/numbers/figures/", "/numbers/figures.csv"):  # fmt: skip
        checked_response(desk, path)
    for words in (PLATE, SECOND.digits):
        found = desk.post("/numbers/", {"q": words}, follow=True)
        assert lease.number[-4:] in found.content.decode()
    assert identities_in(json.dumps([line_of(call) for call in api.calls_each()])) == []


def fails(monkeypatch, passer, path):
    """Let a page fail with a number at hand."""

    def raise_error(*_found, **_named):
        raise ValueError(f"cannot show {OWNER.digits} of {PLATE}")

    with monkeypatch.context() as patch:
        patch.setattr(ask_view.api, "page_request", raise_error)
        assert checked_response(passer, path).status_code == 500
    checked_response(passer, "/q/" + "0" * 32)
    checked_response(passer, "/o/" + "0" * 32)
    checked_response(passer, "/numbers/" + OWNER.digits[:3])


def test_nobody_is_given_away(world, visit, lease, monkeypatch, caplog):
    caplog.set_level(logging.DEBUG)
    passer, path = passes(lease)
    call_rows = calls(world, lease)
    writes(world, lease)
    own(world, lease)
    keeps(visit, lease)
    fails(monkeypatch, passer, path)

    values = call_rows + list(columns())
    assert {"safenumbers_call", "safenumbers_request", "safenumbers_lease"} <= {
        table for table, _, _ in values
    }
    assert {f"{t}.{c}" for t, c, value in values if identities_in(value)} == set()
    lines = [logs.Lines("test", as_json=False).format(record) for record in caplog.records]
    assert lines
    assert [line for line in lines if identities_in(line)] == []


def test_texts_to_one_side_hold_nothing_of_the_other(world, lease):
    passes(lease)
    calls(world, lease)
    writes(world, lease)
    everything = [body for number in EVERYBODY for body in texts_to_number(number.digits)]
    assert len(everything) >= len(EVERYBODY)
    assert [body for body in everything if identities_in(body)] == []


def test_the_sticker_and_its_code_hold_the_safe_number_only(lease, monkeypatch):
    pages, make = [], stickers.pdf

    def capture_html(html, style):
        pages.append(html)
        return make(html, style)

    monkeypatch.setattr(stickers, "pdf", capture_html)
    made = api.sticker_pdf(lease_id=lease.id)
    assert api.number_shown(lease.number) in pages[0]
    assert identities_in(pages[0]) == []
    streams = [decompress_stream(found) for found in _STREAM.findall(made)]
    assert any(streams)
    assert [identities_in(each) for each in (made, *streams) if identities_in(each)] == []
    assert re.fullmatch(r"[0-9a-f]{32}", api.qr_token(lease.id))


def decompress_stream(stream):
    try:
        return zlib.decompress(stream.rstrip(b"\r\n"))
    except zlib.error:
        return stream

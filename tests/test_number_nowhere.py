"""A resident's number can be read nowhere: not in a row, not in a log line.

The one way to it are the keys. Words that residents and staff write are theirs.
"""

import itertools
import logging

import pytest

from tests.traces import Number, columns
from townline.adapters.smpp import address
from townline.adapters.smpp.codec import pdu
from townline.adapters.smpp.incoming import Arrived, Translator
from townline.adapters.smpp.tests import bytes_
from townline.platform.conversations import api as conversations
from townline.platform.conversations.ports import Delivery, Receipt, SubmitResult
from townline.platform.core import logs
from townline.platform.departments import api as departments

pytestmark = pytest.mark.django_db
CANARY = Number("01000007319")
ABROAD = b"821000007319"
LINK = address.read_all("smpp://me:secret@127.0.0.1:2775?name=test")[0]


@pytest.mark.parametrize(
    "value",
    [
        "01000007319",
        "010-0000-7319",
        "to +82 10 0000 7319.",
        "(010) 0000.7319",
        {"q": ["+821000007319"]},
        b"\x00\x01821000007319\x00",
        memoryview("01000007319".encode("utf-16-be")),
        "\\x" + ABROAD.hex(),
        b"\x91\x28\x01\x00\x00\x37\x91",
        "q=010%2D0000%2D7319".replace("%2D", "%"),
    ],
)
def test_the_search_knows_the_number_in_its_disguises(value):
    assert CANARY.is_in(value)
    assert not CANARY.is_in("010-****-7319")


@pytest.fixture
def network(world):
    """Give what hands units of the network over, as the links do."""
    places = itertools.count(100_000)  # apart from the world's own
    translator = Translator(LINK, world.session)

    def hand_over(*units):
        batch = []
        for unit in units:
            (frame,), broken = pdu.Framer().feed(unit)
            assert broken is None
            batch.append(translator.read(Arrived(frame, next(places), world.now)))
        conversations.deliveries_store(
            deliveries=[each for each in batch if isinstance(each, Delivery)],
            receipts=[each for each in batch if isinstance(each, Receipt)],
            now=world.now,
        )
        return batch

    return hand_over


def text(body, **fields):
    return bytes_.deliver(1, body.encode("utf-16-be"), source=ABROAD, data_coding=8, **fields)


def receipt(message_id, state="DELIVRD"):
    words = f"id:{message_id} sub:001 stat:{state} err:000 text:{ABROAD.decode()}".encode()
    return bytes_.deliver(1, words, source=ABROAD, esm_class=0x04)


def come_in(world, network):
    """Let everything come that a network can hand over about this number."""
    cut = text("길이 파였어요")[:-4]
    broken = len(cut).to_bytes(4) + cut[4:]
    header = b"\x05\x00\x03\x07\x02\x01"
    batch = network(
        text("길이 파였어요"),
        bytes_.deliver(1, header + b"\xac\x00", source=ABROAD, esm_class=0x40, data_coding=8),
        bytes_.deliver(1, b"\x00" + ABROAD, source=ABROAD, data_coding=4),
        bytes_.deliver(1, b"\x7f" + ABROAD, source=ABROAD, esm_class=0x40),
        broken,
        receipt("unknown-1"),
        bytes_.deliver(1, b"to " + ABROAD, source=ABROAD, esm_class=0x04),
    )
    raw = [each for each in batch if isinstance(each, Delivery) and each.charset == "binary"]
    assert len(raw) == 4  # all of them hold the number
    assert all(CANARY.is_in(each.payload) for each in raw)
    refused = {"provider_reference": "x" * 200, "payload": b"\x00" + ABROAD, "charset": "binary"}
    world.deliver("", ABROAD.decode(), **refused)


def fall_over(view):
    raise ValueError(f"cannot take {ABROAD.decode()} {CANARY.digits}")


def work(world, network, visit):
    """Answer the text, look the number up and see it, in all ways there are."""
    world.route()
    resident = conversations.resident_find(CANARY.digits)
    clerk = visit("clerk1")
    found = clerk.post("/search/", {"q": CANARY.digits}).content.decode()
    code = found.partition('id="row-')[2].partition('"')[0]
    assert world.case(code).resident_id == resident
    world.assign(code)
    world.draft(code)
    world.submit(code)
    world.confirm(code)
    world.wait(seconds=30)
    jobs = world.send()
    assert all(CANARY.is_in(job.destination_addr) for job in jobs)
    network(*(receipt(f"m{job.segment_id}") for job in jobs))
    assert world.case(code).thread[-1].state == "delivered"
    shown = clerk.post(f"/cases/{code}/number", {"reason": "현장에서 만남"}).content.decode()
    assert CANARY.is_in(shown)
    clerk.get("/search/", {"q": "010-0000-7319"})
    clerk.get(f"/cases/{code}/")
    return code


def by_interface(code, world, client):
    staff = departments.staff_by_username("clerk1")
    scopes = ["cases:read", "numbers:reveal"]
    token = departments.token_create(staff=staff, scopes=scopes, now=world.now)
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    sent = {"content_type": "application/json"}
    found = client.post("/api/v1/cases/search", {"q": "+82 10 0000 7319"}, **sent)
    assert [row["code"] for row in found.json()["items"]] == [code]
    seen = client.post(f"/api/v1/cases/{code}/reveal", {"reason": "현장"}, **sent)
    assert CANARY.is_in(seen.json()["number"])
    assert client.get("/api/v1/cases?q=01000007319").json()["items"] == []


def fail(world):
    """Let routing, sending and a person's mistake fail, with the number at hand."""
    world.deliver("가로등", ABROAD.decode())
    failed = conversations.route_next(claimers=[fall_over], now=world.now)
    assert failed.problem == "ValueError"
    assert conversations.route_batch(claimers=[fall_over], limit=5, now=world.now) == 0
    world.deliver("가로등이 꺼졌어요", ABROAD.decode())
    world.route()
    jobs = world.claim()
    results = [
        SubmitResult(segment_id=job.segment_id, outcome="refused", raw_status=11, permanent=True)
        for job in jobs
    ]
    conversations.outgoing_report(results=results, now=world.now)


def test_a_number_can_be_read_nowhere(world, network, visit, client, caplog):
    caplog.set_level(logging.DEBUG)
    come_in(world, network)
    code = work(world, network, visit)
    by_interface(code, world, client)
    fail(world)
    world.wait(minutes=10)
    conversations.parts_expire(now=world.now)
    world.route()

    values = list(columns())
    assert {"conversations_incomingtext", "core_transition", "django_session"} <= {
        table for table, _, _ in values
    }
    assert {f"{t}.{c}" for t, c, value in values if CANARY.is_in(value)} == set()
    lines = [logs.Lines("test", as_json=False).format(record) for record in caplog.records]
    assert lines
    assert [line for line in lines if CANARY.is_in(line)] == []

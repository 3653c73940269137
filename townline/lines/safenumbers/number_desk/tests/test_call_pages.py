"""Calls and figures at the front desk: counts only, and nobody's number."""

import csv
import io
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import CallOutcome, Stage
from townline.lines.safenumbers.tests.asking import ASKER, lease
from townline.platform.core import clock

pytestmark = pytest.mark.django_db
ADDRESSES = ("/numbers/calls/", "/numbers/calls.csv", "/numbers/figures/", "/numbers/figures.csv")


@pytest.fixture
def now(world):
    """The pages tell of the present day, so things happen in it."""
    world.now = clock.now()
    return world.now


def ring(world, number, outcome=None, *, caller=ASKER, seconds=30):
    plan = api.call_begin(
        call_id=uuid4(), worker="w1", trunk="t", dialled=number, caller=caller, now=world.now
    )
    if outcome:
        if outcome is CallOutcome.TALKED:
            api.call_stage(call_id=plan.call_id, stage=Stage.TALKING, now=world.now)
        world.wait(seconds=seconds)
        api.call_end(call_id=plan.call_id, outcome=outcome, now=world.now)
    return plan


def ask_and_answer(world, car, answer, minutes, **more):
    made = api.request_make(
        lease_id=car.id, kind="move", via="qr", asker=None, now=world.now, **more
    )
    world.wait(minutes=minutes)
    if answer:
        api.request_answer(request_id=made.id, answer=answer, now=world.now)
    return made


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_the_front_desk_looks(world, visit, address):
    assert visit().get(address).status_code == 302
    assert visit("roads.officer").get(address).status_code == 403
    assert visit("clerk1").get(address).status_code == 200


@pytest.mark.server
def test_live_calls_are_a_count_and_nothing_else(world, visit, now):
    car = lease(world)
    for n in range(3):
        ring(world, car.number, caller=f"0100000007{n}")
    page = visit("clerk1").get("/numbers/calls/").content.decode()
    assert "<b>3</b>" in page
    assert api.number_shown(car.number) not in page
    assert "0070" not in page


def test_a_number_is_blocked_and_unblocked_at_the_desk(world, visit, now):
    car, desk = lease(world), visit("clerk1")
    form = {"number": "010-0000-0077", "reason": "장난 전화", "days": "7"}
    assert desk.post("/numbers/calls/", form).status_code == 302
    page = desk.get("/numbers/calls/").content.decode()
    assert "장난 전화" in page
    assert "010-0000-0077" not in page
    assert ring(world, car.number).outcome is CallOutcome.BLOCKED
    (block,) = api.blocks_of(None, now=world.now)
    assert desk.post("/numbers/calls/", {"end": block.id}).status_code == 302
    assert api.blocks_of(None, now=clock.now()) == []


@pytest.mark.parametrize(
    "form", [{"number": "", "reason": "까닭"}, {"number": "01000000077", "reason": " "}]
)
def test_a_block_needs_a_number_and_a_reason(world, visit, form):
    refused = visit("clerk1").post("/numbers/calls/", form)
    assert refused.status_code == 422
    assert "오류:" in refused.content.decode()
    assert api.blocks_of(None, now=clock.now()) == []


def test_the_export_masks_callers_and_tells_nothing_of_owners(world, visit, now):
    car = lease(world)
    ring(world, car.number, CallOutcome.TALKED)
    body = visit("clerk1").get("/numbers/calls.csv").content.decode("utf-8-sig")
    (line,) = list(csv.DictReader(io.StringIO(body)))
    assert line["caller"] == "010-****-0077"
    assert (line["outcome"], line["seconds"], line["talked_seconds"]) == ("talked", "30", "30")
    assert "0042" not in body
    assert "00000077" not in body


@pytest.mark.server
def test_what_was_settled_without_talking_is_counted(world, visit, now):
    car = lease(world)
    for n in range(9):
        ask_and_answer(world, lease(world, f"34나{1000 + n}", phones=[f"0100000{2000 + n}"]), 1, 1)
    ask_and_answer(world, car, None, 0)
    ring(world, car.number, CallOutcome.TALKED)
    ring(world, car.number, CallOutcome.LEFT)
    # A call that asked and then talked was not settled without talking.
    both = ring(world, car.number)
    api.call_request(call_id=both.call_id, kind="move", now=world.now)
    (request, *_) = api.requests_of(car.id)
    api.request_answer(request_id=request.id, answer=1, now=world.now)
    api.call_stage(call_id=both.call_id, stage=Stage.TALKING, now=world.now)
    found = api.safe_figures(since=now, until=clock.now().replace(year=2100))
    assert (found.calls, found.talked, found.requests, found.answered) == (3, 2, 11, 10)
    assert (found.settled, found.contacts, found.settled_percent) == (9, 11, 82)
    assert found.median_seconds == 60
    assert (found.by_qr, found.by_call, found.issued) == (10, 1, 10)


def test_few_contacts_give_no_share(world, visit, now):
    ask_and_answer(world, lease(world), 1, 1)
    page = visit("clerk1").get("/numbers/figures/").content.decode()
    assert "자료가 아직 적습니다" in page
    assert "100%" not in page


def test_the_figures_are_a_table_for_a_spreadsheet_too(world, visit, now):
    ring(world, lease(world).number, CallOutcome.LEFT)
    body = visit("clerk1").get("/numbers/figures.csv").content.decode("utf-8-sig")
    lines = {line[0]: line[1:] for line in csv.reader(io.StringIO(body))}
    assert lines["받은 전화"][0] == "1"
    assert len(lines["받은 전화"]) == 3


def test_who_walks_through_the_pool_shows_as_a_count(world, visit, now):
    for n in range(8):
        ring(world, lease(world, f"12가{1000 + n}", phones=[f"0100000{2000 + n}"]).number)
    page = visit("clerk1").get("/numbers/calls/").content.decode()
    assert "발신한 사람 1명" in page
    assert "8개 번호에" in page
    assert "0077" not in page


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_number_of_queries_is_constant(world, visit, now, address):
    desk = visit("clerk1")
    desk.get(address)
    counts = []
    for n in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            desk.get(address)
        counts.append(len(queries))
        for m in range(4):
            car = lease(world, f"1{n}가100{m}", phones=[f"010000030{n}{m}"])
            ring(world, car.number, CallOutcome.LEFT, caller=f"010000040{n}{m}")
            ask_and_answer(world, car, 1, 0)
            api.number_block(
                by=api.OWNER, number=f"010000050{n}{m}", reason="사유", until=None, now=world.now
            )
    assert counts[0] == counts[1]
    assert counts[0] < 22

"""Tickets by the JSON API: for anybody without a token, for desks with one."""

import datetime as dt

import pytest

from townline.config.tests.http_api.conftest import Caller, token_of
from townline.platform.core import clock

pytestmark = pytest.mark.django_db
NINE = dt.datetime(2026, 11, 25, 0, 5, tzinfo=dt.UTC)


@pytest.fixture
def morning(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NINE)
    return NINE


@pytest.fixture
def anybody(morning):
    return Caller("")


@pytest.fixture
def desk(morning):
    return Caller(token_of("clerk1", ["desks"]))


def take(anybody, queue="passport", **fields):
    response = anybody.send("POST", f"/queues/{queue}/tickets", fields)
    assert response.status_code == 201, response.content
    return response.json()


def test_somebody_takes_a_ticket_reads_it_and_leaves(anybody, desk):
    desk.post("/desks/hall-1/open")
    first = take(anybody)
    assert set(first) == {"number", "token", "ahead", "wait", "state"}
    second = take(anybody, phone="010-0000-0042", party=2)
    assert (second["number"], second["ahead"], second["state"]) == ("202", 1, "waiting")
    assert second["wait"]["low"] < second["wait"]["high"]
    mine = anybody.get(f"/tickets/{second['token']}")
    assert (mine["number"], mine["ahead"], mine["party"]) == ("202", 1, 2)
    assert len(mine["code"]) == 6
    assert "0042" not in str(mine)
    assert anybody.send("DELETE", f"/tickets/{second['token']}").status_code == 204
    assert anybody.get(f"/tickets/{second['token']}")["state"] == "left"
    anybody.refused(409, "wrong-state", "DELETE", f"/tickets/{second['token']}")


def test_the_snapshot_is_for_everybody_and_may_be_cached_for_a_second(anybody, desk):
    desk.post("/desks/hall-1/open")
    take(anybody)
    called = desk.post("/desks/hall-1/next")
    assert (called["number"], called["service"]) == ("201", "passport")
    response = anybody.send("GET", "/queues/passport")
    assert response["Cache-Control"] == "public, max-age=1, stale-while-revalidate=5"
    snapshot = response.json()
    assert (snapshot["state"], snapshot["waiting"], snapshot["desks"]) == ("open", 0, 1)
    assert [call["number"] for call in snapshot["calls"]] == ["201"]
    assert anybody.get("/queues")["items"][0]["service"] == "passport"


def test_a_list_of_queues_costs_a_fixed_number_of_queries(anybody, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        anybody.get("/queues")


def test_a_desk_does_its_work(anybody, desk):
    desk.post("/desks/hall-1/open")
    for _ in range(4):
        take(anybody)
    assert desk.post("/desks/hall-1/next")["number"] == "201"
    assert desk.post("/desks/hall-1/again")["calls"] == 2
    assert desk.post("/desks/hall-1/no-show")["number"] is None
    assert desk.post("/desks/hall-1/next")["number"] == "202"
    desk.refused(409, "desk-busy", "POST", "/desks/hall-1/next")
    assert desk.post("/desks/hall-1/again")["number"] == "202"
    assert desk.post("/desks/hall-1/done")["number"] is None
    desk.post("/desks/hall-1/next")
    desk.post("/desks/hall-1/skip", {})
    desk.post("/desks/hall-1/next")
    desk.post("/desks/hall-1/hold", {"reason": "forms"})
    desk.post("/desks/hall-1/next")
    desk.post("/desks/hall-1/move", {"to": "tax", "reason": "wrong desk"})
    desk.post("/desks/hall-1/close")
    desk.refused(409, "desk-closed", "POST", "/desks/hall-1/next")
    desk.refused(404, "unknown-queue", "POST", "/desks/nowhere/next")
    open_ = {row["desk"]: row["open"] for row in desk.get("/desks")["items"]}
    assert open_["hall-1"] is False


def test_nobody_calls_without_the_right(anybody, morning):
    anybody.refused(401, "unauthenticated", "POST", "/desks/hall-1/next")
    for username, scopes in (("clerk1", ["cases:read"]), ("auditor", ["cases:read"])):
        weak = Caller(token_of(username, scopes))
        weak.refused(403, "not-allowed", "POST", "/desks/hall-1/next")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"phone": "02-0000-0100"}, "phone"),
        ({"phone": "hello"}, "phone"),
        ({"need": "tall"}, "need"),
        ({"language": "fr"}, "language"),
        ({"party": "many"}, "party"),
    ],
)
def test_a_wrong_wish_names_the_field(anybody, fields, field):
    refusal = anybody.refused(422, "invalid-input", "POST", "/queues/passport/tickets", fields)
    assert [each["field"] for each in refusal["errors"]] == [field]


def test_refusals_have_names_and_say_what_to_do(anybody, desk, monkeypatch):
    path = "/queues/passport/tickets"
    take(desk, phone="010-0000-0042")
    again = desk.refused(409, "already-here", "POST", path, {"phone": "+821000000042"})
    assert "ask at the counter" in again["detail"]
    anybody.refused(422, "party", "POST", path, {"party": 99})
    anybody.refused(404, "unknown-queue", "POST", "/queues/nowhere/tickets", {})
    anybody.refused(404, "unknown-queue", "GET", "/queues/nowhere")
    anybody.refused(404, "unknown-ticket", "GET", "/tickets/forged")
    monkeypatch.setattr(clock, "now", lambda: NINE.replace(hour=10))
    anybody.refused(409, "closed", "POST", path, {})
    monkeypatch.setattr(clock, "now", lambda: NINE.replace(day=28))
    anybody.refused(409, "not-today", "POST", path, {})


def test_late_and_back(anybody, desk):
    desk.post("/desks/hall-1/open")
    tokens = [take(anybody)["token"] for _ in range(7)]
    assert anybody.post(f"/tickets/{tokens[0]}/late")["ahead"] == 5
    assert desk.post("/desks/hall-1/next")["number"] == "202"
    desk.post("/desks/hall-1/no-show")
    assert anybody.post(f"/tickets/{tokens[1]}/rejoin")["ahead"] == 3

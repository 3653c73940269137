"""The questionnaire as JSON: for clients of others with a ticket's token, and at a desk."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.amount import examples
from townline.lines.queues.models import TicketAnswers
from townline.lines.queues.tests.asking import ILL, WELL
from townline.platform.core import clock
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@pytest.fixture
def office(office, world, monkeypatch):
    world.now = office.now
    monkeypatch.setattr(clock, "now", lambda: office.now)
    return office


@pytest.fixture
def address(office):
    return f"/api/v1/tickets/{office.one('test').token}/questions"


def put(address, body):
    return Client().put(address, body, content_type="application/json")


def test_another_client_reads_and_answers(address):
    response = Client().get(address)
    assert response["Cache-Control"] == "no-store"
    questionnaire = response.json()
    assert (questionnaire["form"], questionnaire["version"], questionnaire["asked"]) == (
        "test",
        1,
        ["consent"],
    )
    assert (questionnaire["answers"], questionnaire["complete"]) == ({}, False)
    by_name = {item["name"]: item for item in questionnaire["definition"]["items"]}
    assert by_name["since"]["type"] == "date"
    assert by_name["symptoms"]["choices"][0] == {
        "name": "fever", "label": {"ko": "열", "en": "Fever"},
    }  # fmt: skip
    assert put(address, {"answers": WELL}).json()["complete"]
    half = put(address, {"answers": {"symptoms": ["fever"]}}).json()
    assert half["answers"] == WELL | {"symptoms": ["fever"]}
    assert half["complete"] is False
    more = {"since": "2026-11-24", "temperature": None, "pregnant": None}
    assert put(address, {"answers": more}).json()["complete"]


def test_what_is_wrong_is_named_and_nothing_saved(address):
    refused = put(address, {"answers": WELL | {"age": "old", "nothing": 1, "contact": "perhaps"}})
    assert refused.status_code == 422
    assert refused.json()["errors"] == [
        {"field": "answers.age", "message": "a whole number"},
        {"field": "answers.contact", "message": "names of its choices"},
        {"field": "answers.nothing", "message": "the name of a question of this form"},
    ]
    assert Client().get(address).json()["answers"] == {}
    assert put(address, {"answers": {str(n): n for n in range(200)}}).status_code == 422


def test_refusals(office, address):
    passport = f"/api/v1/tickets/{office.one('passport').token}/questions"
    assert Client().get(passport).json()["type"] == "/problems/no-questions"
    assert put("/api/v1/tickets/forged/questions", {"answers": {}}).status_code == 404
    Client().delete(address.removesuffix("/questions"))
    over = put(address, {"answers": WELL})
    assert (over.status_code, over.json()["type"]) == (404, "/problems/questions-over")


@given(st.dictionaries(st.sampled_from([*ILL, "about", "country"]), JSON, max_size=6))
@settings(
    max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # one ticket serves all: each answer is judged by itself
def test_nothing_that_is_sent_breaks_it(address, answers):
    reply = put(address, {"answers": answers})
    assert reply.status_code in {200, 400, 422}
    assert Client().get(address).status_code == 200


def test_a_desk_reads_what_is_recorded(office, address, visit):
    put(address, {"answers": ILL})
    clerk, other = visit("clerk1"), visit("roads.officer")
    assert clerk.post("/api/v1/desks/health-1/answers").json()["type"] == "/problems/desk-closed"
    clerk.post("/api/v1/desks/health-1/open")
    assert clerk.post("/api/v1/desks/health-1/answers").json()["type"] == "/problems/nobody-called"
    clerk.post("/api/v1/desks/health-1/next")
    answers = clerk.post("/api/v1/desks/health-1/answers").json()
    assert (answers["number"], answers["answers"]) == ("1", ILL)
    assert other.post("/api/v1/desks/health-1/answers").status_code == 409
    assert visit("auditor").post("/api/v1/desks/health-1/answers").status_code == 403
    (line,) = audit.Transition.objects.filter(event="ticket:answers:view")
    assert line.reason == "health-1"
    assert TicketAnswers.objects.count() == 1

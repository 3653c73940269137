"""What is refused is refused as a problem of a stable type, and changes nothing."""

import json

import pytest

from townline.config.tests.http_api.conftest import Caller, check_problem
from townline.platform.web.http_api.middleware import BODY_LIMIT

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(world):
    return world.text("길이 파였어요")


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("state=moon", "accepted: todo, open, overdue"),
        ("limit=0", "limit"),
        ("limit=201", "200"),
        ("limit=many", "limit"),
        ("q=%00", "NUL"),
    ],
)
def test_a_list_names_what_it_does_not_accept(caller, query, named):
    refusal = caller("clerk1").refused(422, "invalid-input", "GET", f"/cases?{query}")
    assert named in refusal["detail"]


@pytest.mark.parametrize(
    "cursor", ["x", "WzEsIDIsIDNd", "W3RydWUsICIyMDI2LTAxLTAxIiwgSW5maW5pdHld"]
)
def test_a_broken_cursor_breaks_nothing(world, caller, code, cursor):
    assert [r["code"] for r in caller("clerk1").get(f"/cases?cursor={cursor}")["items"]] == [code]


def test_a_text_that_changed_cannot_be_confirmed(world, caller):
    code = world.awaiting()
    mayor = caller("mayor")
    digest = mayor.get(f"/cases/{code}")["draft"]["hash"]
    world.deliver("한 곳 더 있어요")
    mayor.refused(409, "text-changed", "POST", f"/cases/{code}/confirm", {"hash": digest})
    world.route()
    mayor.refused(409, "text-changed", "POST", f"/cases/{code}/confirm", {"hash": digest})
    assert world.case(code).row.state == "awaiting_confirmation"


def test_a_state_that_does_not_allow_it(caller, code):
    refusal = caller("mayor").refused(
        409, "wrong-state", "POST", f"/cases/{code}/confirm", {"hash": "0"}
    )
    assert refusal["state"] == "received"
    caller("clerk1").refused(409, "wrong-state", "POST", f"/cases/{code}/submit")


def test_a_role_that_may_not(world, caller):
    code = world.awaiting()
    digest = world.case(code).draft.hash
    for who in ("clerk1", "roads.officer", "deputy"):
        caller(who).refused(403, "not-allowed", "POST", f"/cases/{code}/confirm", {"hash": digest})
    caller("admin").refused(403, "not-allowed", "GET", "/cases")


def test_a_token_without_the_scope(world, caller):
    code = world.awaiting()
    digest = world.case(code).draft.hash
    mayor = caller("mayor", "cases:read", "cases:write")
    refusal = mayor.refused(403, "not-allowed", "POST", f"/cases/{code}/confirm", {"hash": digest})
    assert refusal["scopes"] == ["cases:read", "cases:write"]
    caller("mayor", "numbers:reveal").refused(403, "not-allowed", "GET", f"/cases/{code}")
    caller("clerk1", "cases:read").refused(
        403, "not-allowed", "POST", f"/cases/{code}/reveal", {"reason": "현장"}
    )


def test_two_writers_of_one_draft(world, caller, code):
    world.assign(code)
    officer = caller("roads.officer")
    first = officer.post(f"/cases/{code}/draft", {"body": "하나", "base_version": 0})
    refusal = officer.refused(
        409, "draft-conflict", "POST", f"/cases/{code}/draft", {"body": "둘", "base_version": 0}
    )
    assert (refusal["version"], refusal["theirs"], refusal["mine"]) == (1, "하나", "둘")
    assert first["draft"]["version"] == 1


def test_sending_after_the_promise(world, caller, code):
    world.assign(code)
    world.draft(code)
    body = {"send_at": "2026-12-24T09:00:00+09:00"}
    refusal = caller("roads.officer").refused(
        422, "after-promise", "POST", f"/cases/{code}/submit", body
    )
    assert "answer_due_at" in refusal


@pytest.mark.parametrize(
    ("action", "body", "named"),
    [
        ("assign", {"department": "moon"}, "accepted: "),
        ("assign", {"departmnet": "roads"}, "departmnet"),
        ("draft", {}, "body"),
        ("draft", {"body": 3}, "body"),
        ("draft", {"body": "글\x00"}, "NUL"),
        ("draft", {"body": "글", "kind": "poem"}, "interim"),
        ("draft", {"body": "글", "next_due_at": "9999-12-31T23:59:59-23:59"}, "2200"),
        ("draft", {"body": "글", "next_due_at": "2026-12-01T09:00:00"}, "next_due_at"),
        ("draft", {"body": "글" * 5_001}, "5000"),
        ("draft", {"body": "글", "base_version": 10**30}, "base_version"),
        ("notes", {"body": "  "}, "empty"),
        ("danger", {"danger": "yes"}, "danger"),
        ("reopen", {"reason": "\x00"}, "NUL"),
        ("texts/1/settle", {"decision": "perhaps", "reason": "글"}, "was_sent"),
        ("confirm", [], "body"),
        ("submit", None, ""),
    ],
)
def test_a_body_names_the_field_that_is_wrong(world, caller, action, body, named):
    code = world.text("길이 파였어요")
    world.assign(code)
    content = json.dumps(body)
    response = caller("roads.head").raw("POST", f"/api/v1/cases/{code}/{action}", content)
    assert named in check_problem(response, 422, "invalid-input")["detail"]


def test_half_a_character_is_refused_in_every_field(caller, code):
    for action, field in [("title", "title"), ("notes", "body"), ("reveal", "reason")]:
        content = json.dumps({field: "\ud83d"})
        response = caller("clerk1").raw("POST", f"/api/v1/cases/{code}/{action}", content)
        check_problem(response, 422, "invalid-input")


@pytest.mark.parametrize(
    "content",
    ["{", "\xff", b"\xff\xfe", "9" * 5_000, "body=1", '{"body": NaN'],
    ids=["open", "latin", "bytes", "digits", "form", "nan"],
)
def test_a_body_that_is_no_json(caller, code, content):
    response = caller("clerk1").raw("POST", f"/api/v1/cases/{code}/notes", content)
    check_problem(response, 400, "malformed-request")


def test_a_body_that_is_too_large(caller, code):
    response = caller("clerk1").raw("POST", f"/api/v1/cases/{code}/notes", " " * (BODY_LIMIT + 1))
    check_problem(response, 413, "too-large")


def test_a_body_in_chunks_is_not_taken_for_none(world, caller, code):
    world.assign(code)
    world.draft(code)
    officer = caller("roads.officer")
    response = officer.send("POST", f"/cases/{code}/submit", **{"Transfer-Encoding": "chunked"})
    check_problem(response, 411, "length-required")
    assert world.case(code).row.state == "drafted"


@pytest.mark.parametrize(
    "path",
    ["/api/", "/api/v2/cases", "/api/v1/cases/", "/api/v1/cases/a%00b", "/api/v1/cases/없음"],
)
def test_an_address_that_does_not_exist(caller, path):
    for method in ("GET", "POST", "DELETE"):
        check_problem(caller("clerk1").raw(method, path, ""), 404, "not-found")


def test_a_method_that_an_address_does_not_take(caller):
    response = caller("clerk1").send("DELETE", "/departments")
    check_problem(response, 405, "method-not-allowed")
    assert response["Allow"] == "GET"


def test_a_host_that_is_not_ours_gets_no_page(caller):
    response = caller("clerk1").send("GET", "/me", Host="elsewhere.example")
    check_problem(response, 400, "malformed-request")


def test_a_crash_is_a_problem_too(caller, monkeypatch):
    def raise_error() -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("townline.platform.departments.api.departments", raise_error)
    problem = check_problem(caller("clerk1").send("GET", "/departments"), 500, "server-error")
    assert "boom" not in json.dumps(problem)


def test_a_database_that_is_away_is_told_to_come_back_to(caller, monkeypatch):
    from django.db import OperationalError

    def raise_disconnected() -> None:
        raise OperationalError("secret address")

    monkeypatch.setattr("townline.platform.departments.api.departments", raise_disconnected)
    response = caller("clerk1").send("GET", "/departments")
    assert "secret" not in json.dumps(check_problem(response, 503, "unavailable"))
    assert response["Retry-After"] == "5"


def test_a_stranger_is_asked_to_sign_in(db):
    for method, path in [("GET", "/cases"), ("POST", "/cases/H6-0001/confirm"), ("GET", "/me")]:
        response = Caller("").send(method, path)
        check_problem(response, 401, "unauthenticated")
        assert response["WWW-Authenticate"] == "Bearer"

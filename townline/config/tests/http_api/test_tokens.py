"""Who may ask: tokens, their lives and limits, and the session of our own pages."""

import pytest
from django.test import Client

from tests.limits import at_most
from tests.site import prove
from townline.config.tests.http_api.conftest import ALL, Caller, check_problem
from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.platform.departments import api as departments
from townline.platform.departments.views import api_auth as auth

pytestmark = pytest.mark.django_db


def test_a_wrong_token_is_refused(caller):
    for wrong in ("tl_wrong", " ", "tl_" + "x" * 5_000, "é"):
        check_problem(Caller(wrong).send("GET", "/me"), 401, "unauthenticated")


def test_a_token_that_confirms_lives_a_day(world, caller):
    short, long = caller("mayor", "cases:read", "cases:confirm"), caller("mayor", "cases:read")
    world.wait(hours=23, minutes=59)
    short.get("/me")
    world.wait(minutes=1)
    short.refused(401, "unauthenticated", "GET", "/me")
    long.get("/me")


def test_a_token_is_revoked_by_its_person_and_the_history_keeps_it(caller):
    mine, other = (caller("clerk1", *ALL, "tokens", name=name) for name in ("other", "mine"))
    found = {t["name"]: t for t in mine.get("/tokens")["items"]}
    assert set(found) == {"mine", "other"}
    assert "secret" not in str(found)
    response = other.send("DELETE", f"/tokens/{found['other']['id']}")
    assert (response.status_code, response.content) == (204, b"")
    mine.refused(401, "unauthenticated", "GET", "/me")
    line = audit.history(f"staff:{departments.staff_by_username('clerk1').id}").last()
    assert (line.event, line.via) == ("staff:token:revoke", "token:mine")
    other.refused(404, "not-found", "DELETE", f"/tokens/{found['other']['id']}")


def test_nobody_sees_or_revokes_the_tokens_of_another(caller):
    mayor, clerk = caller("mayor"), caller("clerk1")
    (token,) = mayor.get("/tokens")["items"]
    assert token["id"] not in [t["id"] for t in clerk.get("/tokens")["items"]]
    clerk.refused(403, "not-allowed", "DELETE", f"/tokens/{token['id']}")
    wide = caller("clerk1", "tokens")
    wide.refused(404, "not-found", "DELETE", f"/tokens/{token['id']}")
    mayor.get("/me")


def test_a_token_sees_and_ends_itself_alone_unless_its_scope_says_more(caller):
    other, narrow = caller("clerk1", name="other"), caller("clerk1", name="narrow")
    wide = caller("clerk1", "tokens", name="wide")
    ids = {token["name"]: token["id"] for token in wide.get("/tokens")["items"]}
    assert set(ids) == {"other", "narrow", "wide"}
    assert [token["name"] for token in narrow.get("/tokens")["items"]] == ["narrow"]
    narrow.refused(403, "not-allowed", "DELETE", f"/tokens/{ids['other']}")
    other.get("/me")
    assert narrow.send("DELETE", f"/tokens/{ids['narrow']}").status_code == 204
    narrow.refused(401, "unauthenticated", "GET", "/me")
    assert wide.send("DELETE", f"/tokens/{ids['other']}").status_code == 204
    other.refused(401, "unauthenticated", "GET", "/me")


def test_a_person_who_left_is_no_longer_let_in(caller):
    clerk = caller("clerk1")
    departments.Staff.objects.filter(username="clerk1").update(is_active=False)
    clerk.refused(401, "unauthenticated", "GET", "/me")


def test_too_many_requests_are_told_when_to_come_back(caller, monkeypatch, world):
    monkeypatch.setattr(auth, "TOKENS", at_most(2))
    clerk, officer = caller("clerk1"), caller("roads.officer")
    clerk.get("/me")
    clerk.get("/me")
    response = clerk.send("GET", "/me")
    check_problem(response, 429, "too-many-requests")
    assert response["Retry-After"] == str(60 - world.now.second)
    officer.get("/me")
    world.wait(seconds=60)
    clerk.get("/me")


def signed_in(username: str) -> Client:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    staff = departments.staff_by_username(username)
    assert staff is not None
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    prove(client, clock.now())
    return client


def test_a_signed_in_person_reads_by_their_session(world):
    me = signed_in("clerk1").get("/api/v1/me").json()
    assert (me["username"], me["token"]) == ("clerk1", None)


def test_a_session_changes_nothing_without_the_csrf_token(world):
    code = world.text("길이 파였어요")
    client, path = signed_in("clerk1"), f"/api/v1/cases/{code}/notes"
    request_data = {"data": {"body": "글"}, "content_type": "application/json"}
    check_problem(client.post(path, **request_data), 403, "not-allowed")
    client.cookies["csrftoken"] = secret = "c" * 32
    response = client.post(path, **request_data, headers={"X-CSRFToken": secret})
    assert response.status_code == 200, response.content
    assert response.json()["history"][-1]["via"] == ""


def test_a_wrong_token_is_not_helped_by_a_session(world):
    response = signed_in("clerk1").get("/api/v1/me", headers={"Authorization": "Bearer tl_no"})
    check_problem(response, 401, "unauthenticated")


def test_a_token_that_writes_or_confirms_needs_no_other_to_read(world, caller):
    code = world.awaiting()
    assert caller("roads.officer", "cases:write").get(f"/cases/{code}")["code"] == code
    mayor = caller("mayor", "cases:confirm")
    digest = mayor.get(f"/cases/{code}")["draft"]["hash"]
    assert mayor.post(f"/cases/{code}/confirm", {"hash": digest})["state"] == "confirmed"

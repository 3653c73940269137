import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from townline.platform.core import clock
from townline.platform.departments import api as departments

ALL = ["cases:read", "cases:write", "cases:confirm", "numbers:reveal", "texts:settle"]


def token_of(username: str, scopes: list[str] | None = None, name: str = "script") -> str:
    staff = departments.staff_by_username(username)
    assert staff is not None, username
    return departments.token_create(staff=staff, scopes=scopes or ALL, now=clock.now(), name=name)


@dataclass
class Caller:
    """A script with a token: paths are given below ``/api/v1``."""

    token: str

    def send(self, method: str, path: str, body: object = None, **headers: Any) -> Any:
        content = "" if body is None else json.dumps(body)
        return self.raw(method, f"/api/v1{path}", content, **headers)

    def raw(self, method: str, path: str, content: str | bytes, **headers: Any) -> Any:
        bearer = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        client = Client(raise_request_exception=False)
        sent = {**bearer, **headers}
        return client.generic(method, path, content, "application/json", headers=sent)

    def get(self, path: str, **headers: Any) -> Any:
        response = self.send("GET", path, **headers)
        assert response.status_code == 200, response.content
        return json.loads(response.content)

    def post(self, path: str, body: object = None) -> Any:
        response = self.send("POST", path, body)
        assert response.status_code == 200, response.content
        return json.loads(response.content)

    def refused(self, status: int, kind: str, method: str, path: str, body: object = None) -> Any:
        return check_problem(self.send(method, path, body), status, kind)


def check_problem(response: Any, status: int, kind: str) -> Any:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    problem = json.loads(response.content)
    assert problem["type"] == f"/problems/{kind}"
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    return problem


@pytest.fixture
def caller(world):
    """Give a caller for a person, with the scopes named or all."""

    def make(username: str, *scopes: str, name: str = "script") -> Caller:
        return Caller(token_of(username, list(scopes) or None, name))

    return make


@pytest.fixture(autouse=True)
def present(monkeypatch, world):
    """Let the world's clock be the clock of the API too."""
    monkeypatch.setattr("townline.platform.core.clock.now", lambda: world.now)

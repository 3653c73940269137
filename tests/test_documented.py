"""What holds answers against the document finds what the document does not tell of."""

import json

import pytest
from django.http import HttpResponse

from tests.documented import Undocumented, check


def _answer(body: object, status: int = 200, kind: str = "application/json") -> HttpResponse:
    return HttpResponse(json.dumps(body), status=status, content_type=kind)


def test_an_answer_as_documented_passes():
    check("GET", "/api/v1/departments", _answer({"items": []}))


@pytest.mark.parametrize(
    "answer", [_answer({"items": [{"code": 1}]}), _answer({}), _answer({"items": []}, status=299)]
)
def test_another_is_found(answer):
    with pytest.raises(Undocumented):
        check("GET", "/api/v1/departments", answer)


@pytest.mark.django_db
def test_every_client_of_a_test_is_watched(client, monkeypatch):
    monkeypatch.setattr("tests.documented._responses", lambda method, path: {})
    with pytest.raises(Undocumented):
        client.get("/api/v1/departments")

"""One person's data by the API: who may have it, what it answers, what it refuses."""

import json

import pytest

NUMBER = "010-0000-0088"
EXPORT, ERASE = "/persons/export", "/persons/erase"
PERSON_REQUEST = {"number": NUMBER, "reason": "본인 신청"}


@pytest.fixture
def code(world):
    return world.text("길이 파였어요", sender="01000000088")


@pytest.mark.parametrize("username", ["admin"])
def test_an_export_holds_the_texts_and_cases(code, caller, username):
    exported = caller(username, "privacy").post(EXPORT, PERSON_REQUEST)
    assert set(exported) == {"made_at", "district", "person", "cases", "history"}
    assert exported["person"]["number"] == "+821000000088"
    assert [text["body"] for text in exported["person"]["texts_in"]] == ["길이 파였어요"]
    assert [case["code"] for case in exported["cases"]] == [code]
    assert exported["history"][-1]["via"] == "token:script"


def test_an_erasure_says_how_much(code, caller):
    erased = caller("admin", "privacy").post(ERASE, PERSON_REQUEST | {"force": True})
    assert erased == {"masked": "010-****-0088", "cases": 1, "texts": 2}
    caller("admin", "privacy").refused(404, "not-found", "POST", EXPORT, PERSON_REQUEST)


@pytest.mark.parametrize(
    ("username", "scope", "path"),
    [
        ("admin", "cases:read", EXPORT),
        ("mayor", "privacy", EXPORT),
        ("clerk1", "privacy", EXPORT),
        ("auditor", "privacy", ERASE),
        ("auditor", "privacy", EXPORT),
    ],
)
def test_who_may_not(code, caller, username, scope, path):
    caller(username, scope).refused(403, "not-allowed", "POST", path, PERSON_REQUEST)


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (PERSON_REQUEST | {"number": "0042"}, 422, "invalid-input"),
        (PERSON_REQUEST | {"number": "010-0000-0099"}, 404, "not-found"),
        (PERSON_REQUEST | {"reason": " "}, 422, "invalid-input"),
        ({"number": NUMBER}, 422, "invalid-input"),
        (PERSON_REQUEST | {"forse": True}, 422, "invalid-input"),
        (PERSON_REQUEST | {"force": "yes"}, 422, "invalid-input"),
        (PERSON_REQUEST, 409, "wrong-state"),  # an open case
    ],
)
def test_what_is_refused(code, caller, body, status, kind):
    refusal = caller("admin", "privacy").refused(status, kind, "POST", ERASE, body)
    assert "0000-0088" not in json.dumps(refusal)
    assert "0000-0099" not in json.dumps(refusal)

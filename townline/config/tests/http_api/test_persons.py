"""One person's data by the API: who may have it, what it answers, what it refuses."""

import json

import pytest

NUMBER = "010-0000-0088"
EXPORT, ERASE = "/persons/export", "/persons/erase"
WISH = {"number": NUMBER, "reason": "본인 신청"}


@pytest.fixture
def code(world):
    return world.text("길이 파였어요", sender="01000000088")


@pytest.mark.parametrize("username", ["admin"])
def test_an_export_holds_the_texts_and_cases(code, caller, username):
    told = caller(username, "privacy").post(EXPORT, WISH)
    assert set(told) == {"made_at", "district", "person", "cases", "history"}
    assert told["person"]["number"] == "+821000000088"
    assert [text["body"] for text in told["person"]["texts_in"]] == ["길이 파였어요"]
    assert [case["code"] for case in told["cases"]] == [code]
    assert told["history"][-1]["via"] == "token:script"


def test_an_erasure_says_how_much(code, caller):
    told = caller("admin", "privacy").post(ERASE, WISH | {"force": True})
    assert told == {"masked": "010-****-0088", "cases": 1, "texts": 2}
    caller("admin", "privacy").refused(404, "not-found", "POST", EXPORT, WISH)


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
    caller(username, scope).refused(403, "not-allowed", "POST", path, WISH)


@pytest.mark.parametrize(
    ("wish", "status", "kind"),
    [
        (WISH | {"number": "0042"}, 422, "invalid-input"),
        (WISH | {"number": "010-0000-0099"}, 404, "not-found"),
        (WISH | {"reason": " "}, 422, "invalid-input"),
        ({"number": NUMBER}, 422, "invalid-input"),
        (WISH | {"forse": True}, 422, "invalid-input"),
        (WISH | {"force": "yes"}, 422, "invalid-input"),
        (WISH, 409, "wrong-state"),  # an open case
    ],
)
def test_what_is_refused(code, caller, wish, status, kind):
    told = caller("admin", "privacy").refused(status, kind, "POST", ERASE, wish)
    assert "0000-0088" not in json.dumps(told)
    assert "0000-0099" not in json.dumps(told)

"""Templates, old answers, hints and photo links by a program."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(world, caller):
    code = world.text("느티시장 입구 앞 길이 파였어요")
    caller("clerk1").post(f"/cases/{code}/assign", {"service": "roads"})
    return code


def test_a_template_is_read_and_put(caller, code):
    officer = caller("roads.officer")
    items = officer.get("/templates")["items"]
    one = next(each for each in items if each["key"] == "roads-hole-filled")
    assert (one["services"], one["kinds"], one["approved"], one["used"]) == (
        ["roads"], ["answer"], ["en"], 0,
    )  # fmt: skip
    draft = officer.post(f"/cases/{code}/put", {"template": "roads-hole-filled"})["draft"]
    assert draft["body"].startswith("느티시장 입구 파인 곳은 […언제]")
    assert (draft["template"], draft["korean"]) == ("roads-hole-filled", "")
    refused = officer.refused(422, "blanks-left", "POST", f"/cases/{code}/submit", {})
    assert "[…언제]" in refused["left"]


def test_hints_keep_nothing(world, caller, code):
    officer = caller("roads.officer")
    items = officer.post(f"/cases/{code}/hints", {"body": "금일 메웠습니다."})["items"]
    assert [each["kind"] for each in items] == ["officialese", "no_who", "no_signature"]
    assert world.case(code).draft is None


def test_old_answers_are_those_of_cases_one_sees(caller, code):
    assert caller("roads.officer").get(f"/cases/{code}/old-answers") == {"items": []}
    caller("parks.officer").refused(404, "not-found", "GET", f"/cases/{code}/old-answers")


def test_what_is_not_there_is_refused(caller, code, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    officer = caller("roads.officer")
    officer.refused(404, "not-found", "POST", f"/cases/{code}/put", {"template": "song"})
    officer.refused(404, "not-found", "POST", f"/cases/{code}/put", {"old_answer": 7})
    officer.refused(409, "wrong-state", "POST", f"/cases/{code}/put", {"template": "any-ask-when"})
    path = f"/cases/{code}/photo-link"
    officer.refused(404, "not-found", "POST", path, {"before": ["a" * 64]})
    officer.refused(422, "invalid-input", "POST", path, {})
    officer.refused(404, "not-found", "POST", f"{path}-end", {"link": 7})


def test_the_korean_beside_english_is_kept(caller, code):
    body = {"body": "We filled it.", "korean": "메웠습니다."}
    draft = caller("roads.officer").post(f"/cases/{code}/draft", body)["draft"]
    assert draft["korean"] == "메웠습니다."

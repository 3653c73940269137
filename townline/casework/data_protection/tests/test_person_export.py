"""One person's data, for that person: whole, and only theirs."""

import json

import pytest

from townline.casework.cases import api as cases
from townline.casework.data_protection import api
from townline.platform.core.models import Transition
from townline.platform.departments.api import Act

NUMBER = "010-0000-0042"


@pytest.fixture
def export(world):
    code = world.awaiting("길이 파였어요")
    cases.note_add(world.by("clerk1"), code=code, body="현장 확인함")
    world.confirm(code)
    world.wait(seconds=30)
    world.send()
    world.text("가로등이 꺼졌어요", sender="01000000077")
    return api.person_export(world.by("admin"), number=NUMBER, reason="본인 신청")


def test_everything_about_the_person_is_there(export):
    assert export["person"]["number"] == "+821000000042"
    assert [text["body"] for text in export["person"]["texts_in"]] == ["길이 파였어요"]
    assert "오늘 메웠습니다. - 한들구 도로과" in [t["body"] for t in export["person"]["texts_out"]]
    (case,) = export["cases"]
    assert [note["body"] for note in case["notes"]] == ["현장 확인함"]
    assert [version["body"] for version in case["versions"]]
    assert {
        "case:status:open",
        "case:department:assign",
        "case:answer:approve",
        "case:answer:send",
    } <= {line["event"] for line in case["history"]}
    json.dumps(export)  # as it is, without help


def test_nothing_of_others_is_there(export):
    assert "가로등" not in json.dumps(export, ensure_ascii=False)
    assert "0077" not in json.dumps(export)


def test_it_is_recorded_with_the_reason(export, world):
    line = Transition.objects.get(event="resident:data:export")
    assert (line.reason, line.actor_label) == ("본인 신청", line.actor_label)
    assert line.subject.startswith("resident:")
    assert export["history"][-1]["event"] == "resident:data:export"


def test_a_look_at_a_number_is_part_of_it(world):
    code = world.text("길이 파였어요")
    api.number_reveal(world.by("clerk1"), code=code, reason="현장")
    exported = api.person_export(world.by("admin"), number=NUMBER, reason="본인 신청")
    reveal = next(e for e in exported["history"] if e["event"] == "resident:number:reveal")
    assert reveal["reason"] == "현장"


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reason": "  "}, cases.InvalidInput),
        ({"number": "0042"}, cases.InvalidInput),
        ({"number": "010-0000-0099"}, cases.NotFound),
        ({"username": "clerk1"}, cases.NotAllowed),
        ({"username": "mayor"}, cases.NotAllowed),
    ],
)
def test_what_is_refused(world, fields, refusal):
    world.text("길이 파였어요")
    arguments = {"number": NUMBER, "reason": "본인 신청", "username": "admin"} | fields
    viewer = world.person(arguments.pop("username"))
    with pytest.raises(refusal):
        api.person_export(Act(viewer, world.now), **arguments)


def test_a_look_that_finds_nobody_is_recorded(world):
    with pytest.raises(cases.NotFound):
        api.person_export(world.by("admin"), number="010-0000-0099", reason="신청")
    line = Transition.objects.get(event="search:number:look_up")
    assert line.subject == "search"
    assert "0099" not in str(line.data)

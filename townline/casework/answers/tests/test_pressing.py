"""A confirmation pressed without a connection arrives once, from the same person, in time."""

import datetime as dt
import uuid

import pytest

from townline.casework.answers.models import Confirmation
from townline.casework.cases.rules import CaseState
from townline.platform.departments import api as departments

pytestmark = pytest.mark.django_db


@pytest.fixture
def pressed(visit, world):
    """Give what the phone of the mayor sends for a case; fields may be changed."""
    mayor = departments.staff_by_username("mayor")

    def send(code, username="mayor", **fields):
        words = {
            "hash": world.case(code).draft.hash,
            "press": str(uuid.uuid4()),
            "person": str(mayor.id),
            "at": str(int(world.now.timestamp() * 1000)),
        } | fields
        return visit(username).post(
            f"/morning/{code}/confirm", words, headers={"accept": "application/json"}
        )

    return send


def test_the_hold_begins_when_it_arrives(world, pressed):
    code = world.awaiting()
    at = str(int(world.now.timestamp() * 1000))
    world.wait(hours=3)
    answer = pressed(code, at=at)
    assert (answer.status_code, answer.json()) == (200, {"fresh": True, "next": "/morning/"})
    [confirmation] = Confirmation.objects.all()
    assert confirmation.leaves_at == world.now + dt.timedelta(seconds=20)
    line = world.case(code).history[-1]
    assert line.data["pressed_at"] == (world.now - dt.timedelta(hours=3)).isoformat()


def test_the_same_press_again_confirms_nothing_more(world, pressed):
    code, name = world.awaiting(), str(uuid.uuid4())
    draft = world.case(code).draft
    assert pressed(code, press=name).json()["fresh"] is True
    assert pressed(code, press=name, hash=draft.hash).json()["fresh"] is False
    world.wait(seconds=21)
    assert len([j for j in world.send() if "메웠" in j.content]) == 1
    assert pressed(code, press=name, hash=draft.hash).json()["fresh"] is False
    assert Confirmation.objects.count() == 1


def test_a_press_that_was_taken_back_does_not_come_back_to_life(world, visit, pressed):
    code, name = world.awaiting(), str(uuid.uuid4())
    pressed(code, press=name)
    visit("mayor").post(f"/morning/{code}/undo")
    assert pressed(code, press=name).json()["fresh"] is False
    assert world.case(code).row.state is CaseState.AWAITING_CONFIRMATION


def test_confirmed_at_the_desk_and_then_heard_from_the_phone(world, pressed):
    code = world.awaiting()
    hash_ = world.case(code).draft.hash
    world.confirm(code)
    assert pressed(code, hash=hash_).json()["fresh"] is False
    assert Confirmation.objects.count() == 1


def test_changed_words_are_not_sent(world, pressed):
    code = world.awaiting()
    old = world.case(code).draft.hash
    world.draft(code, "내일 메웁니다. - 한들구 도로과")
    world.submit(code)
    answer = pressed(code, hash=old)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/text-changed")
    assert world.case(code).row.state is CaseState.AWAITING_CONFIRMATION


@pytest.mark.parametrize(
    ("fields", "status", "kind"),
    [
        ({"press": "not a name"}, 422, "invalid-input"),
        ({"person": "999999"}, 403, "not-allowed"),
        ({"person": ""}, 403, "not-allowed"),
    ],
)
def test_a_press_without_a_name_or_of_another_person_is_refused(
    world, pressed, fields, status, kind
):
    code = world.awaiting()
    answer = pressed(code, **fields)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{kind}")
    assert world.case(code).row.state is CaseState.AWAITING_CONFIRMATION


def test_after_twelve_hours_it_is_asked_again(world, pressed):
    code = world.awaiting()
    at = str(int(world.now.timestamp() * 1000))
    world.wait(hours=12, seconds=1)
    answer = pressed(code, at=at)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/press-too-old")
    assert "12시간" in answer.json()["detail"]


def test_a_clock_that_runs_ahead_or_is_nonsense_does_no_harm(world, pressed):
    code = world.awaiting()
    assert pressed(code, at="9" * 13).status_code == 200
    other = world.text("가로등", "01000000043")
    world.assign(other)
    world.draft(other)
    world.submit(other)
    assert pressed(other, at="٣").status_code == 200


def test_a_deputy_whose_time_is_over_sends_nothing(world, pressed):
    code = world.awaiting()
    deputy = departments.staff_by_username("deputy").id
    assert pressed(code, "deputy", person=str(deputy)).status_code == 403


def test_what_may_be_kept_says_whose_it_is_and_other_pages_do_not(world, visit):
    code = world.awaiting()
    mayor = departments.staff_by_username("mayor").id
    client, hash_ = visit("mayor"), world.case(code).draft.hash
    assert client.get("/morning/").headers["X-Keep"] == f"{mayor}.today"
    assert client.get(f"/morning/{code}/").headers["X-Keep"] == f"{mayor}.{hash_[:12]}"
    assert f"{code}={mayor}.{hash_[:12]} " in client.get("/morning/").content.decode()
    assert "X-Keep" not in client.get(f"/morning/text/{code}/").headers
    assert "X-Keep" not in visit("deputy").get(f"/morning/{code}/").headers
    world.confirm(code)
    assert "X-Keep" not in client.get(f"/morning/{code}/").headers


def test_signing_out_clears_what_the_phone_kept(visit):
    gone = visit("mayor").post("/sign-out/").headers["Clear-Site-Data"]
    assert gone == '"cache", "storage"'


def test_the_worker_reaches_the_mornings_pages_only(visit):
    answer = visit().get("/morning/worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer.headers

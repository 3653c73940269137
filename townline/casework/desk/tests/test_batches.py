"""Many cases in one press: each by itself, told one by one, undone together."""

import itertools
import uuid

import pytest
from django.db import transaction

from tests.rota import Staff
from townline.casework.alarms import api as alarms
from townline.casework.cases import api as cases
from townline.casework.cases.models import Note, Undo
from townline.casework.desk import api
from townline.casework.desk.models import Batch, BatchLine
from townline.casework.desk.rules import TRANSITIONS, BatchAction, LineEvent, LineState
from townline.casework.desk.services.batches import LINES
from townline.platform.core.history import audit
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db
EVERY_PAIR = list(itertools.product(LineState, LineEvent))
COMPLEMENT = [pair for pair in EVERY_PAIR if pair not in TRANSITIONS]


@pytest.fixture
def three(world):
    return [world.text("길이 파였어요", f"0100000004{n}") for n in range(3)]


def run(world, codes, action, username="clerk1", key=None, **fields):
    batch_input = api.BatchInput(deed=BatchAction(action), **fields)
    viewer = world.person(username)
    number = api.batch_run(
        Act(viewer, world.now), key=key or uuid.uuid4(), codes=codes, batch_input=batch_input
    )
    return api.batch_get(Act(viewer, world.now), batch_id=number)


def undo(world, batch, username="clerk1"):
    viewer = world.person(username)
    api.batch_undo(Act(viewer, world.now), batch_id=batch.id)
    return api.batch_get(Act(viewer, world.now), batch_id=batch.id)


def states(batch):
    return [str(line.state) for line in batch.lines]


def line(world, state):
    batch = Batch.objects.create(
        key=uuid.uuid4(),
        deed="note",
        by=Staff.objects.get(username="clerk1"),
        at=world.now,
        until=world.now,
    )
    return BatchLine.objects.create(batch=batch, code="H6-0001", state=state)


@pytest.mark.parametrize(("before", "event"), list(TRANSITIONS))
def test_an_allowed_change_happens_and_is_written(world, before, event):
    one = line(world, before)
    LINES.move(one, event, actor=audit.SYSTEM, now=world.now)
    assert BatchLine.objects.get().state == TRANSITIONS[before, event]
    written = audit.history(f"batch:{one.batch_id}").last()
    assert (written.event, written.data["case"]) == (event.tag, "H6-0001")


@pytest.mark.parametrize(("before", "event"), COMPLEMENT)
def test_every_other_change_is_refused_and_leaves_nothing(world, before, event):
    one = line(world, before)
    with pytest.raises(cases.InvalidInput), transaction.atomic():
        LINES.move(one, event, actor=audit.SYSTEM, now=world.now)
    assert BatchLine.objects.get().state == before
    assert not audit.history(f"batch:{one.batch_id}").exists()


def test_all_go_to_a_department_and_come_back(world, three):
    batch = run(world, three, "assign", department="roads")
    assert states(batch) == ["done"] * 3
    assert {world.case(code).row.department for code in three} == {"roads"}
    assert batch.undoable
    world.wait(minutes=9)
    batch = undo(world, batch)
    assert states(batch) == ["undone"] * 3
    assert {world.case(code).row.state for code in three} == {"received"}
    assert not batch.undoable


def test_to_one_person(world, three):
    officer = Staff.objects.get(username="roads.officer")
    run(world, three, "assign", department="roads", assignee=officer.id)
    assert {world.case(code).row.assignee_id for code in three} == {officer.id}
    stranger = Staff.objects.get(username="parks.officer")
    batch = run(world, three, "assign", department="roads", assignee=stranger.id)
    assert states(batch) == ["refused"] * 3
    assert {world.case(code).row.assignee_id for code in three} == {officer.id}


def test_what_is_refused_says_why_and_stops_nothing(world, three):
    answered = world.awaiting()
    world.confirm(answered)
    world.wait(seconds=21)
    world.send()
    batch = run(world, [three[0], answered, "H6-9999"], "close")
    assert states(batch) == ["refused", "done", "refused"]
    assert [one.problem for one in batch.lines] == ["wrong-state", "", "not-found"]
    assert world.case(answered).row.state == "closed"
    assert states(undo(world, batch)) == ["refused", "undone", "refused"]
    assert world.case(answered).row.state == "answered"


def test_who_went_on_keeps_what_they_did(world, three):
    batch = run(world, three, "assign", department="roads")
    world.draft(three[1])
    batch = undo(world, batch)
    assert states(batch) == ["undone", "kept", "undone"]
    assert batch.lines[1].problem == "built-on"
    assert world.case(three[1]).row.department == "roads"


def test_a_later_press_of_ones_own_is_not_undone_instead(world, three):
    batch = run(world, three[:1], "assign", department="roads")
    world.assign(three[0], "parks")
    assert states(undo(world, batch)) == ["kept"]
    assert world.case(three[0]).row.department == "parks"


def test_danger_is_taken_back_only_where_it_was_set(world, three):
    clerk = world.person("clerk1")
    alarms.case_mark_danger(Act(clerk, world.now), code=three[0], danger=True)
    batch = run(world, three, "danger")
    assert all(world.case(code).row.danger for code in three)
    undo(world, batch)
    assert [world.case(code).row.danger for code in three] == [True, False, False]


def test_notes_are_taken_back(world, three):
    batch = run(world, three, "note", body="한 번에 보기로 함")
    assert Note.objects.count() == 3
    undo(world, batch)
    assert not Note.objects.exists()
    row = world.case(three[0]).row
    assert audit.history(f"case:{row.id}").last().event == "case:note:withdraw"


def test_one_form_sent_twice_is_done_once(world, three):
    key = uuid.uuid4()
    first = run(world, three, "note", key=key, body="한 번만")
    again = run(world, three, "note", key=key, body="한 번만")
    assert first.id == again.id
    assert Note.objects.count() == 3
    with pytest.raises(cases.InvalidInput):
        run(world, three, "close", key=key)
    with pytest.raises(cases.InvalidInput):
        run(world, three, "note", username="clerk2", key=key, body="남의 것")


def test_what_a_crash_left_waiting_is_done_by_the_same_form(world, three):
    key = uuid.uuid4()
    batch = run(world, three, "note", key=key, body="남은 것")
    BatchLine.objects.filter(batch=batch.id, code=three[2]).update(state="waiting")
    Note.objects.filter(case__code=three[2]).delete()
    assert states(run(world, three, "note", key=key, body="남은 것")) == ["done"] * 3
    assert Note.objects.count() == 3


@pytest.mark.parametrize(
    ("codes", "action", "fields", "error"),
    [
        ([], "close", {}, api.BatchEmpty),
        ([f"H6-{n}" for n in range(101)], "close", {}, api.BatchTooLarge),
        (["H6-1"], "assign", {}, cases.InvalidInput),
        (["H6-1"], "note", {"body": " "}, cases.InvalidInput),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_done(world, codes, action, fields, error):
    with pytest.raises(error):
        run(world, codes, action, **fields)
    assert not Batch.objects.exists()


def test_rights_are_asked_of_each(world, three):
    with pytest.raises(cases.NotAllowed):
        run(world, three, "assign", username="roads.officer", department="roads")
    with pytest.raises(cases.NotAllowed):
        run(world, three, "note", username="auditor", body="메모")
    world.assign(three[0])
    batch = run(world, three, "note", username="roads.officer", body="우리 것만")
    assert states(batch) == ["done", "refused", "refused"]
    assert [bool(one.title) for one in batch.lines] == [True, False, False]


def test_only_ones_own_and_within_ten_minutes(world, three):
    batch = run(world, three, "assign", department="roads")
    with pytest.raises(cases.NotFound):
        undo(world, batch, "clerk2")
    world.wait(minutes=11)
    with pytest.raises(api.BatchUndone):
        undo(world, batch)
    assert Undo.objects.filter(undone_at=None).count() == 3


def test_picking_on_pages(world, three, visit):
    client = visit("clerk1")
    plain = client.get("/inbox/").content.decode()
    assert 'data-key="pick"' in plain
    assert 'name="code"' not in plain
    page = client.get("/inbox/?pick=all").content.decode()
    assert page.count('name="code"') == page.count(" checked") == 3
    sent = {"key": str(uuid.uuid4()), "deed": "assign", "department": "roads", "code": three}
    answer = client.post("/batches/", sent)
    assert answer["Location"] == f"/batches/{Batch.objects.get().id}/"
    shown = client.get(answer["Location"]).content.decode()
    assert "실행 취소" in shown
    client.post(f"{answer['Location']}undo")
    assert world.case(three[0]).row.state == "received"
    assert client.post("/batches/", {"deed": "close"}).status_code == 422
    assert client.post("/batches/", {"deed": "king", "code": three}).status_code == 422
    assert client.get("/batches/999/").status_code == 404
    assert 'data-key="pick"' not in visit("auditor").get("/inbox/").content.decode()

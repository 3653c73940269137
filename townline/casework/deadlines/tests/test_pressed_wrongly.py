"""A press that was wrong is undone by who pressed, for ten minutes, while nobody went on."""

import pytest

from townline.casework.cases import api as cases
from townline.casework.cases.errors import BuiltOn, UndoOver
from townline.casework.deadlines import api
from townline.platform.core.history import audit
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db


def undo(world, code, username="clerk1"):
    return cases.regroup_undo(world.by(username), code=code)


def test_a_case_sent_to_the_wrong_department_comes_back(world):
    code = world.text("가로등이 꺼졌어요")
    due = world.case(code).row.answer_due_at
    world.assign(code)
    world.wait(minutes=9)
    undo(world, code)
    row = world.case(code).row
    assert (row.state, row.department, row.service, row.answer_due_at) == (
        "received", None, None, due,
    )  # fmt: skip
    line = audit.history(f"case:{row.id}").last()
    assert (line.event, line.data["deed"]) == ("case:action:undo", "assign")
    with pytest.raises(cases.NotFound):
        world.case(code, "roads.officer")


def test_a_second_department_gives_way_to_the_first(world):
    code = world.text("가로등이 꺼졌어요")
    world.assign(code, "roads")
    world.assign(code, "parks")
    undo(world, code)
    assert world.case(code).row.department == "roads"


def test_a_case_closed_too_early_is_answered_again(world):
    code = world.awaiting()
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    finished = world.case(code).row.answered_at
    cases.case_close(world.by("clerk1"), code=code)
    undo(world, code)
    row = world.case(code).row
    assert (row.state, row.answered_at) == ("answered", finished)


def test_a_text_taken_for_advertising_is_open_again_with_its_promise(world):
    code = world.text("길이 파였어요")
    before = world.case(code).row
    clerk = world.person("clerk1")
    cases.case_dismiss(Act(clerk, world.now), code=code, reason="광고")
    undo(world, code)
    assert world.case(code).row == before
    world.wait(hours=25)
    assert api.reminders_run(now=world.now) == 1


@pytest.mark.parametrize("username", ["clerk2", "roads.head", "roads.officer"])
def test_only_who_pressed_undoes_it(world, username):
    code = world.text("길이 파였어요")
    world.assign(code)
    assert world.case(code, username).undoable is None
    with pytest.raises(UndoOver):
        undo(world, code, username)
    assert world.case(code).undoable.deed == "assign"


def test_not_when_somebody_went_on(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code)
    assert world.case(code).undoable is None
    with pytest.raises(BuiltOn):
        undo(world, code)


def test_not_after_ten_minutes_and_not_twice(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    undo(world, code)
    with pytest.raises(UndoOver):
        undo(world, code)
    world.assign(code)
    world.wait(minutes=11)
    with pytest.raises(UndoOver):
        undo(world, code)


def test_the_page_offers_it_under_its_key(world, visit):
    code = world.text("길이 파였어요")
    client = visit("clerk1")
    client.post(f"/cases/{code}/assign", {"department": "roads"})
    page = client.get(f"/cases/{code}/").content.decode()
    assert 'data-key="undo"' in page
    client.post(f"/cases/{code}/put-back")
    assert world.case(code).row.state == "received"

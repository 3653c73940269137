"""Who takes part sees the case and says a position; who no longer does sees nothing of it."""

import datetime as dt

import pytest

from tests.undone import undone
from townline.casework.alarms import api as alarms
from townline.casework.answers import api as answers
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case, Notice
from townline.casework.coordination import api as coordination
from townline.casework.coordination.models import Participation
from townline.casework.data_protection import api
from townline.platform.core import live
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db


@pytest.fixture
def joint(world):
    """A case that roads leads and parks is asked about."""
    code = world.text("가로수 뿌리에 길이 솟았어요")
    world.assign(code)
    world.ask(code, "parks")
    return code


def sees(world, username, code):
    viewer = world.person(username)
    try:
        cases.case_get(Act(viewer, world.now), code=code)
    except cases.NotFound:
        return False
    rows = cases.cases_list(Act(viewer, world.now), filters=cases.CaseFilters(view="all")).rows
    assert code in {row.code for row in rows}
    return True


def test_only_a_department_that_was_asked_sees_the_case(world, joint):
    assert sees(world, "parks.officer", joint)
    assert sees(world, "parks.head", joint)
    assert not sees(world, "cleaning.officer", joint)


@pytest.mark.parametrize("how", ["withdraw", "refuse"])
def test_who_was_taken_out_no_longer_sees_it(world, joint, how):
    if how == "withdraw":
        coordination.position_withdraw(world.by("roads.officer"), code=joint, department="parks")
    else:
        coordination.position_refuse(world.by("parks.head"), code=joint, reason="길의 일입니다")
    assert not sees(world, "parks.officer", joint)
    assert cases.counts(world.by("parks.officer"))["open"] == 0
    assert not Notice.objects.filter(case__code=joint, staff__department="parks").exists()
    for action in (note, position):
        with pytest.raises(cases.NotFound):
            action(world, joint, "parks.officer")


def note(world, code, username):
    cases.note_add(world.by(username), code=code, body="메모")


def position(world, code, username, body="뿌리를 자르겠습니다", **more):
    return coordination.position_give(world.by(username), code=code, body=body, **more)


ACTIONS = {
    "assign": lambda **k: cases.case_assign(**k, department="parks"),
    "draft": lambda **k: answers.draft_save(**k, body="끼어들기"),
    "submit": answers.draft_submit,
    "question": lambda **k: answers.question_send(**k, body="어디인가요?"),
    "misroute": lambda **k: cases.case_misroute(**k, reason="사유"),
    "dismiss": lambda **k: cases.case_dismiss(**k, reason="사유"),
    "retitle": lambda **k: cases.case_retitle(**k, title="새 제목"),
    "danger": lambda **k: alarms.case_mark_danger(**k, danger=True),
    "reveal": lambda **k: api.number_reveal(**k, reason="사유"),
    "ask": lambda **k: coordination.position_ask(**k, department="water", question="물음"),
    "withdraw": lambda **k: coordination.position_withdraw(**k, department="parks"),
    "meeting": lambda **k: coordination.meeting_call(
        **k, starts_at=k["act"].now + dt.timedelta(hours=3), place="회의실", agenda="안건",
        departments=["water"],
    ),
    "hand": lambda **k: coordination.referral_hand(
        **k, agency="handeul-police", promised_at=k["act"].now + dt.timedelta(days=1)
    ),
    "bundle": lambda **k: answers.case_bundle(**k, others=["H6-0000"]),
    "merge": lambda **k: cases.case_merge(**k, into=k["code"], confirm=True),
}  # fmt: skip


@pytest.mark.parametrize("username", ["parks.officer", "parks.head"])
def test_who_takes_part_does_not_do_what_the_lead_does(world, joint, username):
    before = Case.objects.filter(code=joint).values().get()
    for name, action in ACTIONS.items():
        with undone(name):
            with pytest.raises(cases.NotAllowed):
                action(act=world.by(username), code=joint)
            assert Case.objects.filter(code=joint).values().get() == before


def test_who_takes_part_writes_notes_and_the_lead_reads_them(world, joint):
    note(world, joint, "parks.officer")
    assert [n.body for n in world.case(joint, "roads.officer").notes] == ["메모"]


def test_nobody_speaks_for_another_department(world, joint):
    for username in ("clerk1", "mayor", "roads.officer"):
        with pytest.raises((cases.NotFound, cases.NotAllowed)):
            position(world, joint, username, department="parks")
    with pytest.raises(cases.NotFound):
        position(world, joint, "cleaning.officer", department="parks")


def test_its_pages_hear_of_the_case_and_a_former_ones_no_longer(world, joint, monkeypatch):
    audiences = []
    monkeypatch.setattr(
        live, "publish", lambda _kind, _code, to, **_more: audiences.append(set(to))
    )
    note(world, joint, "roads.officer")
    assert audiences[-1] == {"roads", "parks"}
    coordination.position_withdraw(world.by("roads.officer"), code=joint, department="parks")
    note(world, joint, "roads.officer")
    assert audiences[-1] == {"roads"}


def test_the_department_that_comes_to_lead_takes_no_part_beside_that(world, joint):
    world.assign(joint, "parks")
    assert Case.objects.get(code=joint).taking_part == []
    assert Participation.objects.get().state == "withdrawn"
    assert not sees(world, "roads.officer", joint)


def test_the_page_shows_it_without_the_leads_forms(world, visit, joint):
    page = visit("parks.officer").get(f"/cases/{joint}/").content.decode()
    assert f"/cases/{joint}/joint/give" in page
    assert f"/cases/{joint}/note" in page
    for path in ("write", "assign", "misroute", "title", "danger", "number", "joint/ask", "meet"):
        assert f'action="/cases/{joint}/{path}' not in page
    coordination.position_withdraw(world.by("roads.officer"), code=joint, department="parks")
    assert visit("parks.officer").get(f"/cases/{joint}/").status_code == 404


def test_reading_it_leaves_it_unread_for_the_lead(world, visit, joint):
    visit("parks.officer").get(f"/cases/{joint}/")
    assert Case.objects.get(code=joint).unread
    visit("roads.officer").get(f"/cases/{joint}/")
    assert not Case.objects.get(code=joint).unread


def test_the_list_asks_no_more_for_joint_cases(world, visit, joint, django_assert_max_num_queries):
    client = visit("parks.officer")
    client.get("/inbox/")
    with django_assert_max_num_queries(15):
        assert joint in client.get("/inbox/").content.decode()

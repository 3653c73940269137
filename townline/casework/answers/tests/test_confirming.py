import datetime as dt

import pytest

from townline.casework.answers import api
from townline.casework.answers.models import Confirmation
from townline.casework.cases import api as cases
from townline.casework.cases.rules import CaseState
from townline.platform.departments import api as departments

pytestmark = pytest.mark.django_db


def answers(world, code):
    return [t for t in world.case(code).thread if t.direction == "out" and t.kind == "answer"]


def test_exactly_the_confirmed_words_leave_after_the_hold(world):
    code = world.awaiting()
    world.confirm(code)
    assert world.case(code).row.state is CaseState.CONFIRMED
    world.wait(seconds=19)
    assert [j for j in world.claim() if j.content == "오늘 메웠습니다. - 한들구 도로과"] == []
    world.wait(seconds=2)
    [job] = [j for j in world.send() if "메웠습니다" in j.content]
    assert job.content == "오늘 메웠습니다. - 한들구 도로과"
    case = world.case(code)
    assert case.row.state is CaseState.ANSWERED
    assert case.row.answered_at == world.now
    assert case.first_answer_at == world.now


def test_an_edit_voids_what_was_looked_at(world):
    code = world.awaiting()
    looked_at = world.case(code).draft.hash
    world.draft(code, body="내일 메웁니다.")
    world.submit(code)
    with pytest.raises(api.TextChanged):
        api.case_confirm(world.by("mayor"), code=code, hash_=looked_at)
    assert world.case(code).row.state is CaseState.AWAITING_CONFIRMATION
    assert answers(world, code) == []


def test_an_edit_takes_the_answer_off_the_mayors_desk(world):
    code = world.awaiting()
    world.draft(code, body="내일 메웁니다.")
    assert world.case(code).row.state is CaseState.DRAFTED


def test_a_newer_text_voids_what_was_looked_at(world):
    code = world.awaiting()
    looked_at = world.case(code).draft.hash
    world.wait(seconds=1)
    world.text("거기 말고 느티로 58 앞이에요")
    with pytest.raises(api.TextChanged):
        api.case_confirm(world.by("mayor"), code=code, hash_=looked_at)


def test_a_text_not_yet_routed_voids_it_too(world):
    code = world.awaiting()
    looked_at = world.case(code).draft.hash
    world.deliver("거기 말고 느티로 58 앞이에요")
    with pytest.raises(api.TextChanged, match="coming in"):
        api.case_confirm(world.by("mayor"), code=code, hash_=looked_at)


def test_a_text_during_the_hold_stops_the_answer(world):
    code = world.awaiting()
    world.confirm(code)
    world.wait(seconds=5)
    world.text("거기 말고 느티로 58 앞이에요")
    assert world.case(code).row.state is CaseState.AWAITING_CONFIRMATION
    world.wait(minutes=5)
    assert all("메웠습니다" not in job.content for job in world.send())


def test_a_text_while_the_link_has_the_answer_reopens_after_it(world):
    code = world.awaiting()
    world.confirm(code)
    world.wait(seconds=21)
    jobs = world.claim()
    assert any("메웠습니다" in job.content for job in jobs)
    world.text("거기 말고 느티로 58 앞이에요")
    assert world.case(code).row.state is CaseState.CONFIRMED
    from townline.platform.conversations import api as conversations
    from townline.platform.conversations.ports import SubmitResult

    conversations.outgoing_report(
        results=[
            SubmitResult(segment_id=j.segment_id, outcome="accepted", message_id=str(j.segment_id))
            for j in jobs
        ],
        now=world.now,
    )
    assert world.case(code).row.state is CaseState.REOPENED
    assert len(answers(world, code)) == 1


def test_two_confirmations_make_one_text(world):
    code = world.awaiting()
    hash_ = world.case(code).draft.hash
    world.confirm(code)
    with pytest.raises(cases.WrongState):
        api.case_confirm(world.by("mayor"), code=code, hash_=hash_)
    assert len(answers(world, code)) == 1
    assert Confirmation.objects.count() == 1


def test_it_can_be_taken_back_during_the_hold_and_only_then(world):
    code = world.awaiting()
    world.confirm(code)
    world.wait(seconds=10)
    api.case_undo(world.by("mayor"), code=code)
    assert world.case(code).row.state is CaseState.AWAITING_CONFIRMATION
    world.wait(minutes=1)
    assert all("메웠습니다" not in job.content for job in world.send())
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    with pytest.raises(cases.WrongState, match="left"):
        api.case_undo(world.by("mayor"), code=code)


@pytest.mark.parametrize("username", ["clerk1", "roads.officer", "roads.head", "deputy", "auditor"])
def test_nobody_else_confirms(world, username):
    code = world.awaiting()
    with pytest.raises(cases.NotAllowed):
        world.confirm(code, username)
    assert world.case(code).row.state is CaseState.AWAITING_CONFIRMATION


def test_a_deputy_confirms_when_the_mayor_has_said_so_and_it_shows(world):
    code = world.awaiting()
    mayor = departments.staff_by_username("mayor")
    departments.delegation_give(
        mayor=mayor,
        deputy=departments.staff_by_username("deputy"),
        starts_at=world.now,
        ends_at=world.now + dt.timedelta(days=1),
        actor=world.person("mayor").actor,
        now=world.now,
    )
    world.confirm(code, "deputy")
    case = world.case(code)
    assert case.hold.on_behalf
    assert case.hold.by.username == "deputy"
    assert case.history[-1].data["on_behalf"] is True


def test_the_deputys_word_ends_with_the_time_given(world):
    code = world.awaiting()
    departments.delegation_give(
        mayor=departments.staff_by_username("mayor"),
        deputy=departments.staff_by_username("deputy"),
        starts_at=world.now,
        ends_at=world.now + dt.timedelta(hours=1),
        actor=world.person("mayor").actor,
        now=world.now,
    )
    world.wait(hours=1)
    with pytest.raises(cases.NotAllowed):
        world.confirm(code, "deputy")


def test_sending_later_than_the_promise_is_refused(world):
    code = world.awaiting()
    case = world.case(code)
    with pytest.raises(api.TooLate):
        api.case_confirm(
            world.by("mayor"),
            code=code,
            hash_=case.draft.hash,
            send_at=case.row.answer_due_at + dt.timedelta(minutes=1),
        )
    assert world.case(code).row.state is CaseState.AWAITING_CONFIRMATION


def test_sending_later_within_the_promise_waits(world):
    code = world.awaiting()
    send_at = world.now + dt.timedelta(hours=3)
    api.case_confirm(
        world.by("mayor"), code=code, hash_=world.case(code).draft.hash, send_at=send_at
    )
    world.wait(hours=2, minutes=59)
    assert all("메웠습니다" not in job.content for job in world.send())
    world.wait(minutes=2)
    world.send()
    assert world.case(code).row.state is CaseState.ANSWERED


def test_a_refused_answer_comes_back_loudly(world):
    code = world.awaiting()
    world.confirm(code)
    world.wait(seconds=21)
    world.send("refused", permanent=True, raw_status=0x0B, detail="no such number")
    case = world.case(code)
    assert case.row.state is CaseState.RETURNED
    assert case.hold is None
    assert case.history[-1].event == "case:answer:fail"


def test_an_unknown_outcome_is_held_and_never_sent_again(world):
    code = world.awaiting()
    world.confirm(code)
    world.wait(seconds=21)
    jobs = world.send("unknown")
    assert world.case(code).row.state is CaseState.CONFIRMED
    world.wait(days=1)
    assert world.send() == []
    [answer] = answers(world, code)
    assert answer.state == "unknown"
    [job] = [j for j in jobs if "메웠습니다" in j.content]
    world.receipt(job)
    assert world.case(code).row.state is CaseState.ANSWERED

"""A case of two residents: both get the answer, each once, and the mayor's word binds both."""

import pytest

from townline.casework.answers import api
from townline.casework.answers.models import Confirmation
from townline.casework.cases import api as cases
from townline.casework.cases.rules import CaseState
from townline.casework.search import api as search

pytestmark = pytest.mark.django_db
ONE, OTHER = "01000000042", "01000000043"


@pytest.fixture
def code(world):
    """One case of two residents, with an answer before the mayor."""
    first = world.text("길이 파였어요", sender=ONE)
    second = world.text("도로에 구멍이 났습니다", sender=OTHER)
    cases.case_merge(world.by("clerk1"), code=second, into=first, confirm=True)
    world.assign(first)
    world.draft(first)
    world.submit(first)
    return first


def answers(world, code):
    return [t for t in world.case(code).thread if t.kind == "answer"]


def leave(world, code):
    """Confirm, and let the link take the texts without saying what became of them."""
    world.confirm(code)
    world.wait(seconds=21)
    return {job.destination_addr: job for job in world.claim() if job.content.startswith("오늘")}


def report(world, job, outcome):
    from townline.platform.conversations import api as conversations
    from townline.platform.conversations.ports import SubmitResult

    result = SubmitResult(
        segment_id=job.segment_id,
        outcome=outcome,
        message_id=f"m{job.segment_id}" if outcome == "accepted" else "",
        permanent=outcome == "refused",
    )
    conversations.outgoing_report(results=[result], now=world.now)


def test_both_get_exactly_the_confirmed_words(world, code):
    world.confirm(code)
    hold = world.case(code).hold
    assert hold is not None
    assert len(answers(world, code)) == 2
    world.wait(seconds=21)
    world.send()
    sent = answers(world, code)
    assert {t.body for t in sent} == {"오늘 메웠습니다. - 한들구 도로과"}
    assert len({t.resident_id for t in sent}) == 2
    assert {t.state for t in sent} == {"submitted"}
    assert world.case(code).row.state is CaseState.ANSWERED


def test_a_confirmation_for_one_does_not_hold_for_two(world):
    first = world.awaiting("길이 파였어요")
    seen = world.case(first).draft
    assert seen is not None
    second = world.text("도로에 구멍이 났습니다", sender=OTHER)
    cases.case_merge(world.by("clerk1"), code=second, into=first, confirm=True)
    now = world.case(first).draft
    assert now is not None
    assert now.hash != seen.hash
    with pytest.raises(api.TextChanged):
        api.case_confirm(world.by("mayor"), code=first, hash_=seen.hash)


def test_it_is_answered_when_both_are_accepted(world, code):
    jobs = leave(world, code)
    report(world, jobs["821000000042"], "accepted")
    assert world.case(code).row.state is CaseState.CONFIRMED
    report(world, jobs["821000000043"], "accepted")
    assert world.case(code).row.state is CaseState.ANSWERED


@pytest.mark.parametrize("first", ["821000000042", "821000000043"])
def test_one_who_cannot_be_reached_is_shown_and_the_other_gets_it_once(world, code, first):
    jobs = leave(world, code)
    report(world, jobs.pop(first), "refused")
    assert world.case(code).row.state is CaseState.CONFIRMED
    report(world, jobs.popitem()[1], "accepted")
    case = world.case(code)
    assert case.row.state is CaseState.ANSWERED
    assert sorted(t.state for t in answers(world, code)) == ["failed", "submitted"]
    assert "case:recipient:fail" in [line.event for line in case.history]
    assert Confirmation.objects.get().ended_at is not None


def test_accepted_first_and_then_one_refused_is_answered_too(world, code):
    jobs = leave(world, code)
    report(world, jobs["821000000042"], "accepted")
    report(world, jobs["821000000043"], "refused")
    assert world.case(code).row.state is CaseState.ANSWERED


def test_when_nobody_could_be_reached_it_comes_back(world, code):
    for job in leave(world, code).values():
        report(world, job, "refused")
    assert world.case(code).row.state is CaseState.RETURNED


def test_taking_back_takes_both_back(world, code):
    world.confirm(code)
    api.case_undo(world.by("mayor"), code=code)
    assert {t.state for t in answers(world, code)} == {"cancelled"}
    world.wait(minutes=1)
    assert not [job for job in world.claim() if job.content.startswith("오늘")]


def test_when_one_has_left_neither_is_taken_back(world, code):
    world.confirm(code)
    world.wait(seconds=21)
    jobs = world.claim(limit=1)
    assert jobs
    with pytest.raises(cases.WrongState):
        api.case_undo(world.by("mayor"), code=code)
    assert sorted(t.state for t in answers(world, code)) == ["claimed", "queued"]


@pytest.mark.parametrize("sender", [ONE, OTHER])
def test_a_newer_text_of_either_stops_both(world, code, sender):
    world.confirm(code)
    world.deliver("잠깐만요 하나 더 있어요", sender=sender)
    world.route()
    assert world.case(code).row.state is CaseState.AWAITING_CONFIRMATION
    assert {t.state for t in answers(world, code)} == {"cancelled"}


def test_a_text_of_the_second_that_just_comes_in_is_looked_at_first(world, code):
    world.deliver("하나 더요", sender=OTHER)
    with pytest.raises(api.TextChanged, match="just coming in"):
        world.confirm(code)


def test_a_question_goes_to_both(world):
    first = world.text("길이 파였어요", sender=ONE)
    second = world.text("도로에 구멍이 났습니다", sender=OTHER)
    cases.case_merge(world.by("clerk1"), code=second, into=first, confirm=True)
    world.assign(first)
    api.question_send(world.by("roads.officer"), code=first, body="어디인가요?")
    questions = [t for t in world.case(first).thread if t.kind == "question"]
    assert len({t.resident_id for t in questions}) == 2


def test_a_receipt_goes_to_whoever_wrote(world, code):
    world.deliver("하나 더요", sender=OTHER)
    world.route()
    receipt = world.case(code).thread[-1]
    assert receipt.kind == "automatic"
    assert receipt.resident_id == world.case(code).senders[1].resident_id


def test_the_second_residents_number_finds_the_case(world, code):
    found = search.cases_by_number(
        world.by("clerk1"), number="010-0000-0043", filters=cases.CaseFilters(view="all")
    )
    assert [row.code for row in found.rows] == [code]

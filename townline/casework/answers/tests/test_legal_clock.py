"""The legal clock goes with its case: begun by the first text, stopped for questions, ended."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from townline.casework.answers import api
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.deadlines import api as deadlines
from townline.casework.deadlines.models import LegalClock
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db
SEOUL = ZoneInfo("Asia/Seoul")
OTHER = "01000000043"


def at(month, day, hour=18, year=2026):
    return dt.datetime(year, month, day, hour, tzinfo=SEOUL)


def clock(code):
    return deadlines.legal_clock(case_id=Case.objects.get(code=code).id)


def ask(world, code):
    api.question_send(world.by("roads.officer"), code=code, body="어디인가요?")


def answer(world, code):
    world.draft(code)
    world.submit(code)
    world.confirm(code)
    world.wait(seconds=21)
    world.send()


def test_a_first_text_begins_seven_working_days_of_which_its_own_day_is_the_first(world):
    found = clock(world.text("길이 파였어요"))
    assert (found.state, found.kind, found.rule) == ("running", "complaint", "D:7")
    assert found.due_at == at(12, 3)


def test_a_question_stops_it_and_the_reply_lets_it_go_on(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    ask(world, code)
    stopped = clock(code)
    assert (stopped.state, stopped.due_at) == ("paused", None)
    world.wait(days=2)  # Friday
    assert world.text("느티로 21 앞이요") == code
    found = clock(code)
    # Wednesday to Friday are left out: Monday 30 is day 1.
    assert (found.state, found.due_at) == ("running", at(12, 8))
    assert [pause.end_at for pause in found.pauses] == [world.now]


def test_writing_on_without_a_reply_lets_it_go_on_too(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    ask(world, code)
    world.draft(code)
    assert clock(code).state == "running"


def test_the_promise_is_not_stopped(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    due = world.case(code).row.answer_due_at
    ask(world, code)
    assert world.case(code).row.answer_due_at == due


def test_an_answer_ends_it_and_a_text_after_that_begins_a_new_one(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    answer(world, code)
    ended = clock(code)
    assert (ended.state, ended.is_open) == ("ended", False)
    assert ended.due_at == at(12, 3)
    world.wait(days=1)
    assert world.text("아직도 파여 있어요") == code
    assert clock(code).due_at == at(12, 4)
    assert LegalClock.objects.filter(case__code=code).count() == 2


def test_an_interim_answer_does_not_end_it(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code, kind="interim", next_due_at=world.now + dt.timedelta(days=5))
    world.submit(code)
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    assert clock(code).state == "running"


@pytest.mark.server
def test_a_dismissal_that_is_taken_back_leaves_no_trace_in_the_date(world):
    code = world.text("길이 파였어요")
    clerk = world.person("clerk1")
    cases.case_dismiss(Act(clerk, world.now), code=code, reason="광고")
    assert clock(code).state == "ended"
    world.wait(minutes=5)
    cases.regroup_undo(Act(clerk, world.now), code=code)
    assert (clock(code).state, clock(code).due_at) == ("running", at(12, 3))


def test_a_split_case_counts_from_its_own_text(world):
    code = world.text("길이 파였어요")
    world.wait(days=1)
    world.text("가로등도 꺼졌어요")
    second = world.case(code).thread[-2]
    assert second.direction == "in"
    new = cases.case_split(world.by("clerk1"), code=code, texts=[second.id])
    assert clock(new.code).due_at == at(12, 4)


def test_a_merged_case_counts_from_the_earlier_text_until_that_is_undone(world):
    first = world.text("길이 파였어요")
    world.wait(days=1)
    second = world.text("도로에 구멍이 났습니다", sender=OTHER)
    clerk = world.person("clerk1")
    cases.case_merge(Act(clerk, world.now), code=first, into=second, confirm=True)
    assert clock(second).due_at == at(12, 3)
    assert clock(first).state == "ended"
    cases.regroup_undo(Act(clerk, world.now), code=second)
    assert clock(second).due_at == at(12, 4)
    assert (clock(first).state, clock(first).due_at) == ("running", at(12, 3))


@pytest.mark.server
def test_cases_from_before_there_were_clocks_get_theirs(world):
    code = world.text("길이 파였어요")
    LegalClock.objects.all().delete()
    assert clock(code) is None
    world.wait(days=1)
    assert deadlines.legal_begin_run() == 1
    assert clock(code).due_at == at(12, 3)
    assert deadlines.legal_begin_run() == 0


def test_a_late_case_is_listed_and_marked(world):
    code = world.text("길이 파였어요")
    clerk = world.person("clerk1")
    late = cases.CaseFilters(view="legal_overdue")
    world.wait(days=8)
    assert cases.cases_list(Act(clerk, world.now), filters=late).rows == []
    world.wait(hours=4)
    rows = cases.cases_list(Act(clerk, world.now), filters=late).rows
    assert [(row.code, row.legal_due_at) for row in rows] == [(code, at(12, 3))]

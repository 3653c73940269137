"""Dates promised in answers: checked, kept on record, reminded of, loud when missed."""

import datetime as dt
import re

import pytest

from townline.casework.answers import api
from townline.casework.cases import api as cases
from townline.casework.cases.models import Notice
from townline.casework.cases.rules import CaseState, Kind
from townline.casework.deadlines import api as deadlines
from townline.casework.deadlines.models import PromisedDate
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db
BODY = "맨홀 둘레를 12월 3일(목)까지 고치겠습니다. - 한들구 도로과"
DUE = dt.datetime(2026, 12, 3, 9, 0, tzinfo=dt.UTC)  # 18:00 in Seoul


def go(world, moment):
    world.now = moment


def answer_case(world, body=BODY, **more):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code, body, **more)
    world.submit(code)
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    return code


@pytest.fixture
def promised(world):
    answer_case(world)
    return PromisedDate.objects.get()


def submit(world, code, promised=None, **more):
    return api.draft_submit(world.by("roads.officer"), code=code, promised=promised, **more)


def out(world, code):
    return [t.body for t in world.case(code).thread if t.direction == "out"]


# Before it goes up


def test_words_with_a_date_are_not_submitted_unseen(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code, BODY)
    with pytest.raises(deadlines.DatesUnchecked) as caught:
        submit(world, code)
    [one] = caught.value.extra["found"]
    assert one["words"] == "12월 3일(목)"
    assert dt.datetime.fromisoformat(one["at"]) == DUE
    assert world.case(code).row.state is CaseState.DRAFTED
    submit(world, code, [])
    assert world.case(code).draft.promised == ()


def test_words_of_what_was_done_ask_nothing(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code, "어제 살펴보고 오늘 10시에 메웠습니다. - 한들구 도로과")
    submit(world, code)
    assert world.case(code).row.state is CaseState.AWAITING_CONFIRMATION


def test_the_check_holds_until_an_edit_changes_the_dates(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code, BODY)
    submit(world, code, [deadlines.Promise(at=DUE, words="12월 3일(목)")])
    world.draft(code, BODY.replace("고치겠습니다", "새로 깔겠습니다"))
    submit(world, code)
    assert [one.at for one in world.case(code).draft.promised] == [DUE]
    world.draft(code, BODY.replace("3일(목)", "4일(금)"))
    with pytest.raises(deadlines.DatesUnchecked):
        submit(world, code)


def test_a_date_that_an_edit_changed_is_ticked_again_and_one_that_was_left_out_is_not(world, visit):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code, BODY + " 12월 7일(월)에 새로 칠하겠습니다.")
    submit(world, code, [deadlines.Promise(at=DUE, words="12월 3일(목)")])
    world.draft(code, BODY.replace("3일(목)", "4일(금)") + " 12월 7일(월)에 새로 칠하겠습니다.")
    page = visit("roads.officer").get(f"/cases/{code}/promised").content.decode()
    ticks = re.findall(r'<input type="checkbox"[^>]*>', page)
    assert ["checked" in one for one in ticks] == [True, False]


def test_another_date_ticked_is_another_thing_to_confirm(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code, BODY)
    submit(world, code, [])
    looked_at = world.case(code).draft.hash
    world.draft(code, BODY + " ")
    world.draft(code, BODY)
    submit(world, code, [deadlines.Promise(at=DUE)])
    assert world.case(code).draft.hash != looked_at


def test_a_date_that_is_past_is_no_promise(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code, BODY)
    with pytest.raises(cases.InvalidInput):
        submit(world, code, [deadlines.Promise(at=world.now)])


def test_the_next_word_of_an_interim_answer_is_always_promised(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code, "업체와 날을 잡고 있습니다.", kind=Kind.INTERIM, next_due_at=DUE)
    submit(world, code)
    [one] = world.case(code).draft.promised
    assert (one.at, one.next_word) == (DUE, True)


# Once it is sent


def test_a_date_is_kept_on_record_when_the_network_has_the_answer(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code, BODY)
    world.submit(code)
    world.confirm(code)
    assert PromisedDate.objects.count() == 0
    world.wait(seconds=21)
    world.send()
    one = PromisedDate.objects.get()
    assert (one.due_at, one.words, one.state) == (DUE, "12월 3일(목)", "open")
    assert one.officer.username == "roads.officer"
    assert one.department_id == "roads"
    assert "case:commitment:make" in [line.event for line in world.case(code).history]


def test_who_promised_is_reminded_before_and_on_the_day(world, promised):
    seen = []
    world.now = promised.made_at
    while world.now < DUE:
        world.wait(minutes=30)
        if deadlines.promised_run(now=world.now) and world.now < DUE:
            seen.append(world.now)
    local = [f"{one.astimezone(dt.timezone(dt.timedelta(hours=9))):%d %H}" for one in seen]
    # Half way, the last working day before, and the morning of the day.
    assert local == ["29 16", "02 09", "03 09"]
    noticed = Notice.objects.filter(kind="promised").values_list("staff__username", flat=True)
    assert list(noticed) == ["roads.officer"] * 3


def test_after_an_outage_one_reminder_stands_for_all(world, promised):
    go(world, DUE - dt.timedelta(hours=1))
    assert deadlines.promised_run(now=world.now) == 1
    assert Notice.objects.filter(kind="promised").count() == 1
    assert deadlines.promised_run(now=world.now) == 0


def test_a_missed_date_is_loud_and_stays_so(world, promised):
    go(world, DUE + dt.timedelta(minutes=1))
    assert deadlines.promised_run(now=world.now) == 1
    noticed = set(
        Notice.objects.filter(kind="promised_missed").values_list("staff__username", flat=True)
    )
    assert {"roads.officer", "roads.head", "mayors-office.head"} <= noticed
    assert deadlines.promised_run(now=world.now) == 0
    clerk = world.person("clerk1")
    listed = cases.CaseFilters(view="promised_missed")
    [row] = cases.cases_list(Act(clerk, world.now), filters=listed).rows
    assert row.code == promised.case.code
    deadlines.promised_keep(world.by("roads.officer"), promised_id=promised.id, note="메움")
    assert cases.cases_list(Act(clerk, world.now), filters=listed).rows == []


def test_a_case_that_closes_by_itself_keeps_its_promises(world):
    code = answer_case(world, "1월 20일까지 다시 포장하겠습니다. - 한들구 도로과")
    world.wait(days=15)
    deadlines.answered_close(now=world.now)
    assert world.case(code).row.state is CaseState.CLOSED
    one = PromisedDate.objects.get()
    assert one.state == "open"
    go(world, one.due_at)
    deadlines.promised_run(now=world.now)
    one.refresh_from_db()
    assert one.state == "missed"


def test_the_word_that_was_announced_comes_with_the_answer(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code, "업체와 날을 잡고 있습니다.", kind=Kind.INTERIM, next_due_at=DUE)
    world.submit(code)
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    one = PromisedDate.objects.get()
    assert (one.next_word, one.state) == (True, "open")
    world.draft(code, "오늘 메웠습니다. - 한들구 도로과")
    world.submit(code)
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    one.refresh_from_db()
    assert one.state == "kept"


def test_the_receipt_never_stops_the_48_hours_and_an_interim_answer_does(world):
    code = world.text("길이 파였어요")
    due = world.case(code).row.answer_due_at
    world.send()
    assert world.case(code).first_answer_at is None
    assert world.case(code).row.answer_due_at == due == world.now + dt.timedelta(hours=48)
    world.assign(code)
    world.draft(code, "업체와 날을 잡고 있습니다.", kind=Kind.INTERIM, next_due_at=DUE)
    world.submit(code)
    world.confirm(code)
    assert world.case(code).row.answer_due_at == due
    world.wait(seconds=21)
    world.send()
    found = world.case(code)
    assert (found.first_answer_at, found.row.answer_due_at) == (world.now, DUE)
    go(world, due)
    assert deadlines.reminders_run(now=world.now) <= 1
    assert not Notice.objects.filter(kind="overdue").exists()


# What people do


def test_keeping_tells_the_resident_by_the_districts_words_alone(world, promised):
    code = promised.case.code
    deadlines.promised_keep(
        world.by("roads.officer"), promised_id=promised.id, note="도로과 보수반이 비밀 자재로 메움"
    )
    last = out(world, code)[-1]
    assert "12월 3일(목) 약속드린 일을 마쳤습니다" in last
    assert code in last
    assert "비밀" not in "".join(out(world, code))
    promised.refresh_from_db()
    assert (promised.state, promised.note) == ("kept", "도로과 보수반이 비밀 자재로 메움")


def test_moving_promises_another_day_and_tells_it(world, promised):
    later = DUE + dt.timedelta(days=7)
    new = deadlines.promised_move(
        world.by("roads.officer"), promised_id=promised.id, due_at=later, reason="자재가 늦음"
    )
    promised.refresh_from_db()
    assert (promised.state, new.state, new.moved_from_id) == ("moved", "open", promised.id)
    last = out(world, promised.case.code)[-1]
    assert "12월 3일(목)" in last
    assert "12월 10일(목)까지" in last


def test_moving_the_next_word_moves_the_cases_deadline(world):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code, "업체와 날을 잡고 있습니다.", kind=Kind.INTERIM, next_due_at=DUE)
    world.submit(code)
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    assert world.case(code).row.answer_due_at == DUE
    later = DUE + dt.timedelta(days=2)
    deadlines.promised_move(
        world.by("roads.officer"),
        promised_id=PromisedDate.objects.get().id,
        due_at=later,
        reason="업체가 늦음",
    )
    assert world.case(code).row.answer_due_at == later


def test_taking_out_is_not_for_who_promised(world, promised):
    with pytest.raises(cases.NotAllowed):
        deadlines.promised_withdraw(
            world.by("roads.officer"), promised_id=promised.id, reason="안 함"
        )
    deadlines.promised_withdraw(world.by("roads.head"), promised_id=promised.id, reason="겹침")
    promised.refresh_from_db()
    assert promised.state == "withdrawn"


@pytest.mark.parametrize("note", ["", "  ", "a\x00b"])
def test_what_was_done_is_said(world, promised, note):
    with pytest.raises(cases.InvalidInput):
        deadlines.promised_keep(world.by("roads.officer"), promised_id=promised.id, note=note)


def test_other_departments_do_not_see_it(world, promised):
    stranger = world.person("parks.officer")
    with pytest.raises(cases.NotFound):
        deadlines.promised_keep(Act(stranger, world.now), promised_id=promised.id, note="함")
    assert deadlines.promised_list(viewer=stranger, filters=deadlines.PromisedFilters()) == []


def test_two_who_settle_at_once_are_told(world, promised):
    officer = world.person("roads.officer")
    deadlines.promised_keep(Act(officer, world.now), promised_id=promised.id, note="함")
    with pytest.raises(deadlines.PromiseSettled):
        deadlines.promised_keep(Act(officer, world.now), promised_id=promised.id, note="함")


def test_a_merged_cases_promise_goes_on_with_the_other(world, promised):
    other = world.text("가로등이 꺼졌어요", sender="01000000043")
    world.assign(other)
    clerk = world.person("clerk1")
    cases.case_merge(Act(clerk, world.now), code=promised.case.code, into=other, confirm=True)
    [row] = deadlines.promised_of_case(case_id=world.case(other).row.id)
    assert row.code == other
    deadlines.promised_keep(Act(clerk, world.now), promised_id=promised.id, note="메움")
    assert other in out(world, other)[-1]

"""The machine of a promised date, the share that was kept, and what lists cost."""

import datetime as dt
import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.casework.data_protection import api
from townline.casework.deadlines import api as deadlines
from townline.casework.deadlines.models import PromisedDate
from townline.casework.deadlines.rules.commitments import TRANSITIONS, PromisedEvent, PromisedState
from townline.casework.deadlines.services.commitments import PROMISED
from townline.platform.core.history import audit
from townline.platform.core.personal_data import persons
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db
BODY = "맨홀 둘레를 12월 3일(목)까지 고치겠습니다. - 한들구 도로과"
DUE = dt.datetime(2026, 12, 3, 9, 0, tzinfo=dt.UTC)  # 18:00 in Seoul
EVERY_PAIR = list(itertools.product(PromisedState, PromisedEvent))
COMPLEMENT = [pair for pair in EVERY_PAIR if pair not in TRANSITIONS]


def go(world, moment):
    world.now = moment


def answer_case(world, body=BODY):
    code = world.text("길이 파였어요")
    world.assign(code)
    world.draft(code, body)
    world.submit(code)
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    return code


@pytest.fixture
def promised(world):
    answer_case(world)
    return PromisedDate.objects.get()


@pytest.mark.parametrize(("before", "event"), list(TRANSITIONS))
def test_an_allowed_change_happens_and_is_written(world, promised, before, event):
    PromisedDate.objects.filter(id=promised.id).update(state=before)
    promised.refresh_from_db()
    PROMISED.move(promised, event, actor=audit.SYSTEM, now=world.now, reason="사유")
    promised.refresh_from_db()
    assert promised.state == TRANSITIONS[before, event]
    line = audit.history(f"case:{promised.case_id}").last()
    assert (line.event, line.reason) == (event.tag, "사유")
    assert line.data["promised"] == promised.id


@pytest.mark.parametrize(("before", "event"), COMPLEMENT)
def test_every_other_change_is_refused_and_leaves_nothing(world, promised, before, event):
    PromisedDate.objects.filter(id=promised.id).update(state=before)
    promised.refresh_from_db()
    lines = audit.history(f"case:{promised.case_id}").count()
    with pytest.raises(deadlines.PromiseSettled):
        PROMISED.move(promised, event, actor=audit.SYSTEM, now=world.now)
    promised.refresh_from_db()
    assert promised.state == before
    assert audit.history(f"case:{promised.case_id}").count() == lines


@pytest.mark.server
def test_the_share_counts_late_as_missed_and_leaves_out_what_was_taken_out(world):
    answer_case(
        world,
        "12월 1일에 보고, 12월 2일에 재고, 12월 3일에 메우고, 12월 4일에 칠하고,"
        " 12월 7일에 다시 봅니다.",
    )
    first, second, third, fourth, _ = PromisedDate.objects.order_by("due_at")
    officer, head = world.person("roads.officer"), world.person("roads.head")
    deadlines.promised_keep(Act(officer, world.now), promised_id=first.id, note="봄")
    far = DUE + dt.timedelta(days=60)
    deadlines.promised_move(Act(officer, world.now), promised_id=second.id, due_at=far, reason="비")
    deadlines.promised_withdraw(Act(head, world.now), promised_id=fourth.id, reason="겹침")
    go(world, DUE + dt.timedelta(hours=1))
    deadlines.promised_run(now=world.now)
    deadlines.promised_keep(Act(officer, world.now), promised_id=third.id, note="늦게 메움")
    span = {"since": DUE - dt.timedelta(days=30), "until": DUE + dt.timedelta(days=30)}
    figures = deadlines.promised_figures(viewer=world.person("mayor"), **span)
    assert (figures.kept, figures.moved, figures.missed) == (1, 1, 1)
    assert figures.share == pytest.approx(1 / 3)
    by_department = deadlines.promised_by_department(viewer=world.person("mayor"), **span)
    assert by_department == {"roads": figures}
    nothing = deadlines.promised_figures(viewer=world.person("parks.officer"), **span)
    assert nothing.share is None


def test_the_list_costs_the_same_for_one_and_for_many(world):
    def queries():
        with CaptureQueriesContext(connection) as found:
            deadlines.promised_list(viewer=world.person("roads.officer"), filters=filters)
        return len(found)

    filters = deadlines.PromisedFilters(whose="department")
    answer_case(world)
    one = queries()
    answer_case(world, "12월 4일까지 하고 12월 7일까지 칠합니다.")
    assert queries() == one


def test_what_was_done_goes_when_a_person_is_erased(world, promised):
    officer = world.person("roads.officer")
    deadlines.promised_keep(
        Act(officer, world.now), promised_id=promised.id, note="그분 댁 앞을 메움"
    )
    exported = api.person_export(world.by("admin"), number="010-0000-0042", reason="본인 신청")
    [date] = exported["cases"][0]["promised"]
    assert (date["state"], date["note"]) == ("kept", "그분 댁 앞을 메움")
    world.send()
    api.person_erase(world.by("admin"), number="010-0000-0042", reason="본인 신청")
    promised.refresh_from_db()
    assert promised.note == persons.WORDS

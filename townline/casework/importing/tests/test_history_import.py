"""Cases of the past come in through the table, or not at all."""

import dataclasses
import datetime as dt

import pytest

from townline.casework.answers import api as answers
from townline.casework.cases import api as cases
from townline.casework.cases.rules import CaseEvent
from townline.casework.deadlines import api as deadlines
from townline.casework.importing import api
from townline.casework.importing.services.course import (
    Confirmed,
    Drafted,
    HistoryCase,
    Moved,
    ReceivedStep,
    Submitted,
)
from townline.platform.conversations import api as conversations
from townline.platform.core.history.audit import Actor
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act

pytestmark = pytest.mark.usefixtures("district")

FIRST = dt.datetime(2026, 11, 20, 3, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def _story(*later, number: str = "010-0000-0001") -> HistoryCase:
    opening = (ReceivedStep(at=FIRST, body="가로등이 꺼졌어요"),)
    return HistoryCase(number=number, language="ko", steps=(*opening, *later))


def _actor(username: str) -> Actor:
    person = departments.staff_by_username(username)
    assert person is not None
    return Actor("staff", person.id, person.name_ko)


def _import(*stories: HistoryCase, now: dt.datetime = FIRST + 9 * HOUR) -> int:
    return api.history_import(
        stories=stories, transport="archive", destination_addr="0200000100", now=now
    )


def _answer_steps(at: dt.datetime, body: str = "전구를 바꿨습니다. - 한들구 도로과"):
    officer, clerk = _actor("roads.officer"), _actor("clerk1")
    return (
        Moved(at=at, actor=clerk, event=CaseEvent.ASSIGN, department="roads", service="lighting"),
        Drafted(at=at + HOUR, actor=officer, body=body),
        Submitted(at=at + 2 * HOUR, actor=officer),
    )


def _only(world, **filters):
    page = cases.cases_list(world.by("mayor"), filters=cases.CaseFilters(view="all", **filters))
    (row,) = page.rows
    return answers.answer_get(world.by("mayor"), code=row.code)


def test_a_told_case_reads_like_one_that_was_worked_on(world):
    answered = Confirmed(at=FIRST + 5 * HOUR, actor=_actor("mayor"))
    assert _import(_story(*_answer_steps(FIRST + HOUR), answered)) == 1
    found = _only(world)
    assert found.row.state == cases.CaseState.ANSWERED
    assert [t.kind for t in found.thread] == ["incoming", "automatic", "answer"]
    assert [t.state for t in found.thread] == ["claimed", "delivered", "delivered"]
    assert [h.event for h in found.history] == [
        "case:status:open", "case:department:assign", "case:answer:draft",
        "case:answer:submit", "case:answer:approve", "case:answer:send",
    ]  # fmt: skip
    assert found.row.sender_masked == "010-****-0001"
    assert found.first_answer_at == answered.at + dt.timedelta(seconds=22)


def test_what_waits_can_be_confirmed_with_the_hash_that_is_shown(world):
    _import(_story(*_answer_steps(FIRST + HOUR)))
    found = _only(world)
    assert found.draft is not None
    answers.case_confirm(
        Act(world.person("mayor"), FIRST + 10 * HOUR), code=found.row.code, hash_=found.draft.hash
    )
    assert _only(world).row.state == cases.CaseState.CONFIRMED


def test_a_case_that_cannot_have_happened_is_left_out_whole_and_named(world, caplog):
    good = _story(*_answer_steps(FIRST + HOUR), number="010-0000-0002")
    bad = dataclasses.replace(
        _story(Confirmed(at=FIRST + HOUR, actor=_actor("mayor"))), name="roads-17"
    )
    assert _import(good, bad) == 1
    assert _only(world).row.sender_masked == "010-****-0002"
    assert conversations.resident_find("010-0000-0001") is None
    (warning,) = [one.getMessage() for one in caplog.records if one.levelname == "WARNING"]
    assert "roads-17" in warning
    assert "no draft" in warning


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (Moved(at=FIRST + HOUR, event=CaseEvent.MISROUTE), "misroute is not possible"),
        (Moved(at=FIRST - HOUR, event=CaseEvent.DISMISS), "earlier than the one before"),
        (Submitted(at=FIRST + HOUR), "there is no draft yet"),
    ],
)
def test_what_the_table_lacks_is_refused(later, words):
    refusal = api.refusal_of(_story(later))
    assert refusal is not None
    assert words in refusal.detail


def test_a_case_begins_with_a_text():
    steps = (Moved(at=FIRST, event=CaseEvent.DISMISS),)
    assert api.refusal_of(HistoryCase(number="010-0000-0001", language="ko", steps=steps))


def test_an_open_case_has_had_the_reminders_of_its_time(world):
    _import(_story(), now=FIRST + 37 * HOUR)
    found = _only(world)
    assert found.reminder_stage == 2
    assert [h.event for h in found.history] == [
        "case:status:open",
        "case:promise:remind",
        "case:promise:remind",
    ]
    assert [n.kind for n in cases.notices(viewer=world.person("clerk1"))] == ["stage2", "stage1"]
    assert deadlines.reminders_run(now=FIRST + 37 * HOUR) == 0

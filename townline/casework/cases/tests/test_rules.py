import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from townline.casework.cases import rules
from townline.casework.cases.rules import (
    FINISHED,
    OPEN,
    PUT_BACK,
    TRANSITIONS,
    ApprovedWords,
    CaseEvent,
    CaseState,
    Kind,
)
from townline.casework.cases.services.transition import CASES

WORDS = ApprovedWords(resident_id=1, kind=Kind.ANSWER, body="고쳤습니다.", last_incoming_id=9)


def test_every_state_can_be_reached_from_the_first():
    reached = {CaseState.RECEIVED}
    while True:
        more = {after for (before, _), after in TRANSITIONS.items() if before in reached} - reached
        if not more:
            break
        reached |= more
    assert reached == set(CaseState)


def test_no_open_state_is_a_dead_end():
    for state in OPEN:
        assert any(b == state and a != state for (b, _), a in TRANSITIONS.items()), state


def test_only_a_confirmation_lets_an_answer_out():
    sent = {CaseEvent.SENT, CaseEvent.SENT_INTERIM, CaseEvent.SENT_DECLINE}
    # A bundled case is answered by the text that was confirmed for the case that leads it.
    out = {before for before, event in TRANSITIONS if event in sent}
    assert out == {CaseState.CONFIRMED, CaseState.BUNDLED}
    assert {before for before, event in TRANSITIONS if event is CaseEvent.CONFIRM} == {
        CaseState.AWAITING_CONFIRMATION
    }


def test_a_finished_case_only_hears_closes_reopens_and_is_merged():
    assert {event for before, event in TRANSITIONS if before in FINISHED} == {
        CaseEvent.JOIN, CaseEvent.CLOSE, CaseEvent.REOPEN, CaseEvent.MERGE,
    }  # fmt: skip


def test_a_merged_case_only_comes_back_by_undoing():
    assert not [event for before, event in TRANSITIONS if before is CaseState.MERGED]
    assert {event for before, event in PUT_BACK if before is CaseState.MERGED} == {
        CaseEvent.UNMERGE
    }


def test_undoing_leads_where_the_table_says_and_nowhere_else():
    for before, event in itertools.product(CaseState, CaseEvent):
        for target in CaseState:
            allowed = target in PUT_BACK.get((before, event), ())
            assert CASES.after(before, event, target) == (target if allowed else None)


def test_nothing_is_merged_while_an_answer_is_on_its_way():
    merging = {before for before, event in TRANSITIONS if event is CaseEvent.MERGE}
    assert merging == set(CaseState) - {CaseState.CONFIRMED, CaseState.MERGED, CaseState.BUNDLED}


@pytest.mark.parametrize(
    "other",
    [
        replace(WORDS, resident_id=2),
        replace(WORDS, kind=Kind.INTERIM),
        replace(WORDS, body="고쳤습니다"),
        replace(WORDS, last_incoming_id=10),
        replace(WORDS, attachments=("a",)),
        replace(WORDS, others=(2,)),
        replace(WORDS, regrouped=1),
        replace(WORDS, next_due_at=dt.datetime(2026, 12, 2, tzinfo=dt.UTC)),
    ],
)
def test_anything_else_has_another_hash(other):
    assert rules.confirmation_hash(other) != rules.confirmation_hash(WORDS)


def test_the_same_words_have_the_same_hash():
    assert rules.confirmation_hash(replace(WORDS)) == rules.confirmation_hash(WORDS)


def test_a_code_is_short_and_carries_the_year():
    at = dt.datetime(2026, 11, 27, tzinfo=dt.UTC)
    assert rules.case_code("H", at, 42) == "H6-0042"
    assert rules.case_code("H", at, 12345) == "H6-12345"


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("H6-0042 아직 그대로예요", ["H6-0042"]),
        ("h6-0042", ["H6-0042"]),
        ("h60042 어떻게 됐나요", ["H6-0042"]),
        ("H6 0042, H6-0043", ["H6-0042", "H6-0043"]),
        ("H6-42", []),
        ("전화 010-0000-0042", []),
        ("AH6-0042", []),
    ],
)
def test_codes_are_found_as_people_type_them(body, codes):
    assert rules.codes_in(body, "H") == codes


@given(st.integers(1, 999_999_999), st.integers(2020, 2039))
def test_every_code_is_found_again(number, year):
    code = rules.case_code("H", dt.datetime(year, 6, 1, tzinfo=dt.UTC), number)
    assert rules.codes_in(f"접수번호 {code}입니다", "H") == [code]


def test_a_title_is_the_first_line_and_not_long():
    assert rules.title_from("\n  길이 파였어요 \n 느티로") == "길이 파였어요"
    assert len(rules.title_from("가" * 100)) == 40
    assert rules.title_from(" \n\u200b") == "빈 문자"
    assert rules.title_from("", language="en") == "Empty text"


def test_reminders_come_before_the_promise_and_end_with_it():
    start = dt.datetime(2026, 11, 25, 14, 32, tzinfo=dt.UTC)
    hours = [dt.timedelta(hours=h) for h in (24, 36, 44)]
    due = start + dt.timedelta(hours=48)
    assert rules.reminder_moments(start, hours, due) == [start + h for h in hours] + [due]
    soon = start + dt.timedelta(hours=30)
    assert rules.reminder_moments(start, hours, soon) == [start + hours[0], soon]

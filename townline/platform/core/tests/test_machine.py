"""One writer moves rows along their tables: what it writes, what it refuses, whom it tells."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from townline.platform.core import events
from townline.platform.core.history import audit, machine
from townline.platform.core.history.machine import Machine, Move, Overtaken
from townline.platform.core.history.tags import Tagged
from townline.platform.core.models import Email

NOW = dt.datetime(2026, 11, 25, 5, 32, tzinfo=dt.UTC)


class LetterState(StrEnum):
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


class LetterEvent(Tagged):
    SEND = "send", "letter:delivery:send"
    FAIL = "fail", "letter:delivery:give_up"
    UNDO = "undo", "letter:delivery:lose"


class LetterRefused(Exception):
    pass


@dataclass(frozen=True)
class Gone:
    was: str
    error: object


@pytest.fixture
def letters():
    made = Machine(
        model=Email,
        table={
            (LetterState.QUEUED, LetterEvent.SEND): LetterState.SENT,
            (LetterState.QUEUED, LetterEvent.FAIL): LetterState.FAILED,
        },
        put_back={(LetterState.FAILED, LetterEvent.UNDO): frozenset({LetterState.QUEUED})},
        subject=lambda row: f"letter:{row.pk}",
        refusal=lambda row, event: LetterRefused(f"{event} while {row.state}"),
        data=lambda step: {"to": step.row.to},
        columns=lambda step: {"settled_at": step.at, "error": "of the machine"},
        writes=("attempts",),
        emits=lambda step: [Gone(step.before, step.was["error"])],
    )
    machine.MACHINES.remove(made)
    return made


@pytest.fixture
def events_received(monkeypatch):
    received = []
    monkeypatch.setitem(events._handlers, Gone, [received.append])
    return received


def row(number=1, **more):
    return Email.objects.create(
        to="a@example.org", message_id=str(number), created_at=NOW, due_at=NOW, **more
    )


def test_the_tables_say_what_comes_after(letters):
    assert letters.after("queued", LetterEvent.SEND) is LetterState.SENT
    assert letters.after("sent", LetterEvent.SEND) is None
    assert letters.after("failed", LetterEvent.UNDO, "queued") is LetterState.QUEUED
    assert letters.after("failed", LetterEvent.UNDO, "sent") is None
    assert letters.after("failed", LetterEvent.UNDO) is None


@pytest.mark.django_db
def test_a_refused_move_raises_the_refusal_of_its_machine_and_asks_nothing(
    letters, events_received
):
    with (
        CaptureQueriesContext(connection) as seen,
        pytest.raises(LetterRefused, match="undo while que"),
    ):
        letters.move(Email(state="queued"), LetterEvent.UNDO, actor=audit.SYSTEM, now=NOW)
    assert not seen.captured_queries
    assert not events_received


@pytest.mark.django_db
def test_a_move_writes_state_columns_and_history_and_tells(letters, events_received):
    letter = row()
    letter.attempts = 3
    extra_entry = audit.AuditEntry(
        subject="case:1", event="case:note:add", actor=audit.SYSTEM, at=NOW
    )
    after = letters.move(
        letter,
        LetterEvent.SEND,
        actor=audit.RESIDENT,
        now=NOW,
        reason="why",
        data={"more": 1},
        extra_entries=[extra_entry],
    )
    assert after is LetterState.SENT
    letter.refresh_from_db()
    assert (letter.state, letter.settled_at, letter.attempts) == ("sent", NOW, 3)
    line = audit.history(f"letter:{letter.pk}").get()
    assert (line.event, line.from_state, line.to_state) == (
        "letter:delivery:send",
        "queued",
        "sent",
    )
    assert (line.actor, line.at, line.reason) == ("resident", NOW, "why")
    assert line.data == {"to": "a@example.org", "more": 1}
    assert audit.history("case:1").get().event == "case:note:add"
    assert events_received == [Gone("queued", "")]


@pytest.mark.django_db
def test_changes_of_a_move_count_for_more_than_columns_of_the_machine(letters):
    letter = row()
    letters.move(letter, LetterEvent.FAIL, actor=audit.SYSTEM, now=NOW, changes={"error": "mine"})
    letter.refresh_from_db()
    assert (letter.state, letter.error) == ("failed", "mine")


@pytest.mark.django_db
def test_a_row_that_is_new_is_written_with_its_first_step(letters):
    letter = Email(to="a@example.org", message_id="1", created_at=NOW, due_at=NOW)
    letters.move(letter, LetterEvent.SEND, actor=audit.SYSTEM, now=NOW)
    assert Email.objects.get().state == "sent"
    assert audit.history(f"letter:{letter.pk}").count() == 1


@pytest.mark.django_db
def test_many_rows_take_two_statements_and_each_its_own_event(letters):
    rows = [row(number) for number in range(5)]
    events_of = [
        LetterEvent.SEND,
        LetterEvent.FAIL,
        LetterEvent.SEND,
        LetterEvent.FAIL,
        LetterEvent.SEND,
    ]
    moves = [Move(row=r, event=event) for r, event in zip(rows, events_of, strict=True)]
    with CaptureQueriesContext(connection) as seen:
        letters.move_all(moves, actor=audit.SYSTEM, now=NOW)
    assert len(seen.captured_queries) == 2
    found = Email.objects.order_by("pk").values_list("state", flat=True)
    assert list(found) == ["sent", "failed", "sent", "failed", "sent"]
    assert letters.move_all([], actor=audit.SYSTEM, now=NOW) == []


@pytest.mark.django_db
def test_one_refused_move_leaves_all_rows_as_they_were(letters):
    rows = [row(1), row(2, state="sent")]
    moves = [Move(row=r, event=LetterEvent.SEND) for r in rows]
    with pytest.raises(LetterRefused):
        letters.move_all(moves, actor=audit.SYSTEM, now=NOW)
    assert list(Email.objects.order_by("pk").values_list("state", flat=True)) == ["queued", "sent"]


@pytest.mark.django_db
@pytest.mark.parametrize("more", [0, 1])
def test_a_row_that_somebody_else_has_moved_is_not_written_over(letters, events_received, more):
    rows = [row(number) for number in range(1 + more)]
    Email.objects.filter(pk=rows[0].pk).update(state="failed")
    moves = [Move(row=r, event=LetterEvent.SEND) for r in rows]
    with pytest.raises(Overtaken), transaction.atomic():
        letters.move_all(moves, actor=audit.SYSTEM, now=NOW)
    assert Email.objects.get(pk=rows[0].pk).state == "failed"
    assert not audit.history(f"letter:{rows[0].pk}").exists()
    assert not events_received


@pytest.mark.django_db
def test_what_happened_is_undone_with_what_an_event_fails_at(letters, monkeypatch):
    def fail(_event):
        raise ZeroDivisionError

    monkeypatch.setitem(events._handlers, Gone, [fail])
    letter = row()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        letters.move(letter, LetterEvent.SEND, actor=audit.SYSTEM, now=NOW)
    assert Email.objects.get().state == "queued"
    assert not audit.history(f"letter:{letter.pk}").exists()

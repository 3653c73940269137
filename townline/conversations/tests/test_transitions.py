"""Every change of a text's state goes by the table, through one writer, into the history."""

import ast
import itertools
from pathlib import Path

import pytest

from tests.undone import undone
from townline.conversations import rules
from townline.conversations.models import IncomingText, OutgoingText
from townline.conversations.rules import (
    INCOMING_TRANSITIONS,
    OUTGOING_TRANSITIONS,
    IncomingEvent,
    IncomingState,
    OutgoingEvent,
    OutgoingState,
    SegmentState,
)
from townline.conversations.services import transitions
from townline.conversations.services.transitions import Move
from townline.conversations.tests.line import START, Line, queue, state
from townline.core import audit

ROOM = Path(__file__).resolve().parents[1]
PAIRS = list(itertools.product(OutgoingState, OutgoingEvent))
IN_PAIRS = list(itertools.product(IncomingState, IncomingEvent))


@pytest.fixture
def text(resident) -> OutgoingText:
    return OutgoingText.objects.get(id=queue(to=resident))


def test_an_outgoing_text_moves_by_the_table_only(text) -> None:
    for before, event in PAIRS:
        with undone(before, event):
            _moves(text, before, event)


def _moves(text: OutgoingText, before: OutgoingState, event: OutgoingEvent) -> None:
    OutgoingText.objects.filter(id=text.pk).update(state=before)
    text.refresh_from_db()
    after = OUTGOING_TRANSITIONS.get((before, event))

    def move() -> None:
        transitions.outgoing_transition(
            [Move(text, event)], actor=audit.SYSTEM, now=START, reason="까닭"
        )

    if after is None:
        with pytest.raises(rules.TransitionRefused, match=f"{before} cannot {event}"):
            move()
        assert state(text.pk) == before
        assert not audit.history(f"text:{text.pk}").exists()
        return
    move()
    assert state(text.pk) == after
    row = audit.history(f"text:{text.pk}").get()
    assert (row.from_state, row.to_state, row.actor, row.reason) == (
        before,
        after,
        "system",
        "까닭",
    )


def test_an_incoming_text_moves_by_the_table_only(line: Line) -> None:
    line.come()
    for before, event in IN_PAIRS:
        with undone(before, event):
            _comes(before, event)


def _comes(before: IncomingState, event: IncomingEvent) -> None:
    IncomingText.objects.update(state=before)
    text = IncomingText.objects.get()
    after = INCOMING_TRANSITIONS.get((before, event))
    if after is None:
        with pytest.raises(rules.TransitionRefused):
            transitions.incoming_transition([text], event, actor=audit.SYSTEM, now=START)
        assert not audit.history(f"incoming:{text.pk}").exists()
        return
    transitions.incoming_transition([text], event, actor=audit.SYSTEM, now=START)
    assert IncomingText.objects.get().state == after
    assert audit.history(f"incoming:{text.pk}").get().to_state == after


def _state_writes(path: Path) -> list[str]:
    """Find what could write a state past the writer: ``x.state = …`` or ``update(state=…)``."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        targets = node.targets if isinstance(node, ast.Assign) else []
        flat = [t for target in targets for t in (getattr(target, "elts", None) or [target])]
        found += [
            f"{path.stem}:{ast.unparse(target.value)}"
            for target in flat
            if isinstance(target, ast.Attribute) and target.attr == "state"
        ]
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {
            "update",
            "bulk_update",
        }:
            found += [f"{path.stem}:update" for word in node.keywords if word.arg == "state"]
    return found


def test_only_the_writer_writes_states() -> None:
    found = {w for path in (ROOM / "services").glob("*.py") for w in _state_writes(path)}
    segments = {w for w in found if w.endswith(":segment")}
    assert found - segments == {
        "transitions:text",
        "preparing:row",  # new rows, before they are first written
        "joining:text",
        "history:row",
        "links:link",  # how a link is, no text
    }


@pytest.mark.parametrize(
    ("segments", "text_state"),
    [
        ("CLAIMED DELIVERED", "claimed"),
        ("CLAIMED UNKNOWN FAILED", "claimed"),
        ("UNKNOWN FAILED QUEUED ACCEPTED", "unknown"),
        ("FAILED QUEUED ACCEPTED", "failed"),
        ("QUEUED ACCEPTED DELIVERED", "queued"),
        ("ACCEPTED DELIVERED", "submitted"),
        ("DELIVERED DELIVERED", "delivered"),
    ],
)
def test_the_state_of_a_text_follows_from_its_segments(segments: str, text_state: str) -> None:
    for order in itertools.permutations(segments.split()):
        assert rules.text_outcome([SegmentState[name] for name in order]) == text_state


def test_nothing_leads_from_delivered_or_cancelled() -> None:
    ended = {OutgoingState.DELIVERED, OutgoingState.CANCELLED}
    assert not [pair for pair in OUTGOING_TRANSITIONS if pair[0] in ended]


def test_only_a_reason_to_be_sure_leads_back_to_queued() -> None:
    back = {b for (b, _), after in OUTGOING_TRANSITIONS.items() if after == OutgoingState.QUEUED}
    assert back == {OutgoingState.CLAIMED, OutgoingState.UNKNOWN}

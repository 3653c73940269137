"""Every change of a text's state goes by the table, through one writer, into the history."""

import itertools

import pytest

from tests.undone import undone
from townline.platform.conversations import rules
from townline.platform.conversations.models import IncomingText, OutgoingText
from townline.platform.conversations.rules import (
    INCOMING_TRANSITIONS,
    OUTGOING_TRANSITIONS,
    IncomingEvent,
    IncomingState,
    OutgoingEvent,
    OutgoingState,
    SegmentState,
)
from townline.platform.conversations.services.transitions import INCOMING, OUTGOING
from townline.platform.conversations.tests.line import START, SimulatedLink, queue, state
from townline.platform.core.history import audit

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
        OUTGOING.move(text, event, actor=audit.SYSTEM, now=START, reason="사유")

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
        "사유",
    )


def test_an_incoming_text_moves_by_the_table_only(line: SimulatedLink) -> None:
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
            INCOMING.move(text, event, actor=audit.SYSTEM, now=START)
        assert not audit.history(f"incoming:{text.pk}").exists()
        return
    INCOMING.move(text, event, actor=audit.SYSTEM, now=START)
    assert IncomingText.objects.get().state == after
    assert audit.history(f"incoming:{text.pk}").get().to_state == after


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

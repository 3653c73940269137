"""What a machine may do with a text, said by tables and small rules."""

import itertools

import pytest
from hypothesis import given, strategies as st

from townline.casework.cases.errors import WrongState
from townline.casework.cases.models import Case
from townline.casework.cases.views.regrouping import pieces
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.readings import (
    TRANSITIONS,
    TRIES,
    Confidence,
    Likely,
    ReadingEvent,
    ReadingState,
    ShareEstimate,
    confidence,
    guesses_to_json,
    likely,
    pause_after,
)
from townline.casework.classification.services.reading_store import readings_transition
from townline.platform.core.history import audit

EVERY_PAIR = list(itertools.product(ReadingState, ReadingEvent))
COMPLEMENT = [pair for pair in EVERY_PAIR if pair not in TRANSITIONS]


@pytest.fixture
def row(world):
    world.text("길이 파였어요")
    return TextReading.objects.get()


def move(world, row, before, event):
    TextReading.objects.filter(pk=row.pk).update(state=before)
    row.refresh_from_db()
    readings_transition([row], event, now=world.now, reason="사유")


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "event"), list(TRANSITIONS))
def test_an_allowed_change_happens_and_is_written(world, row, before, event):
    move(world, row, before, event)
    row.refresh_from_db()
    assert row.state == TRANSITIONS[before, event]
    line = audit.history(f"reading:{row.pk}").get()
    assert (line.event, line.from_state, line.to_state) == (event.tag, before, row.state)
    assert (line.actor, line.reason, line.at) == ("system", "사유", world.now)
    assert line.data["case"] == Case.objects.get().id


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "event"), COMPLEMENT)
def test_every_other_change_is_refused_and_leaves_nothing(world, row, before, event):
    with pytest.raises(WrongState):
        move(world, row, before, event)
    row.refresh_from_db()
    assert row.state == before
    assert not audit.history(f"reading:{row.pk}").exists()


def test_the_complement_is_all_that_is_left():
    assert len(COMPLEMENT) + len(TRANSITIONS) == len(ReadingState) * len(ReadingEvent)


def test_a_text_that_fails_rests_longer_each_time():
    pauses = [pause_after(tries).total_seconds() for tries in range(1, TRIES + 1)]
    assert pauses == [5, 10, 20, 40, 80]


@pytest.mark.parametrize(
    ("probability", "word"),
    [(1.0, Confidence.HIGH), (0.9, Confidence.HIGH), (0.89, Confidence.MEDIUM),
     (0.7, Confidence.MEDIUM), (0.4, Confidence.MEDIUM), (0.39, Confidence.LOW),
     (0, Confidence.LOW)],
)  # fmt: skip
def test_a_probability_is_said_in_words(probability, word):
    assert confidence(probability) is word


def test_words_with_digits_are_not_kept_for_they_may_be_numbers():
    stored = guesses_to_json(
        [Likely(code="roads", probability=0.91234567, words=("구멍", "010-0000-0042"))]
    )
    assert stored == [["roads", 0.9123, ["구멍"]]]
    assert likely(stored) == (Likely(code="roads", probability=0.9123, words=("구멍",)),)


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_a_share_lies_within_its_bounds(hits, more):
    share = ShareEstimate(hits, hits + more)
    if not hits + more:
        assert share.value is share.low is share.high is None
        return
    assert 0 <= share.low <= share.value <= share.high <= 1


def test_the_bounds_are_those_of_wilson():
    # Newcombe, Statistics in Medicine 17 (1998), example 81 of 263.
    share = ShareEstimate(81, 263)
    assert (round(share.low, 4), round(share.high, 4)) == (0.2553, 0.3662)


@given(st.text(), st.lists(st.text(max_size=4), max_size=4))
def test_a_marked_text_says_the_same(body, words):
    found = pieces(body, words)
    assert "".join(piece.text for piece in found) == body


def test_words_are_marked_where_they_stand():
    found = pieces("길에 구멍.\n구멍이 (큼)", ["구멍", "(큼)", " "])
    assert [piece.text for piece in found if piece.marked] == ["구멍", "구멍", "(큼)"]

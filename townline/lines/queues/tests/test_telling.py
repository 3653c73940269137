"""How a wait and the way to a desk are told."""

import pytest
from django.utils import translation
from hypothesis import given, strategies as st

from townline.lines.queues.api import range_words, when_words
from townline.lines.queues.rules.estimate import minutes


@pytest.mark.parametrize(
    ("low", "high", "korean", "english"),
    [
        (0, 460, "8분 안에", "within 8 min"),
        (70, 640, "1~11분 뒤쯤", "in about 1 to 11 min"),
        (1080, 2650, "15~45분 뒤쯤", "in about 15 to 45 min"),
    ],
)
def test_a_wait_is_a_sentence_in_both_languages(low, high, korean, english):
    assert when_words(low, high) == korean
    with translation.override("en"):
        assert when_words(low, high) == english


def test_alone_it_is_a_range():
    assert (range_words(0, 460), range_words(1080, 2650)) == ("8분 이내", "15~45분")


@given(*[st.floats(0, 20_000, allow_subnormal=False)] * 2)
def test_no_wait_is_told_narrower_than_it_is(one, other):
    low, high = min(one, other), max(one, other)
    first, last = minutes(low, high)
    assert first * 60 <= low
    assert last * 60 >= high

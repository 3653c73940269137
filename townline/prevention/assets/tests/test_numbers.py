"""Where a text names an asset by its number, and where it does not."""

import pytest
from hypothesis import given, strategies as st

from townline.prevention.assets.rules.cells import cell_of, cells_near, metres_between
from townline.prevention.assets.rules.numbers import key_of, mentions
from townline.prevention.assets.rules.states import TRANSITIONS, AssetEvent, AssetState

WORDS = {"light": ("보안등", "가로등", "Street light"), "drain": ("빗물받이",)}


def mentioned_keys(text):
    return [(one.kind, one.key) for one in mentions(text, WORDS)]


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("보안등 12-345 꺼졌어요", "light", "12-345"),
        ("보안등12-345가 깜빡입니다", "light", "12-345"),
        ("보안등 번호: 12–345 고장", "light", "12-345"),
        ("보안등 관리번호 12345번 고장", "light", "12345"),
        ("12-345번 보안등이 안 켜집니다", "light", "12-345"),
        ("the Street Light no. 12-345 is out", "light", "12-345"),
        ("가로등 한들-12 점검", "light", "한들-12"),
        ("가로등 L0123", "light", "L0123"),
        ("빗물받이 7-1 막힘", "drain", "7-1"),
    ],
)
def test_a_kind_with_its_number_is_one(text, kind, key):
    assert mentioned_keys(text) == [(kind, key)]


@pytest.mark.parametrize(
    "text",
    [
        "가로등 3개가 꺼졌어요", "보안등 2시간째 깜빡", "느티동 12-345번지 보안등이 꺼졌어요",
        "12-345 앞이 어두워요", "보안등이 3일 전부터", "가로등 10 미터 옆", "보안등 고장",
    ],
)  # fmt: skip
def test_amounts_times_and_lots_are_none(text):
    assert mentioned_keys(text) == []


def test_several_are_found_in_their_order_each_once_and_at_most_five():
    assert mentioned_keys("빗물받이 7-1, 보안등 12-3, 보안등 12-3") == [
        ("drain", "7-1"),
        ("light", "12-3"),
    ]
    assert len(mentioned_keys(" ".join(f"보안등 {n}-1" for n in range(9)))) == 5


@given(st.text(max_size=300))
def test_any_text_is_looked_through(text):
    assert all(one.key == key_of(one.key) for one in mentions(text, WORDS))


@given(
    st.floats(33, 39), st.floats(124, 131), st.floats(1, 300), st.floats(-1, 1), st.floats(-1, 1)
)
def test_what_is_near_lies_in_one_of_the_squares(latitude, longitude, metres, up, right):
    other = (latitude + up * metres / 111_320, longitude + right * metres / 111_320)
    if metres_between(latitude, longitude, other) <= metres:
        assert cell_of(*other) in cells_near(latitude, longitude, metres)


def test_only_these_changes_of_state_are_allowed():
    allowed = {("in_use", "remove"): "removed", ("removed", "restore"): "in_use"}
    for state in AssetState:
        for event in AssetEvent:
            assert TRANSITIONS.get((state, event)) == allowed.get((state.value, event.value))

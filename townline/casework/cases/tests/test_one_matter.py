"""A complaint is said again only when it is about the same matter; courtesy does not count."""

import pytest

from townline.platform.core.text.likeness import ComplaintTopic, Hints, is_same
from townline.platform.triage.api import is_stop

HINTS = Hints({"roads": ("구멍", "보도"), "lighting": ("가로등",)}, is_stop=is_stop)
COURTESY = "안녕하세요 수고 많으십니다 어제 말씀드렸는데 아직도 그대로입니다 부탁드립니다"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("길에 구멍이 났어요", "길에 구멍이 크게 났어요", True),
        (f"{COURTESY} 길에 구멍이 났어요", "길에 구멍이 났어요", True),
        # Both were the same before.
        (f"{COURTESY} 의자", f"{COURTESY} 그네", False),
        (f"{COURTESY} 가로등 옆", f"{COURTESY} 구멍 옆", False),
        (COURTESY, COURTESY, False),
    ],
)
def test_by_what_they_tell(one, other, same):
    place = frozenset({"느티시장"})
    assert (
        is_same(
            ComplaintTopic(words=one, places=place),
            ComplaintTopic(words=other, places=place),
            HINTS,
        )
        is same
    )


def test_a_service_that_a_person_named_counts_before_hint_words():
    hole = ComplaintTopic(words="길에 구멍이 났어요", service="roads")
    assert not is_same(
        hole, ComplaintTopic(words="길에 구멍이 났어요 가로등", service="lighting"), HINTS
    )
    assert is_same(hole, ComplaintTopic(words="길에 구멍이 났어요 가로등", service="roads"), HINTS)

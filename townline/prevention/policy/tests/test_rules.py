import random

import pytest

from townline.prevention.policy.rules.effect import Counted, effect
from townline.prevention.policy.rules.voices import VoiceText, parse_voice

STANCES = {"찬성": "support", "support": "support", "반대": "oppose"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("찬성 12", VoiceText(12, "support", "")),
        ("  찬성12번, 꼭 해 주세요!", VoiceText(12, "support", "꼭 해 주세요!")),
        ("SUPPORT #7 because", VoiceText(7, "support", "because")),
        ("반대 3\n돈이 많이 들어요", VoiceText(3, "oppose", "돈이 많이 들어요")),
        ("반대 3동 재건축", None),
        ("찬성", None),
        ("104 빈대", None),
        ("찬성합니다 12", VoiceText(12, "support", "")),
        ("12 찬성", VoiceText(12, "support", "")),
        ("4번 찬성합니다", VoiceText(4, "support", "")),
        ("과제 4 반대", VoiceText(4, "oppose", "")),
        ("과제4번에 반대해요. 돈이 많이 들어요", VoiceText(4, "oppose", "돈이 많이 들어요")),
        ("제안 7번 찬성이요", VoiceText(7, "support", "")),
        ("Proposal 7 support", VoiceText(7, "support", "")),
        ("4동 반대편 차선", None),
        ("4 반대편 차선이 막혀요", None),
        ("3동 재건축 반대", None),
        ("아파트 4 반대", None),
        ("2 시 반대", None),
        ("찬성 1234567", None),
        ("", None),
    ],
)
def test_a_vote_by_text(body, expected):
    assert parse_voice(body, STANCES, ("과제", "제안", "proposal")) == expected


def test_an_effect_is_told_beside_the_control():
    found = effect(Counted(40, 120), Counted(10, 120), (Counted(30, 120), Counted(30, 120)))
    assert found.ratio == pytest.approx(0.25)
    assert found.low < 0.25 < found.high < 1
    assert found.sure
    assert effect(Counted(40, 60), Counted(40, 120)).ratio == pytest.approx(0.5)
    assert not effect(Counted(3, 30), Counted(2, 30)).sure
    assert effect(Counted(5, 30), Counted(0, 30)).ratio > 0


def _draw_count(rng, rate, days):
    return sum(rng.random() < rate for _ in range(days))


def test_the_interval_holds_what_is_true():
    """Planted truth: of 95% intervals some 95% hold it, in a simulation; the share is printed."""
    rng, held, times, true = random.Random(3), 0, 400, 0.5  # noqa: S311 -- no secret
    for _ in range(times):
        before, after = _draw_count(rng, 0.4, 200), _draw_count(rng, 0.4 * true * 0.9, 200)
        control = (
            Counted(_draw_count(rng, 0.3, 200), 200),
            Counted(_draw_count(rng, 0.3 * 0.9, 200), 200),
        )
        found = effect(Counted(before, 200), Counted(after, 200), control)
        held += found.low <= true <= found.high
    print(f"95% intervals that hold the truth: {held / times:.3f}")  # noqa: T201 -- a figure
    assert 0.93 <= held / times <= 1

"""A plan keeps its kilometres and what is fixed, and takes neighbours together."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from townline.prevention.hazards.exploration_planning.rules.planning import PlanGround, gaps, plan

SIDE = 40  # streets of the town below


def street(size, *, joined=True):
    """Lay sections of 100 m in one row; neighbours touch."""
    x = np.arange(size) * 100.0 * (1 if joined else 3)
    ends = np.stack([np.stack([x, 0 * x], 1), np.stack([x + 100, 0 * x], 1)], 1)
    one, other = np.arange(size - 1), np.arange(1, size)
    both = np.concatenate([one, other]), np.concatenate([other, one])
    nothing = np.zeros(0, dtype=np.int64)
    return PlanGround(np.full(size, 100.0), both if joined else (nothing, nothing), ends)


def town(seed=5):
    """Lay a town of blocks of 100 m; what is wrong is spread in spots, with much noise."""
    rng = np.random.default_rng(seed)
    at = np.arange(SIDE + 1)
    x, y = (side.ravel().astype(float) for side in np.meshgrid(at[:-1], at))
    across = np.stack([np.stack([x, y], 1), np.stack([x + 1, y], 1)], 1)
    ends = np.concatenate([across, across[:, :, ::-1]]) * 100.0
    meet: dict[tuple[float, float], list[int]] = {}
    for section, pair in enumerate(ends.tolist()):
        for end in pair:
            meet.setdefault(tuple(end), []).append(section)
    pairs = [(a, b) for found in meet.values() for a in found for b in found if a != b]
    middle, spots = ends.mean(axis=1), rng.uniform(0, SIDE * 100, (12, 2))
    far = np.sqrt(((middle[:, None] - spots[None]) ** 2).sum(axis=2)).min(axis=1)
    score = 60 * np.exp(-far / 400) + rng.uniform(0, 40, len(ends))
    one, other = map(np.array, zip(*pairs, strict=True))
    return PlanGround(np.full(len(ends), 100.0), (one, other), ends), score


def test_the_plain_list_takes_the_highest_that_fit():
    found = plan(street(5), np.array([1.0, 9, 3, 8, 5]), 300)
    assert sorted(found.chosen) == [1, 3, 4]
    assert (found.metres, found.groups, found.worth) == (300, 2, pytest.approx(2.2))
    assert found.gap_m == 100  # from the end of the second to the beginning of the fourth


def test_a_neighbour_is_taken_before_a_little_better_one_far_away():
    score = np.array([9.0, 7.5, 1, 1, 8])
    assert sorted(plan(street(5), score, 200).chosen) == [0, 4]
    together = plan(street(5), score, 200, together=0.25)
    assert (sorted(together.chosen), together.groups, together.gap_m) == ([0, 1], 1, 0)


def test_what_does_not_fit_makes_room_for_what_does():
    ground = PlanGround(np.array([250.0, 100]), street(2).touching, street(2).ends)
    assert plan(ground, np.array([9.0, 1]), 200).chosen == [1]


def test_what_had_to_be_in_may_be_too_much_and_is_said():
    found = plan(street(3), np.ones(3), 150, inside=[0, 2])
    assert (sorted(found.chosen), found.over) == ([0, 2], True)
    assert plan(street(3), np.ones(3), 0).chosen == []


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(1, 400)), min_size=1, max_size=30),
    st.floats(0, 3_000), st.integers(0, 2**30), st.floats(0, 1),
)  # fmt: skip
def test_a_plan_keeps_its_kilometres_and_what_is_fixed(rows, budget, marks, together):
    score, length = (np.array(column) for column in zip(*rows, strict=True))
    inside = [at for at in range(len(rows)) if marks >> at & 1 and at % 3 == 0]
    outside = {at for at in range(len(rows)) if marks >> at & 1 and at % 3 == 1}
    base = street(len(rows))
    ground = PlanGround(length, base.touching, base.ends)
    found = plan(
        ground, score, budget, inside=inside, together=together,
        candidates=[at for at in range(len(rows)) if at not in outside],
    )  # fmt: skip
    # Counted again, from the rows alone.
    metres = sum(rows[at][1] for at in found.chosen)
    assert len(set(found.chosen)) == len(found.chosen)
    assert set(inside) <= set(found.chosen)
    assert not outside & set(found.chosen)
    assert found.metres == pytest.approx(metres)
    assert found.over == (sum(rows[at][1] for at in inside) > budget)
    if not found.over:
        assert metres <= budget + 1e-6
        left = budget - metres
        rest = set(range(len(rows))) - outside - set(found.chosen)
        assert all(rows[at][1] > left - 1e-6 for at in rest)


def test_taking_neighbours_together_saves_the_van_gaps_and_loses_little():
    ground, score = town()
    greedy = plan(ground, score, 20_000)
    together = plan(ground, score, 20_000, together=0.25)
    assert together.metres == greedy.metres == 20_000
    assert together.worth > 0.93 * greedy.worth
    assert together.groups < 0.6 * greedy.groups
    assert together.gap_m < 0.75 * greedy.gap_m


def test_gaps_by_hand():
    ends = np.array(
        [[[0.0, 0], [100, 0]], [[100, 0], [200, 0]], [[500, 0], [600, 0]], [[200, 40], [9, 9]]]
    )
    assert gaps(ends) == pytest.approx(300 + np.hypot(9, 9))
    assert gaps(ends[:1]) == 0

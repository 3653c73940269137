"""The list of a year before, held against the cavities of the year: it finds a law, not chance."""

import datetime as dt

import numpy as np
import pytest

from townline.prevention.hazards.exploration_planning.rules.backward import lift
from townline.prevention.hazards.exploration_planning.rules.factors import values
from townline.prevention.hazards.exploration_planning.rules.scoring import scores
from townline.prevention.hazards.exploration_planning.tests import law

BEFORE = dt.date(2025, 1, 1)


@pytest.fixture(scope="module")
def years():
    return law.invent_ground()


def of_last_year(ground, order=None):
    """Hold the list of the beginning of the year against it; ``order``: whose factors each has."""
    shares = values(law.known_facts(ground, BEFORE), BEFORE, law.BOUNDS)
    looked = ground.explored.section[ground.explored.day == law.day(2025, 5)]
    held = ground.cavities.section[ground.cavities.day == law.day(2025, 5)]
    score = scores(shares if order is None else shares[order], law.WEIGHTS)
    found = np.bincount(held, minlength=len(score))
    return lift(score[looked], ground.length[looked], found[looked])


def test_the_list_finds_the_law(years):
    found = of_last_year(years)
    assert found.cavities > 20
    assert found.times > 1.6
    assert found.better


def test_shuffled_factors_do_not(years):
    rng = np.random.default_rng(11)
    tried = [of_last_year(years, rng.permutation(law.EACH)) for _ in range(9)]
    assert np.median([found.times for found in tried]) < 1.25
    assert sum(found.better for found in tried) <= 1


def test_what_came_after_the_day_changes_no_list(years):
    later = law.invent_ground(last=2026)
    shares = [
        values(law.known_facts(ground, BEFORE), BEFORE, law.BOUNDS)
        for ground in (years, _until(later, years))
    ]
    assert np.array_equal(*shares)
    assert len(later.cavities.day) > len(years.cavities.day)


def _until(later, years):
    """Give the same ground, with what was explored and found in the year after as well."""
    return law.nearby(
        years.length, sewers=years.sewers, complaints=years.complaints, permits=years.permits,
        explored=law.Dated(
            np.concatenate([years.explored.section, later.explored.section[-9:]]),
            np.concatenate([years.explored.day, np.full(9, law.day(2026, 5))]),
        ),
        cavities=law.Dated(
            np.concatenate([years.cavities.section, later.cavities.section[-9:]]),
            np.concatenate([years.cavities.day, np.full(9, law.day(2026, 5))]),
        ),
    )  # fmt: skip


def test_the_curve_by_hand():
    found = lift(np.array([9.0, 5, 1, 0]), np.array([100.0, 100, 100, 200]), np.array([3, 0, 1, 0]))
    assert (found.cavities, found.metres, found.first_fifth) == (4, 500, 3)
    assert found.curve == pytest.approx((0, 0.375, 0.75, 0.75, 0.75, 0.875, 1, 1, 1, 1, 1))
    assert found.times == pytest.approx(3.75)
    assert found.chance == pytest.approx(4 * 0.2**3 * 0.8 + 0.2**4)


def test_sections_of_one_score_share_what_was_found():
    same = lift(np.zeros(10), np.full(10, 50.0), np.eye(10)[0] * 5)
    assert (same.first_fifth, same.times) == (1, 1)
    assert not same.better


def test_nothing_found_is_no_lift():
    none = lift(np.zeros(0), np.zeros(0), np.zeros(0))
    assert (none.cavities, none.times, none.better) == (0, 0, False)

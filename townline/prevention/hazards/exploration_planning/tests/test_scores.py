"""What raises a section's score, by how much, and in which words."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, strategies as st

from townline.prevention.hazards.exploration_planning.rules.factors import (
    FACTORS,
    Factor,
    Sewers,
    Sites,
    decay,
    facts,
    values,
)
from townline.prevention.hazards.exploration_planning.rules.scoring import clauses, points, scores
from townline.prevention.hazards.exploration_planning.tests.law import (
    BOUNDS,
    RISKS,
    WEIGHTS,
    day,
    make_dated,
    nearby,
)

ON = dt.date(2026, 1, 1)
TODAY = ON.toordinal()
NAN = float("nan")


def sewer(*rows):
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    return Sewers(*(column.astype(np.int64) for column in columns[:3]), columns[3].astype(float))


def share(factor, length=(100,), **near):
    shares = values(facts(nearby(length, **near), ON, BOUNDS), ON, BOUNDS)
    return round(float(shares[0, FACTORS.index(factor)]), 3)


@pytest.mark.parametrize(
    ("factor", "near", "wanted"),
    [
        (Factor.COMPLAINTS, {}, 0),
        (Factor.COMPLAINTS, {"complaints": make_dated((0, TODAY - 365))}, 0.293),  # a half
        (Factor.COMPLAINTS, {"complaints": make_dated(*[(0, TODAY - 1)] * 3)}, 0.875),
        (Factor.COMPLAINTS, {"complaints": make_dated((0, TODAY), (0, TODAY + 9))}, 0),  # ahead
        (Factor.CAVITIES, {"cavities": make_dated((0, TODAY - 2920))}, 0.293),
        (Factor.SEWER_AGE, {"sewers": sewer((0, 2001, 0, 300))}, 0.5),
        (Factor.SEWER_AGE, {"sewers": sewer((0, 2001, 0, 300), (0, 1940, 0, 300))}, 1),
        (Factor.SEWER_AGE, {"sewers": sewer((0, 0, 0, 300))}, 0.5),  # nobody knows
        (Factor.SEWER_AGE, {"sewers": sewer((0, 2026, 0, 300))}, 0),  # laid this year
        (Factor.SEWER_MATERIAL, {"sewers": sewer((0, 2001, 2, 300), (0, 2001, 3, 300))}, 0.4),
        (Factor.SEWER_MATERIAL, {"sewers": sewer((0, 2001, -1, 300))}, 0.5),
        (Factor.SEWER_DIAMETER, {"sewers": sewer((0, 2001, 0, 750))}, 0.5),
        (Factor.SEWER_DIAMETER, {"sewers": sewer((0, 2001, 0, NAN))}, 0.5),
        (Factor.PERMITS, {"permits": Sites(*map(np.array, ([0], [day(2025)], [day(2027)])))}, 0.5),
        (Factor.PERMITS, {"permits": Sites(*map(np.array, ([0], [day(2026, 2)], [day(2027)])))}, 0),
        (Factor.SUBWAY, {"subway": np.array([12.5])}, 0.75),
        (Factor.SUBWAY, {"subway": np.array([70.0])}, 0),
        (Factor.EXPLORED, {}, 1),
        (Factor.EXPLORED, {"explored": make_dated((0, day(2010)), (0, TODAY - 365))}, 0.2),
        (Factor.RAIN, {"rain": np.array([day(2019), day(2024), day(2025)])}, 0.1),
        (Factor.RAIN, {"rain": np.array([day(2024), day(2025)]),
                       "explored": make_dated((0, day(2024, 6)))}, 0.05),
    ],
)  # fmt: skip
def test_each_factor_by_hand(factor, near, wanted):
    assert share(factor, **near) == wanted


def test_a_long_section_does_not_rank_higher_for_being_long():
    arguments = {"complaints": make_dated(*[(0, TODAY - 1)] * 4)}
    assert share(Factor.COMPLAINTS, length=(400,), **arguments) == pytest.approx(0.5, abs=0.01)
    assert share(Factor.COMPLAINTS, length=(20,), **arguments) == share(
        Factor.COMPLAINTS, **arguments
    )


def test_what_counts_halves_with_each_half_life():
    assert decay(np.array([0.0, 365, 730, -5]), 365).tolist() == [1, 0.5, 0.25, 1]


def test_a_score_is_0_to_100_and_its_points_add_up():
    full = np.ones((1, len(FACTORS)))
    assert scores(full, WEIGHTS).tolist() == [100]
    parts = points(full, WEIGHTS | {Factor.RAIN: 0.0})
    assert round(float(parts.sum()), 9) == 100
    assert parts[0, FACTORS.index(Factor.RAIN)] == 0
    assert scores(full, dict.fromkeys(FACTORS, 0.0)).tolist() == [0]
    doubled = {factor: 2 * weight for factor, weight in WEIGHTS.items()}
    assert np.allclose(points(full, WEIGHTS), points(full, doubled))


def grounds():
    days = st.lists(st.integers(TODAY - 4000, TODAY - 1), max_size=6)
    sewers = st.lists(
        st.tuples(st.just(0), st.integers(1930, 2025), st.integers(-1, 3),
                  st.sampled_from([300.0, 900.0, NAN])), min_size=1, max_size=4)  # fmt: skip
    return st.tuples(days, days, sewers, st.floats(5, 900))


def score(complaints, cavities, sewers, length):
    ground = nearby(
        [length], sewers=sewer(*sewers), complaints=make_dated(*((0, at) for at in complaints)),
        cavities=make_dated(*((0, at) for at in cavities)),
    )  # fmt: skip
    return float(scores(values(facts(ground, ON, BOUNDS), ON, BOUNDS), WEIGHTS)[0])


@given(grounds(), st.integers(TODAY - 4000, TODAY - 1), st.integers(0, 3), st.integers(1, 60))
def test_more_complaints_cavities_or_years_never_lower_a_score(ground, more, which, years):
    complaints, cavities, sewers, length = ground
    before = score(*ground)
    least = before - 1e-9
    assert score([*complaints, more], cavities, sewers, length) >= least
    assert score(complaints, [*cavities, more], sewers, length) >= least
    at = which % len(sewers)
    section, year, made, wide = sewers[at]
    older = [*sewers[:at], (section, year - years, made, wide), *sewers[at + 1 :]]
    assert score(complaints, cavities, older, length) >= least
    assert score(complaints, cavities, [*sewers, sewers[at]], length) >= least


def clause_facts(**near):
    known = facts(nearby([100], **near), ON, BOUNDS)
    parts = points(values(known, ON, BOUNDS), WEIGHTS)
    return [(clause.kind, dict(clause.facts)) for clause in clauses(known, 0, parts[0])]


def test_a_score_says_why_what_weighs_most_first():
    found = clause_facts(
        complaints=make_dated(*[(0, TODAY - 30)] * 3, (0, TODAY - 900)),
        sewers=sewer((0, 1978, 0, 600)),
        explored=make_dated((0, day(2021, 6))),
    )
    assert found == [
        ("sewer_both", {"year": 1978, "material": 0}),
        ("complaints_year", {"n": 3}),
        ("diameter", {"mm": 600}),
        ("explored", {"year": 2021}),
    ]


@pytest.mark.parametrize(
    ("near", "kinds"),
    [
        ({}, ["never"]),
        ({"complaints": make_dated((0, TODAY - 500))}, ["complaints_old", "never"]),
        ({"sewers": sewer((0, 0, -1, NAN))}, ["sewer", "never"]),
        ({"sewers": sewer((0, 0, 1, NAN))}, ["sewer_material", "never"]),
        # The oldest is of one material, the riskiest another one.
        ({"sewers": sewer((0, 1960, 3, NAN), (0, 1999, 0, NAN))},
         ["sewer_both", "sewer_material", "never"]),
        ({"permits": Sites(*map(np.array, ([0], [day(2020)], [day(2021)])))},
         ["permits_over", "never"]),
        ({"subway": np.array([20.0])}, ["subway", "never"]),
        ({"rain": np.array([day(2025, 7)])}, ["rain", "never"]),
        ({"rain": np.array([day(2025, 7)]), "explored": make_dated((0, day(2025, 6)))},
         ["rain_since", "explored"]),
    ],
)  # fmt: skip
def test_only_what_is_known_is_told(near, kinds):
    assert [kind for kind, _ in clause_facts(**near)] == kinds


def test_materials_are_numbered_as_their_risks():
    assert share(Factor.SEWER_MATERIAL, sewers=sewer((0, 2001, 3, 300))) == RISKS[3]

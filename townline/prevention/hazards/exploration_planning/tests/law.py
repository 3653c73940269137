"""Invented years under a known law: cavities come by chance, more often where the law says so."""

import datetime as dt

import numpy as np

from townline.prevention.hazards.exploration_planning.rules.factors import (
    Bounds,
    Dated,
    Factor,
    Facts,
    Nearby,
    Sewers,
    Sites,
    facts,
    values,
)

BOUNDS = Bounds(365, 2920, 730, 50, 1500, 5, 20, 50)
WEIGHTS = {
    Factor.COMPLAINTS: 25.0, Factor.CAVITIES: 20.0, Factor.SEWER_AGE: 15.0,
    Factor.SEWER_MATERIAL: 8.0, Factor.SEWER_DIAMETER: 5.0, Factor.PERMITS: 7.0,
    Factor.SUBWAY: 5.0, Factor.EXPLORED: 10.0, Factor.RAIN: 5.0,
}  # fmt: skip
# The law: how much each factor raises the logarithm of cavities a kilometre a year. Not our
# weights: the list must find it all the same.
LAW = {
    Factor.SEWER_AGE: 2.2,
    Factor.SEWER_MATERIAL: 1.2,
    Factor.PERMITS: 1.0,
    Factor.COMPLAINTS: 1.2,
}
RISKS = np.array([1.0, 0.7, 0.4, 0.2])
EACH = 4_000
FIRST = 2021


def make_dated(*pairs):
    rows = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Dated(rows[:, 0], rows[:, 1])


def day(year, month=1, of=1):
    return dt.date(year, month, of).toordinal()


def nearby(length, **more):
    """Give sections with nothing near them but what is said."""
    size, none = len(length), np.zeros(0, dtype=np.int64)
    empty = {
        "complaints": make_dated(), "cavities": make_dated(), "explored": make_dated(),
        "sewers": Sewers(none, none, none, np.zeros(0)), "risks": RISKS,
        "permits": Sites(none, none, none), "subway": np.full(size, np.inf), "rain": none,
    }  # fmt: skip
    return Nearby(length=np.asarray(length, dtype=float), **(empty | more))


def invent_ground(seed=3, last=2025):
    """Give the ground with complaints, sites and what was explored and found until ``last``."""
    rng = np.random.default_rng(seed)
    size = EACH
    length = rng.uniform(60, 180, size)
    sewers = Sewers(
        np.arange(size), rng.integers(1965, 2015, size), rng.integers(0, 4, size),
        rng.choice([300.0, 600.0, 1200.0], size),
    )  # fmt: skip
    complaints = rng.integers(0, size, size), rng.integers(day(2019), day(last + 1), size)
    sites, begins = rng.integers(0, size, 500), rng.integers(day(2019), day(last + 1), 500)
    ground = nearby(
        length,
        sewers=sewers,
        complaints=Dated(*complaints),
        permits=Sites(sites, begins, begins + 200),
    )
    for year in range(FIRST, last + 1):
        ground = _a_year(ground, year, rng)
    return ground


def _a_year(ground, year, rng):
    """Let a third of the sections be explored in May, and the law say where cavities lie."""
    rate = rates(ground, dt.date(year, 1, 1))
    looked = np.flatnonzero(rng.random(len(rate)) < 1 / 3)
    hollow = looked[rng.random(len(looked)) < rate[looked]]
    return nearby(
        ground.length, sewers=ground.sewers, complaints=ground.complaints, permits=ground.permits,
        explored=_with(ground.explored, looked, day(year, 5)),
        cavities=_with(ground.cavities, hollow, day(year, 5)),
    )  # fmt: skip


def _with(before, section, on):
    return Dated(
        np.concatenate([before.section, section]),
        np.concatenate([before.day, np.full(len(section), on)]),
    )


def rates(ground, on):
    """Give the probability of a cavity under each section, as the law has it."""
    shares = values(facts(ground, on, BOUNDS), on, BOUNDS)
    log = sum(LAW[factor] * shares[:, at] for at, factor in enumerate(Factor) if factor in LAW)
    return np.minimum(0.002 * np.exp(log) * ground.length / 100, 1)


def known_facts(ground, on) -> Facts:
    return facts(ground, on, BOUNDS)

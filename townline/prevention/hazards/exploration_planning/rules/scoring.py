"""The score of a road section, and what it is made of."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from townline.prevention.hazards.exploration_planning.rules.factors import (
    FACTORS,
    Factor,
    Facts,
    Floats,
)

_MIN_POINTS = 0.05  # points below which a factor is not worth a word


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the sentence: ``kind`` says which words, ``facts`` fill them."""

    kind: str
    points: float
    facts: Mapping[str, int] = field(default_factory=dict)


def points(factors: Floats, weights: Mapping[Factor, float]) -> Floats:
    """Give what each factor adds to each section's score; a row sums to 0 to 100.

    Weights count beside one another: twice as much of each changes nothing.
    """
    raw_weights = np.array([max(weights[factor], 0.0) for factor in FACTORS])
    whole = raw_weights.sum()
    return factors * (100.0 * raw_weights / whole) if whole else np.zeros_like(factors)


def scores(factors: Floats, weights: Mapping[Factor, float]) -> Floats:
    """Give the score of each section, 0 to 100."""
    return np.asarray(points(factors, weights).sum(axis=1))


def clauses(known: Facts, at: int, shares: Floats) -> list[Clause]:
    """Say why a section stands where it does, what weighs most first, its exploration last.

    ``at``: the section's place; ``shares``: its row of ``points``.
    """
    by = dict(zip(FACTORS, map(float, shares), strict=True))
    found = [*_of_people(known, at, by), *_of_ground(known, at, by)]
    listed = sorted((c for c in found if c.points > _MIN_POINTS), key=lambda c: -c.points)
    return [*listed, *_exploration_clauses(known, at, by)]


def _of_people(known: Facts, at: int, by: Mapping[Factor, float]) -> Iterator[Clause]:
    year, ever = int(known.complaints_year[at]), int(known.complaints_all[at])
    if ever:
        kind = "complaints_year" if year else "complaints_old"
        yield Clause(kind, by[Factor.COMPLAINTS], {"n": year or ever})
    found, last = int(known.cavities_all[at]), int(known.cavity_last[at])
    if found:
        facts = {"n": found, "year": dt.date.fromordinal(last).year}
        yield Clause("cavities", by[Factor.CAVITIES], facts)
    here, before = int(known.permits_open[at]), int(known.permits_all[at])
    if before:
        kind = "permits_open" if here else "permits_over"
        yield Clause(kind, by[Factor.PERMITS], {"n": here or before})


def _of_ground(known: Facts, at: int, by: Mapping[Factor, float]) -> Iterator[Clause]:
    if known.sewers[at]:
        yield from _of_sewers(known, at, by)
    if known.diameter[at] > 0:
        facts = {"mm": round(float(known.diameter[at]))}
        yield Clause("diameter", by[Factor.SEWER_DIAMETER], facts)
    if np.isfinite(known.subway[at]):
        yield Clause("subway", by[Factor.SUBWAY], {"m": round(float(known.subway[at]))})


def _of_sewers(known: Facts, at: int, by: Mapping[Factor, float]) -> Iterator[Clause]:
    """Tell of the oldest sewer; of the riskiest material as well where it is another's."""
    year, made = int(known.sewer_year[at]), int(known.sewer_material[at])
    worst, risk = int(known.material[at]), by[Factor.SEWER_MATERIAL]
    kind = ("sewer", "sewer_year", "sewer_material", "sewer_both")[(year > 0) + 2 * (made >= 0)]
    own = by[Factor.SEWER_AGE] + (risk if made == worst else 0.0)
    yield Clause(kind, own, {"year": year, "material": made})
    if made != worst:
        yield Clause("sewer_material", risk, {"year": 0, "material": worst})


def _exploration_clauses(known: Facts, at: int, by: Mapping[Factor, float]) -> Iterator[Clause]:
    last, rain = int(known.explored[at]), int(known.rain[at])
    if rain and by[Factor.RAIN] > _MIN_POINTS:
        yield Clause("rain_since" if last else "rain", by[Factor.RAIN], {"n": rain})
    if last:
        year = dt.date.fromordinal(last).year
        yield Clause("explored", by[Factor.EXPLORED], {"year": year})
    else:
        yield Clause("never", by[Factor.EXPLORED])

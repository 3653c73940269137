"""What speaks for looking under a road section: each factor from 0 (nothing) to 1 (in full)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

type Floats = np.ndarray[Any, np.dtype[np.float64]]
type Ints = np.ndarray[Any, np.dtype[np.int64]]

UNKNOWN = 0.5  # of a sewer whose age, material or width nobody wrote down
_STRETCH = 100.0  # metres: a long section does not rank higher for being long
_YEAR = 365


class Factor(StrEnum):
    COMPLAINTS = "complaints"
    CAVITIES = "cavities"
    SEWER_AGE = "sewer_age"
    SEWER_MATERIAL = "sewer_material"
    SEWER_DIAMETER = "sewer_diameter"
    PERMITS = "permits"
    SUBWAY = "subway"
    EXPLORED = "explored"
    RAIN = "rain"


FACTORS = tuple(Factor)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a district says: half-lives in days, and from where on a factor counts in full."""

    complaint_days: float
    cavity_days: float
    permit_days: float
    sewer_years: float
    diameter_mm: float
    explored_years: float
    rain_days: float
    subway_m: float


@dataclass(frozen=True, slots=True)
class Dated:
    """Which sections something lies near (``section``: their places), and on which day it was."""

    section: Ints
    day: Ints  # proleptic ordinals, as ``date.toordinal`` gives them


@dataclass(frozen=True, slots=True)
class Sites:
    """Building sites near sections: from which day to which."""

    section: Ints
    begins: Ints
    ends: Ints


@dataclass(frozen=True, slots=True)
class Sewers:
    """Sewers near sections. ``year`` 0, ``material`` -1, ``diameter`` NaN: nobody knows."""

    section: Ints
    year: Ints
    material: Ints
    diameter: Floats


@dataclass(frozen=True, slots=True)
class Nearby:
    """All that lies near road sections, whenever it was. ``length``: of each section, metres.

    ``risks``: of the materials that ``Sewers.material`` numbers. ``subway``: metres to the next
    line, infinity where none is near. ``rain``: days of heavy rain, sorted.
    """

    length: Floats
    complaints: Dated
    cavities: Dated
    explored: Dated
    sewers: Sewers
    risks: Floats
    permits: Sites
    subway: Floats
    rain: Ints


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of each section on a day; counts, years, days, millimetres, metres.

    ``sewers`` counts those near; the oldest has ``sewer_year`` and ``sewer_material`` (0, -1:
    nobody knows), ``material`` is the riskiest of all.
    ``explored``: the last day, 0 for never. Decayed sums: ``complaints``, ``cavities``,
    ``permits``.
    """

    complaints: Floats
    complaints_year: Ints
    complaints_all: Ints
    cavities: Floats
    cavities_all: Ints
    cavity_last: Ints
    sewers: Ints
    sewer_year: Ints
    sewer_material: Ints
    sewer_age: Floats
    material: Ints
    material_risk: Floats
    diameter: Floats
    diameter_share: Floats
    permits: Floats
    permits_open: Ints
    permits_all: Ints
    subway: Floats
    explored: Ints
    rain: Ints


def decay(age_days: Floats, half_life: float) -> Floats:
    """Give what something still counts after so many days: 1 when new, half after a half-life."""
    return np.exp2(-np.maximum(age_days, 0.0) / half_life)


def saturating(amount: Floats) -> Floats:
    """Bring an amount without end to 0 to 1: one counts a half, three 0.875; more never less."""
    return 1.0 - np.exp2(-amount)


def facts(near: Nearby, on: dt.date, bounds: Bounds) -> Facts:
    """Say what was known on a day: nothing that came later counts."""
    day, size = on.toordinal(), len(near.length)
    complaints, held = _until(near.complaints, day), _until(near.cavities, day)
    per_stretch = _STRETCH / np.maximum(near.length, _STRETCH)
    last = _latest(_until(near.explored, day), size)
    return Facts(
        complaints=_decayed_sum(complaints, day, bounds.complaint_days, size) * per_stretch,
        complaints_year=_count(complaints.section[complaints.day > day - _YEAR], size),
        complaints_all=_count(complaints.section, size),
        cavities=_decayed_sum(held, day, bounds.cavity_days, size) * per_stretch,
        cavities_all=_count(held.section, size),
        cavity_last=_latest(held, size),
        **_of_sewers(near, on.year, bounds, size),
        **_of_sites(near.permits, day, bounds, size),
        subway=near.subway,
        explored=last,
        rain=_rain_since(near.rain, last, day, bounds),
    )


def values(known: Facts, on: dt.date, bounds: Bounds) -> Floats:
    """Give each section's factors, one column for each of ``FACTORS``, 0 to 1."""
    since = (on.toordinal() - known.explored) / (_YEAR * bounds.explored_years)
    columns = {
        Factor.COMPLAINTS: saturating(known.complaints),
        Factor.CAVITIES: saturating(known.cavities),
        Factor.SEWER_AGE: known.sewer_age,
        Factor.SEWER_MATERIAL: known.material_risk,
        Factor.SEWER_DIAMETER: known.diameter_share,
        Factor.PERMITS: saturating(known.permits),
        Factor.SUBWAY: np.maximum(1.0 - known.subway / bounds.subway_m, 0.0),
        Factor.EXPLORED: np.clip(since, 0.0, 1.0),
        Factor.RAIN: np.minimum(known.rain / bounds.rain_days, 1.0),
    }
    return np.column_stack([columns[factor] for factor in FACTORS])


def _until(dated: Dated, day: int) -> Dated:
    earlier = dated.day < day
    return Dated(dated.section[earlier], dated.day[earlier])


def _count(section: Ints, size: int) -> Ints:
    return np.bincount(section, minlength=size)


def _decayed_sum(dated: Dated, day: int, half_life: float, size: int) -> Floats:
    left = decay((day - dated.day).astype(np.float64), half_life)
    return np.bincount(dated.section, weights=left, minlength=size)


def _latest(dated: Dated, size: int) -> Ints:
    last = np.zeros(size, dtype=np.int64)
    np.maximum.at(last, dated.section, dated.day)
    return last


def _rain_since(rain: Ints, last: Ints, day: int, bounds: Bounds) -> Ints:
    """Count days of heavy rain since a section was explored; so many years back where never."""
    begin = np.maximum(last, day - int(_YEAR * bounds.explored_years))
    before = np.searchsorted(rain, day, side="left")
    return before - np.minimum(np.searchsorted(rain, begin, side="right"), before)


def _of_sewers(near: Nearby, year: int, bounds: Bounds, size: int) -> dict[str, Any]:
    existing = near.sewers.year < year
    section, made = near.sewers.section[existing], near.sewers.material[existing]
    built, wide = near.sewers.year[existing], near.sewers.diameter[existing]
    age = np.where(built > 0, np.clip((year - built) / bounds.sewer_years, 0.0, 1.0), UNKNOWN)
    risk = np.append(near.risks, UNKNOWN)[made]  # -1 is the last one
    share = np.where(np.isnan(wide), UNKNOWN, np.clip(wide / bounds.diameter_mm, 0.0, 1.0))
    oldest = _last_of(section, np.argsort(-np.where(built > 0, built, 9_999), kind="stable"), size)
    worst = _last_of(section, np.argsort(np.where(made >= 0, risk, -1.0), kind="stable"), size)
    return {
        "sewers": _count(section, size),
        "sewer_year": np.append(built, 0)[oldest],
        "sewer_material": np.append(made, -1)[oldest],
        "sewer_age": _most(section, np.asarray(age), size),
        "material": np.append(made, -1)[worst],
        "material_risk": _most(section, risk, size),
        "diameter": _most(section, np.nan_to_num(wide), size),
        "diameter_share": _most(section, np.asarray(share), size),
    }


def _of_sites(sites: Sites, day: int, bounds: Bounds, size: int) -> dict[str, Any]:
    begun = sites.begins < day
    section, ends = sites.section[begun], sites.ends[begun]
    since = (day - ends).astype(np.float64)  # below 0 while it goes on
    left = decay(since, bounds.permit_days)
    return {
        "permits": np.bincount(section, weights=left, minlength=size),
        "permits_open": _count(section[ends >= day], size),
        "permits_all": _count(section, size),
    }


def _most(section: Ints, amount: Floats, size: int) -> Floats:
    most = np.zeros(size)
    np.maximum.at(most, section, amount)
    return most


def _last_of(section: Ints, order: Ints, size: int) -> Ints:
    """Give the one that stands last in an order of all near each section, -1 for none."""
    last = np.full(size, -1, dtype=np.int64)
    last[section[order]] = order  # of several, the last one written stays
    return last

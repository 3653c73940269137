"""The holidays that are shipped, computed again: the moon by astronomy, substitutes by the law.

Seollal, Buddha's Birthday and Chuseok are the first, eighth and fifteenth day of lunar months that
begin with a new moon in Korea: the one from 21 January on, and those that hold 21 May and 23
September (so it is between 2025 and 2032). New moons after J. Meeus, Astronomical Algorithms,
chapter 49. Substitutes after the Regulation on Public Holidays, article 3.
"""

import csv
import datetime as dt
import math
from collections.abc import Iterator
from functools import cache

import pytest

from townline.platform.core.paths import DEMO

KOREA = dt.timezone(dt.timedelta(hours=9))
YEARS = range(2027, 2031)
DAY = dt.timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
_BEGIN = dt.datetime(2000, 1, 1, 12, tzinfo=dt.UTC)  # Julian day 2451545
_DYNAMICAL = 71.0  # seconds between the time of the formulas and that of clocks
# Amplitudes in days, and multiples of the anomaly of the sun, of the moon, and of its latitude.
_TERMS = (
    (-0.40720, 0, 1, 0), (0.17241, 1, 0, 0), (0.01608, 0, 2, 0), (0.01039, 0, 0, 2),
    (0.00739, -1, 1, 0), (-0.00514, 1, 1, 0), (0.00208, 2, 0, 0), (-0.00111, 0, 1, -2),
    (-0.00057, 0, 1, 2), (0.00056, 1, 2, 0), (-0.00042, 0, 3, 0), (0.00042, 1, 0, 2),
    (0.00038, 1, 0, -2), (-0.00024, -1, 2, 0),
)  # fmt: skip
# (month, day): whether a Saturday is made up for too; None: no day of it is.
FIXED = {
    (1, 1): None, (3, 1): True, (5, 1): True, (5, 5): True, (6, 6): None, (7, 17): True,
    (8, 15): True, (10, 3): True, (10, 9): True, (12, 25): True,
}  # fmt: skip


def _new_moon(number: int) -> dt.date:
    """Give the day in Korea of a new moon, counted from 6 January 2000."""
    t = number / 1236.85
    mean = 2451550.09766 + 29.530588861 * number + 0.00015437 * t * t
    e = 1 - 0.002516 * t
    sun = math.radians(2.5534 + 29.10535670 * number)
    moon = math.radians(201.5643 + 385.81693528 * number + 0.0107582 * t * t)
    height = math.radians(160.7108 + 390.67050284 * number - 0.0016118 * t * t)
    mean += sum(
        size * e ** abs(a) * math.sin(a * sun + b * moon + c * height) for size, a, b, c in _TERMS
    )
    since = dt.timedelta(days=mean - 2451545, seconds=-_DYNAMICAL)
    return (_BEGIN + since).astimezone(KOREA).date()


@cache
def _moons() -> list[dt.date]:
    return [_new_moon(number) for number in range(280, 420)]


def _month_with(day: dt.date) -> dt.date:
    return max(moon for moon in _moons() if moon <= day)


def lunar_days(year: int) -> tuple[list[dt.date], dt.date, list[dt.date]]:
    """Give the three days of Seollal, Buddha's Birthday, and the three of Chuseok."""
    seollal = min(moon for moon in _moons() if moon >= dt.date(year, 1, 21))
    buddha = _month_with(dt.date(year, 5, 21)) + 7 * DAY
    chuseok = _month_with(dt.date(year, 9, 23)) + 14 * DAY
    return (
        [seollal + DAY * n for n in (-1, 0, 1)], buddha, [chuseok + DAY * n for n in (-1, 0, 1)]
    )  # fmt: skip


def compute_year(year: int) -> tuple[set[dt.date], set[dt.date]]:
    """Give the holidays of a year by law, without elections, and their substitutes."""
    seollal, buddha, chuseok = lunar_days(year)
    single = {dt.date(year, *at): made_up for at, made_up in FIXED.items()} | {buddha: True}
    days = {*seollal, *chuseok, *single}
    weekend_days = [
        day for block in (seollal, chuseok)
        for day in block if day.weekday() == SUNDAY or day in single
    ]  # fmt: skip
    weekend_days += [
        day for day, up in single.items() if up and day.weekday() in {SATURDAY, SUNDAY}
    ]
    occupied = set(days)
    for day in sorted(weekend_days):
        free = next(working_days_after(max(_block(day, seollal, chuseok)), occupied))
        occupied.add(free)
    return days, occupied - days


def _block(day: dt.date, *blocks: list[dt.date]) -> list[dt.date]:
    return next((block for block in blocks if day in block), [day])


def working_days_after(day: dt.date, occupied: set[dt.date]) -> Iterator[dt.date]:
    while True:
        day += DAY
        if day.weekday() not in {SATURDAY, SUNDAY} and day not in occupied:
            yield day


def read_shipped(year: int, *kinds: str) -> set[dt.date]:
    with (DEMO / "holidays.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] in kinds]
    found = {dt.date.fromisoformat(row["date"]) for row in rows}
    return {day for day in found if day.year == year}


@pytest.mark.parametrize("year", YEARS)
def test_holidays_and_substitutes_are_those_of_moon_and_law(year):
    days, substitutes = compute_year(year)
    assert read_shipped(year, "public") == days
    assert read_shipped(year, "substitute") == substitutes


def test_elections_are_on_the_wednesday_of_the_law():
    """Public Official Election Act, article 34: so many days before a term ends, from then on."""
    terms = {"2028-05-29": 50, "2030-06-03": 70, "2030-06-30": 30}
    for ends, before in terms.items():
        first = dt.date.fromisoformat(ends) - before * DAY
        day = first + (2 - first.weekday()) % 7 * DAY
        near = {day - DAY, day, day + DAY} & read_shipped(day.year, "public", "substitute")
        assert day + (7 * DAY if near else 0 * DAY) in read_shipped(day.year, "election")

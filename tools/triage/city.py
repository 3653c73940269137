"""A made-up city whose reports say a category, perhaps with a street: place and time decide.

Nothing of it is a real place; it is as dense as a large city's list of reports.
"""

import datetime as dt
import math
import random
from typing import Any

_KINDS = (
    "Pothole in Street", "Street Light Out", "Graffiti Removal", "Garbage Cart", "Rodent Baiting",
    "Tree Debris", "Abandoned Vehicle", "Alley Light Out", "Sign Repair", "Water in Street",
    "Sewer Cleaning", "Dead Animal Pickup", "Fly Dumping", "Snow Removal", "Traffic Signal Out",
    "Sidewalk Inspection", "Noise Complaint", "Weeds",
)  # fmt: skip
_STREETS = ("Main", "Oak", "Pine", "Maple", "Cedar", "Elm", "Lake", "Hill", "Park", "Mill")
_MORE = ("please fix", "it is dangerous", "reported before", "", "for weeks now", "near my house")
_START = dt.datetime(2025, 3, 1, tzinfo=dt.UTC)
_LATITUDE, _LONGITUDE, _METRES = 41.8, -87.6, 111_195.0
_REPEATED, _SAME_KIND = 0.12, 0.93
_LONGEST = 30 * 24.0


def city(
    seed: int, *, count: int = 2_500, metres: float = 6_000.0, days: int = 60
) -> list[dict[str, Any]]:
    """Give lines as ``evaluate-duplicates`` reads them, oldest first."""
    rng = random.Random(seed)  # noqa: S311 -- the same city for the same number
    style = rng.choice(["kind", "street", "words"])
    common = [(at + 1) ** -0.7 for at in range(len(_KINDS))]
    reports: list[tuple[float, str, tuple[float, float], int, bool]] = []
    for number in range(count):
        kind = rng.choices(_KINDS, common)[0]
        point = (rng.uniform(0, metres), rng.uniform(0, metres))
        hour = rng.uniform(0, days * 24)
        reports.append((hour, kind, point, number, True))
        reports += [(*again, number, False) for again in _again(rng, hour, kind, point)]
    return [_row(rng, style, each) for each in _name_reports(sorted(reports))]


def _again(
    rng: random.Random, hour: float, kind: str, point: tuple[float, float]
) -> list[tuple[float, str, tuple[float, float]]]:
    """Let others report the same: later, a little aside, now and then as another kind."""
    if rng.random() >= _REPEATED:
        return []
    made = []
    for _ in range(1 + min(4, int(rng.expovariate(1)))):
        later = min(_LONGEST, rng.expovariate(1 / rng.choice([10, 60, 150])))
        same = kind if rng.random() < _SAME_KIND else rng.choice(_KINDS)
        off, way = _off(rng), rng.uniform(0, 2 * math.pi)
        aside = (point[0] + off * math.cos(way), point[1] + off * math.sin(way))
        made.append((hour + later, same, aside))
    return made


def _off(rng: random.Random) -> float:
    """Give metres: the same address, the same spot, or across the street and further."""
    chance = rng.random()
    if chance < 0.3:  # noqa: PLR2004 -- as addresses are put on a map
        return 0.0
    if chance < 0.5:  # noqa: PLR2004 -- as telephones are
        return rng.uniform(0, 20)
    return min(250.0, 45 * math.exp(rng.gauss(0, 0.8)))


def _name_reports(
    reports: list[tuple[float, str, tuple[float, float], int, bool]],
) -> list[tuple[str, float, str, tuple[float, float], str]]:
    first: dict[int, str] = {}
    named = []
    for at, (hour, kind, point, number, begins) in enumerate(reports):
        named.append((str(at), hour, kind, point, "" if begins else first.get(number, "")))
        if begins:
            first[number] = str(at)
    return named


def _row(
    rng: random.Random, style: str, report: tuple[str, float, str, tuple[float, float], str]
) -> dict[str, Any]:
    name, hour, kind, (east, north), of = report
    row = {
        "id": name,
        "text": _text(rng, style, kind, east, north),
        "time": (_START + dt.timedelta(hours=hour)).isoformat(),
        "lat": _LATITUDE + north / _METRES,
        "lon": _LONGITUDE + east / (_METRES * math.cos(math.radians(_LATITUDE))),
    }
    return row | ({"duplicate_of": of} if of else {})


def _text(rng: random.Random, style: str, kind: str, east: float, north: float) -> str:
    street = _STREETS[int(north // 400) % len(_STREETS)]
    if style == "street":
        return f"{kind} at {int(east) // 10 * 10 + 100} {street} St"
    return kind if style == "kind" else f"{kind} {rng.choice([*_MORE, f'on {street} St'])}".strip()

"""An invented list of homes by a seed, on the ground that is given: for play, bench and tests."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

type Point = tuple[float, float]  # latitude, longitude
HEADINGS = ("관리번호", "도로명주소", "상세주소", "법정동", "위도", "경도", "사용승인일", "면적")
_HOMES_AT_A_DOOR = (1, 1, 1, 2, 2, 3, 4)
_SCATTER = 0.0018  # degrees: homes stand in clusters, as old quarters do
_UNITS = ("지하1층 {n}호", "지층 {n}호", "지하 {n}호", "B{n:02}호")


@dataclass(frozen=True, slots=True)
class Quarter:
    """A dong: its outline (longitude, latitude) and the roads that lie in it."""

    name: str
    outline: Sequence[tuple[float, float]]
    roads: Sequence[str]


@dataclass(frozen=True, slots=True)
class Invented:
    """One line of the list; ``cells`` by HEADINGS."""

    reference: str
    address: str
    unit: str
    dong: str
    point: Point
    built_on: str
    area_m2: str

    def cells(self) -> list[str]:
        at = [f"{degrees:.6f}" for degrees in self.point]
        return [
            self.reference, self.address, self.unit, self.dong, *at, self.built_on, self.area_m2,
        ]  # fmt: skip


def homes(count: int, quarters: Sequence[Quarter], district: str, seed: int) -> list[Invented]:
    """Draw so many homes, several at a door now and then; the same seed draws the same ones."""
    rng = random.Random(seed)  # noqa: S311 -- play
    found: list[Invented] = []
    doors = _doors(quarters, rng)
    while len(found) < count:
        quarter, road, number, point = next(doors)
        for room in range(1, rng.choice(_HOMES_AT_A_DOOR) + 1):
            address = f"{district} {road} {number} ({quarter.name})".strip()
            found.append(_home(f"SB-{len(found) + 1:05}", address, quarter, point, room, rng=rng))
    return found[:count]


def _home(
    reference: str, address: str, quarter: Quarter, point: Point, room: int, *, rng: random.Random
) -> Invented:
    year, month, day = rng.randint(1968, 2002), rng.randint(1, 12), rng.randint(1, 28)
    return Invented(
        reference=reference,
        address=address,
        unit=rng.choice(_UNITS).format(n=room),
        dong=quarter.name,
        point=point,
        built_on=rng.choice(("{}-{:02}-{:02}", "{}.{}.{}.", "{}{:02}{:02}")).format(
            year, month, day
        ),
        area_m2=f"{rng.uniform(16, 52):.1f}",
    )


def _doors(
    quarters: Sequence[Quarter], rng: random.Random
) -> Iterator[tuple[Quarter, str, str, Point]]:
    """Give doors without end, each once, near the middles of old quarters."""
    middles = {each.name: [_inside(each, rng) for _ in range(6)] for each in quarters}
    given: set[tuple[str, str]] = set()
    while True:
        quarter = rng.choice(quarters)
        branch = rng.choice(("", f"{rng.randint(1, 30)}길"))
        road = f"{rng.choice(quarter.roads)}{branch}"
        sub = rng.choice(("", f"-{rng.randint(1, 20)}"))
        number = f"{rng.randint(1, 90)}{sub}"
        if (road, number) not in given:
            given.add((road, number))
            yield quarter, road, number, _near(quarter, rng.choice(middles[quarter.name]), rng)


def _near(quarter: Quarter, middle: Point, rng: random.Random) -> Point:
    for _ in range(50):
        angle, far = rng.uniform(0, math.tau), abs(rng.gauss(0, _SCATTER))
        point = (middle[0] + far * math.sin(angle), middle[1] + far * math.cos(angle))
        if _contains(quarter.outline, point):
            return point
    return middle


def _inside(quarter: Quarter, rng: random.Random) -> Point:
    xs, ys = zip(*quarter.outline, strict=True)
    while True:
        point = rng.uniform(min(ys), max(ys)), rng.uniform(min(xs), max(xs))
        if _contains(quarter.outline, point):
            return point


def _contains(outline: Sequence[tuple[float, float]], point: Point) -> bool:
    """Say whether a point lies within (ray casting)."""
    latitude, longitude = point
    inside = False
    for (x1, y1), (x2, y2) in zip(outline, [*outline[1:], outline[0]], strict=True):
        crosses = (y1 > latitude) != (y2 > latitude)
        if crosses and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def invented_list(
    count: int,
    outlines: Mapping[str, Sequence[tuple[float, float]]],
    roads: Mapping[str, Sequence[str]],
    seed: int,
    district: str = "",
) -> list[list[str]]:
    """Give headings and lines of such a list, for dongs that have an outline and a road."""
    quarters = [Quarter(n, outlines[n], roads[n]) for n in sorted(roads) if n in outlines]
    invented = homes(count, quarters, district, seed)
    return [list(HEADINGS), *(home.cells() for home in invented)]


def invented_starts(
    count: int,
    outlines: Mapping[str, Sequence[tuple[float, float]]],
    roads: Mapping[str, Sequence[str]],
    seed: int,
) -> list[Point]:
    """Give where so many surveyors set out: a place in one dong after the other."""
    quarters = [Quarter(n, outlines[n], roads[n]) for n in sorted(roads) if n in outlines]
    rng = random.Random(f"starts:{seed}")  # noqa: S311 -- play
    return [_inside(quarters[nth % len(quarters)], rng) for nth in range(count)]

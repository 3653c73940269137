"""Who moves from one plan to another, and what each year costs then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

type Row = Mapping[str, Any]
type When = tuple[int, str] | None


class MoveKind(StrEnum):
    EARLIER = "earlier"
    LATER = "later"
    IN = "in"  # planned now, and not before
    OUT = "out"
    PAID = "paid"  # the same time, other money


@dataclass(frozen=True, slots=True)
class Mover:
    """A need that stands elsewhere. ``before``, ``after``: year and season, None: not planned."""

    need: str
    object: str
    kind: str
    dong: str
    urgency: float
    way: MoveKind
    before: When
    after: When
    source_before: str
    source_after: str


@dataclass(frozen=True, slots=True)
class Spent:
    """What a year costs of a source in both."""

    year: int
    source: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """``movers``: the most urgent first; ``ways``: how many of each."""

    movers: list[Mover]
    ways: dict[MoveKind, int]
    spent: list[Spent]


def compare_plans(before: Row, after: Row) -> Comparison:
    """Compare two results. A season that comes later in a year is called so that it sorts so."""
    old, new = _planned_by_need(before), _planned_by_need(after)
    movers = [
        mover for need in {**old, **new} if (mover := _mover(need, old.get(need), new.get(need)))
    ]
    movers.sort(key=lambda each: (-each.urgency, each.need))
    ways = {way: sum(each.way is way for each in movers) for way in MoveKind}
    return Comparison(movers, ways, _spending(before, after))


def _planned_by_need(result: Row) -> dict[str, Row]:
    return {each["need"]: each for each in result["planned"]}


def _mover(need: str, old: Row | None, new: Row | None) -> Mover | None:
    before, after = _when(old), _when(new)
    way = _way(before, after)
    sources = tuple(each["source"] if each else "" for each in (old, new))
    if way is None and sources[0] == sources[1]:
        return None
    row = new or old or {}
    return Mover(
        need, row["object"], row["kind"], row["dong"], row["urgency"], way or MoveKind.PAID,
        before, after, *sources,
    )  # fmt: skip


def _when(row: Row | None) -> When:
    return (row["year"], row["season"] or "") if row else None


def _way(before: When, after: When) -> MoveKind | None:
    if before == after:
        return None
    if before is None or after is None:
        return MoveKind.IN if before is None else MoveKind.OUT
    return MoveKind.EARLIER if after < before else MoveKind.LATER


def _spending(before: Row, after: Row) -> list[Spent]:
    old, new = ({(c["year"], c["source"]): c["won"] for c in r["cost_by_year"]} for r in
                (before, after))  # fmt: skip
    return [Spent(*at, old.get(at, 0), new.get(at, 0)) for at in sorted({*old, *new})]


def sum_rows(rows: Sequence[Row], name: str) -> list[tuple[str, int, int, dict[int, int]]]:
    """Sum planned rows by dong or kind: name, how many, won, and how many in each year."""
    found: dict[str, tuple[int, int, dict[int, int]]] = {}
    for row in rows:
        number, won, years = found.get(row[name], (0, 0, {}))
        years = {**years, row["year"]: years.get(row["year"], 0) + 1}
        found[row[name]] = (number + 1, won + row["won"], years)
    return [(key, *found[key]) for key in sorted(found)]

"""How hazards are counted: how many of a kind, how long they took, who found them first."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Found by the office before anybody complained.
FOUND = frozenset({"staff", "round", "exploration"})
_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One hazard as it is counted."""

    kind: str
    source: str
    reported_at: dt.datetime
    made_safe_at: dt.datetime | None
    repaired_at: dt.datetime | None
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardFigures:
    """The hazards of a kind ("" all). Days are medians and what 90% took at most; None: of none."""

    kind: str
    count: int
    open: int
    found: int
    safe: tuple[float, float] | None
    repaired: tuple[float, float] | None

    @property
    def told(self) -> int:
        """How many were found by complaint."""
        return self.count - self.found


def count_hazards(facts: Sequence[Fact]) -> list[HazardFigures]:
    """Count all together first, then kind by kind, the most frequent first."""
    kinds: dict[str, list[Fact]] = {}
    for fact in facts:
        kinds.setdefault(fact.kind, []).append(fact)
    each = [_line(kind, kinds[kind]) for kind in sorted(kinds, key=lambda k: (-len(kinds[k]), k))]
    return [_line("", facts), *each]


def _line(kind: str, facts: Sequence[Fact]) -> HazardFigures:
    return HazardFigures(
        kind=kind,
        count=len(facts),
        open=sum(fact.open for fact in facts),
        found=sum(fact.source in FOUND for fact in facts),
        safe=_days((fact.reported_at, fact.made_safe_at) for fact in facts),
        repaired=_days((fact.reported_at, fact.repaired_at) for fact in facts),
    )


def _days(pairs: Iterable[tuple[dt.datetime, dt.datetime | None]]) -> tuple[float, float] | None:
    took = sorted((end - begin).total_seconds() / _DAY for begin, end in pairs if end)
    return (_at(took, 0.5), _at(took, 0.9)) if took else None


def _at(ordered: Sequence[float], share: float) -> float:
    """Give the smallest value that at least this share lies at or below (nearest rank)."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]

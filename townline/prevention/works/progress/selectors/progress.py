"""How far works have come: counts and money by place, kind and firm, as rows keep their sums."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

# What a group counts as: wanted but not ordered, at work, done, and what waits for a person.
_SUMS = """
SELECT kind, dong, state, year, budget, sum(n)::bigint, sum(estimate)::bigint,
  sum(ordered)::bigint, sum(paid)::bigint,
  coalesce(sum(n) FILTER (WHERE waits_since < date_trunc('hour', %(stuck)s::timestamptz)), 0)
    ::bigint
FROM works_progress_sum GROUP BY 1, 2, 3, 4, 5 HAVING sum(n) <> 0
"""
_FIRMS = """
SELECT c.name, f.state, sum(f.n)::bigint,
  coalesce(sum(f.n) FILTER (WHERE f.due_on < %(today)s), 0)::bigint,
  sum(f.ordered)::bigint, sum(f.paid)::bigint
FROM works_progress_firm_sum f JOIN hazards_contractor c ON c.id = f.firm
GROUP BY 1, 2 HAVING sum(f.n) <> 0
"""
OPEN = frozenset({"decided", "ready", "planned"})
AT_WORK = frozenset({"ordered", "done"})
FINISHED = frozenset({"accepted", "defective"})
WAITING = frozenset({"held", "refused", "defective"})


@dataclass(slots=True)
class Sum:
    """Counts of measures and won. ``stuck``: waits for a person longer than it should."""

    name: str
    open: int = 0
    ordered: int = 0
    done: int = 0  # the firm says so; an officer has not looked
    accepted: int = 0
    stuck: int = 0
    late: int = 0
    planned_won: int = 0
    ordered_won: int = 0
    paid_won: int = 0

    @property
    def count(self) -> int:
        return self.open + self.ordered + self.done + self.accepted

    @property
    def share(self) -> float:
        """Give what is accepted of all, 0 to 1."""
        return self.accepted / self.count if self.count else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressFilters:
    """What is asked for; "" and None: all."""

    kind: str = ""
    dong: str = ""
    year: int | None = None
    budget: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksProgress:
    """How far works have come. ``years``, ``budgets``: those that there are."""

    whole: Sum
    dongs: Sequence[Sum]
    kinds: Sequence[Sum]
    firms: Sequence[Sum]
    years: Sequence[int]
    budgets: Sequence[str]
    all_kinds: Sequence[str]
    all_dongs: Sequence[str]


type _Row = tuple[str, str, str, int | None, str, int, int, int, int, int]


def read_progress(
    *, filters: ProgressFilters, today: dt.date, stuck_since: dt.datetime
) -> WorksProgress:
    """Read how far works have come; two statements."""
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, {"stuck": stuck_since})
        rows: list[_Row] = cursor.fetchall()
    own = [row for row in rows if _matches(row, filters)]
    whole = Sum("")
    for row in own:
        _add(whole, row)
    return WorksProgress(
        whole=whole,
        dongs=_group_sums(own, 1),
        kinds=_group_sums(own, 0),
        firms=firms(today),
        years=sorted({row[3] for row in rows if row[3]}),
        budgets=sorted({row[4] for row in rows if row[4]}),
        all_kinds=sorted({row[0] for row in rows}),
        all_dongs=sorted({row[1] for row in rows if row[1]}),
    )


def _matches(row: _Row, filters: ProgressFilters) -> bool:
    return (
        filters.kind in {"", row[0]}
        and filters.dong in {"", row[1]}
        and filters.year in {None, row[3]}
        and filters.budget in {"", row[4]}
    )


def _group_sums(rows: Iterable[_Row], at: int) -> list[Sum]:
    found: dict[str, Sum] = {}
    for row in rows:
        name = str(row[at])
        _add(found.setdefault(name, Sum(name)), row)
    return sorted(found.values(), key=lambda one: (-one.count, one.name))


def _add(to: Sum, row: _Row) -> None:
    _, _, state, _, _, count, estimate, ordered, paid, waiting = row
    to.open += count if state in OPEN or state in {"held", "refused"} else 0
    to.ordered += count if state == "ordered" else 0
    to.done += count if state == "done" else 0
    to.accepted += count if state in FINISHED else 0
    to.stuck += waiting + (count if state in WAITING else 0)
    to.planned_won += estimate
    to.ordered_won += ordered
    to.paid_won += paid


def firms(today: dt.date) -> list[Sum]:
    """Read how far each firm has come; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRMS, {"today": today})
        rows = cursor.fetchall()
    found: dict[str, Sum] = {}
    for name, state, count, late, ordered, paid in rows:
        one = found.setdefault(name, Sum(name))
        one.ordered += count if state in {"ordered", "held"} else 0
        one.done += count if state == "done" else 0
        one.accepted += count if state in FINISHED else 0
        one.stuck += count if state in WAITING else 0
        one.late += late
        one.ordered_won += ordered
        one.paid_won += paid
    return sorted(found.values(), key=lambda one: (-one.late, -one.count, one.name))

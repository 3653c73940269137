"""What hinders two needs from changing places: the one mechanism that improves and explains.

A pair is a more urgent need ``j`` in period ``q`` (or not planned) and a less urgent one ``i`` in
an earlier period ``p``. Were nothing in the way, changing their places would better the plan; so
in a plan in which no pair can change, every pair has something that is in its way, and that is
why the less urgent one goes first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from townline.prevention.works.planning.rules.problem import Bar, Bools, Ints, PlanningProblem

_SAME = 1e-9  # points of urgency


class Cause(IntEnum):
    """Why two cannot change places. The first five are ``Bar``'s, of the more urgent one."""

    NOTHING = 0
    FIXED_LATER = 1
    REFUSED = 2
    CONSENT = 3
    LEAD = 4
    SEASON = 5
    FIXED_FIRST = 6  # the less urgent one is ordered or decided
    FLOOR_FIRST = 7  # a minimum or a deadline needs the less urgent one where it is
    FLOOR_LATER = 8  # or the more urgent one
    SOURCE = 9  # the money is there, but not for this
    BUDGET = 10
    CREW = 11
    PLACE = 12  # the less urgent one does not fit where the more urgent one is


@dataclass(slots=True)
class WorkingPlan:
    """A plan that is worked on: where each need is, and what is left of everything."""

    problem: PlanningProblem
    period: Ints
    source: Ints
    left: Ints  # Y x S
    days: Ints  # T
    slack: list[int]  # of each floor

    def move(self, need: int, period: int, source: int) -> None:
        """Put a need elsewhere."""
        self._count(need, -1)
        self.period[need], self.source[need] = period, source
        self._count(need, 1)

    def _count(self, need: int, sign: int) -> None:
        at, problem = int(self.period[need]), self.problem
        if at == len(problem.periods):
            return
        self.left[problem.year_of[at], self.source[need]] -= sign * problem.cost[need]
        self.days[at] -= sign * problem.crew[need]
        for number, floor in enumerate(problem.floors):
            if floor.members[need] and floor.periods[at]:
                self.slack[number] += sign * int(floor.weight[need])

    @property
    def objective(self) -> float:
        return float((self.problem.value * self.problem.worth[self.period]).sum())


def state(problem: PlanningProblem, period: Ints, source: Ints) -> WorkingPlan:
    """Count what a plan leaves."""
    nothing = np.full(len(period), len(problem.periods), np.int64)
    made = WorkingPlan(
        problem, nothing, np.full(len(period), -1, np.int64), problem.budget.copy(),
        problem.days.copy(), [-floor.least for floor in problem.floors],
    )  # fmt: skip
    for need in np.flatnonzero(period < len(problem.periods)):
        made.move(int(need), int(period[need]), int(source[need]))
    return made


def is_feasible(made: WorkingPlan) -> bool:
    """Say whether a plan keeps to all money, days, minima and deadlines, and to what is fixed."""
    planned = made.period < len(made.problem.periods)
    return bool(
        (made.left >= 0).all()
        and (made.days >= 0).all()
        and all(slack >= 0 for slack in made.slack)
        and planned[made.problem.fixed].all()
    )


@dataclass(frozen=True, slots=True)
class Block:
    """All pairs of the needs ``j`` in period ``q`` and ``i`` in period ``p``.

    ``cause``: J x I, NOTHING where they can change; ``floor``: which one, where a floor hinders;
    ``pairs``: where j is the more urgent one.
    """

    p: int
    q: int
    j: Ints
    i: Ints
    pairs: Bools
    cause: NDArray[np.int8]
    floor: NDArray[np.int16]


def blocks(now: WorkingPlan) -> Iterator[Block]:
    """Give the pairs of each two periods that hold some."""
    periods = len(now.problem.periods)
    for p in range(periods):
        for q in range(p + 1, periods + 1):
            found = block(now, p, q)
            if found is not None:
                yield found


def block(now: WorkingPlan, p: int, q: int) -> Block | None:
    """Look at the pairs of two periods; None: there are none."""
    urgency = now.problem.urgency
    j, i = (np.flatnonzero(now.period == at) for at in (q, p))
    pairs = urgency[j][:, None] > urgency[i][None, :] + _SAME
    j, pairs = j[pairs.any(axis=1)], pairs[pairs.any(axis=1)]
    i, pairs = i[pairs.any(axis=0)], pairs[:, pairs.any(axis=0)]
    if not pairs.size:
        return None
    cause = np.zeros(pairs.shape, np.int8)
    floor = np.full(pairs.shape, -1, np.int16)
    made = Block(p, q, j, i, pairs, cause, floor)
    _set(cause, np.broadcast_to(now.problem.bar[j, p][:, None], pairs.shape))
    _set(cause, np.where(_fixed_elsewhere(now.problem, i, q), Cause.FIXED_FIRST, 0)[None, :])
    _floors(now, made)
    _money(now, made)
    _set(cause, np.where(now.days[p] + _row(now.problem.crew, i) < _col(now.problem.crew, j),
                         Cause.CREW, 0))  # fmt: skip
    _place(now, made)
    return made


def _fixed_elsewhere(problem: PlanningProblem, needs: Ints, period: int) -> Bools:
    """Say which are ordered or decided, and not for this period."""
    if period == len(problem.periods):
        return problem.fixed[needs]
    return np.asarray(problem.fixed[needs] & (problem.bar[needs, period] != Bar.FREE))


def _set(cause: NDArray[np.int8], other: NDArray[np.integer]) -> None:
    """Say what hinders where nothing was found to hinder so far."""
    np.copyto(cause, other.astype(np.int8), where=(cause == Cause.NOTHING))


def _col[T: np.generic](values: NDArray[T], at: Ints) -> NDArray[T]:
    return values[at][:, None]


def _row[T: np.generic](values: NDArray[T], at: Ints) -> NDArray[T]:
    return values[at][None, :]


def _floors(now: WorkingPlan, made: Block) -> None:
    for number, floor in enumerate(now.problem.floors):
        # Where both periods count alike, an exchange still matters to neither.
        turn = int(floor.periods[made.p]) - int(floor.periods[made.q])
        if not turn:
            continue
        weight = np.where(floor.members, floor.weight, 0) * turn
        change = _col(weight, made.j) - _row(weight, made.i)
        broken = (now.slack[number] + change < 0) & (made.cause == Cause.NOTHING)
        made.floor[broken] = number
        _set(made.cause, np.where(broken, Cause.FLOOR_FIRST if turn > 0 else Cause.FLOOR_LATER, 0))


def _money(now: WorkingPlan, made: Block) -> None:
    has = np.zeros(made.pairs.shape, bool)
    other = np.zeros(made.pairs.shape, bool)
    for source in range(len(now.problem.sources)):
        room = _room_for_j(now, made, source)
        allowed = _col(now.problem.pays[:, source], made.j)
        has |= room & allowed
        other |= room & ~allowed
    _set(made.cause, np.where(has, 0, np.where(other, Cause.SOURCE, Cause.BUDGET)))


def _room_for_j(now: WorkingPlan, made: Block, source: int) -> Bools:
    """Say where a source could pay j in the year of p, once i and j have left their places."""
    cost = now.problem.cost
    room = now.left[now.problem.year_of[made.p], source] + _row(
        np.where(now.source == source, cost, 0), made.i
    )
    if _same_year(now, made):
        room = room + _col(np.where(now.source == source, cost, 0), made.j)
    return np.asarray(room >= _col(cost, made.j))


def _same_year(now: WorkingPlan, made: Block) -> bool:
    years = now.problem.year_of
    return made.q < len(years) and bool(years[made.p] == years[made.q])


def _place(now: WorkingPlan, made: Block) -> None:
    """Say where i does not fit into the place of j. Not planned is a place for everything."""
    problem = now.problem
    if made.q == len(problem.periods):
        return
    fits = _row(problem.bar[:, made.q] == Bar.FREE, made.i)
    fits = fits & (now.days[made.q] + _col(problem.crew, made.j) >= _row(problem.crew, made.i))
    fits = fits & (_both_paid(now, made) if _same_year(now, made) else _i_paid(now, made))
    _set(made.cause, np.where(fits, 0, Cause.PLACE))


def _i_paid(now: WorkingPlan, made: Block) -> Bools:
    problem, found = now.problem, np.zeros(made.pairs.shape, bool)
    for source in range(len(problem.sources)):
        room = now.left[problem.year_of[made.q], source] + _col(
            np.where(now.source == source, problem.cost, 0), made.j
        )
        found |= (room >= _row(problem.cost, made.i)) & _row(problem.pays[:, source], made.i)
    return found


def _both_paid(now: WorkingPlan, made: Block) -> Bools:
    """Within a year only who pays may change: both have to be paid from what is left."""
    problem, found = now.problem, np.zeros(made.pairs.shape, bool)
    year, cost = problem.year_of[made.p], problem.cost
    count = range(len(problem.sources))
    freed = [
        now.left[year, s]
        + _col(np.where(now.source == s, cost, 0), made.j)
        + _row(np.where(now.source == s, cost, 0), made.i)
        for s in count
    ]
    for mine, others in ((a, b) for a in count for b in count):
        together = _row(cost, made.i) * (mine == others)
        fits = (freed[mine] >= _col(cost, made.j) + together) & _col(problem.pays[:, mine], made.j)
        fits &= (freed[others] >= _row(cost, made.i)) & _row(problem.pays[:, others], made.i)
        found |= fits
    return found

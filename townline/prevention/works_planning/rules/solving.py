"""Who when: the program for HiGHS, and how it is solved in time.

A need is done at most once, in one period, paid by one source. The objective is its value times
how early it is. The linear relaxation is sure of all but some dozens of needs: what it is sure of,
bettered by what fits and by exchanges, is near to the best at once when there are many needs.
Branching goes on from there if the gap to the relaxation is still too large.
"""

import time
from dataclasses import dataclass

import numpy as np

from townline.prevention.works_planning.rules import highs
from townline.prevention.works_planning.rules.exchanges import State, kept, state
from townline.prevention.works_planning.rules.highs import (
    NEVER,
    Limits,
    Program,
    Progress,
    Run,
    Watch,
)
from townline.prevention.works_planning.rules.polishing import polish
from townline.prevention.works_planning.rules.problem import (
    NO_LIMIT,
    Bar,
    Bools,
    Floats,
    Ints,
    Problem,
)

_SMALL = 5_000  # columns that are looked at at once
_SURE = 1e-7
_ROUGH = 0.006  # a gap


@dataclass(frozen=True, slots=True)
class Columns:
    """The choices: need, period and source of each; and the rows' places in the program."""

    need: Ints
    period: Ints
    source: Ints
    first_budget: int
    first_days: int
    first_floor: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The plan, and how good it is. ``bound``: no plan is worth more."""

    made: State
    bound: float
    seconds: float
    stopped: bool

    @property
    def gap(self) -> float:
        return highs.relative(self.made.objective, self.bound)


def columns(problem: Problem, *, every: bool = False) -> Columns:
    """Give the choices; ``every``: also those that cost more than a budget holds."""
    needs, periods = len(problem.needs), len(problem.periods)
    open_ = (problem.bar == Bar.FREE)[:, :, None] & problem.pays[:, None, :]
    if not every:
        room = problem.budget[problem.year_of]  # T x S
        open_ &= problem.cost[:, None, None] <= room[None, :, :]
        open_ &= (problem.crew[:, None] <= problem.days[None, :])[:, :, None]
    need, period, source = (each.astype(np.int64) for each in np.nonzero(open_))
    budgets = problem.budget.size
    return Columns(need, period, source, needs, needs + budgets, needs + budgets + periods)


def program(problem: Problem, at: Columns) -> Program:
    """Build the program; money in the unit that all prices are multiples of: sums are whole."""
    count, unit = len(at.need), problem.unit
    own = np.arange(count)
    budget_row = at.first_budget + problem.year_of[at.period] * len(problem.sources) + at.source
    rows = [at.need, budget_row, at.first_days + at.period]
    values = [np.ones(count), problem.cost[at.need] / unit, problem.crew[at.need].astype(float)]
    cols = [own, own, own]
    for number, floor in enumerate(problem.floors):
        inside = own[floor.members[at.need] & floor.periods[at.period]]
        cols.append(inside)
        rows.append(np.full(len(inside), at.first_floor + number))
        values.append(floor.weight[at.need[inside]].astype(float))
    days = np.where(problem.days >= NO_LIMIT, NEVER, problem.days.astype(float))
    least = np.array([floor.least for floor in problem.floors], float)
    free = np.full(problem.budget.size + len(problem.days), -NEVER)
    return Program(
        worth=problem.value[at.need] * problem.worth[at.period],
        low=np.zeros(count), high=np.ones(count), whole=np.ones(count, bool),
        floor=np.concatenate([np.where(problem.fixed, 1.0, 0.0), free, least]),
        ceiling=np.concatenate([
            np.ones(len(problem.needs)), (problem.budget.ravel() // unit).astype(float), days,
            np.full(len(least), NEVER),
        ]),
        rows=np.concatenate(rows), columns=np.concatenate(cols), values=np.concatenate(values),
    )  # fmt: skip


class OutOfTime(RuntimeError):
    """No plan was found, nor that there is none."""


def solve(problem: Problem, limits: Limits, watch: Watch | None = None) -> Choice | None:
    """Find the plan; None: there is none. Raises OutOfTime if none was found until the limit."""
    begun = time.monotonic()
    at = columns(problem)
    made = program(problem, at)
    if not len(at.need):
        return _nothing(problem, begun) if not (made.floor > 0).any() else None
    loose = highs.relaxed(made)
    if loose.infeasible:
        return None
    search = _Search(problem, at, made, loose, limits, watch, begun, loose.objective)
    search.round()
    for wide, gap in _rounds(len(made.worth), len(problem.needs), limits.gap):
        if search.good or search.ended:
            break
        search.branch(wide, gap)
    return search.answer()


def _rounds(columns: int, needs: int, gap: float) -> list[tuple[int, float]]:
    """Say how many columns to look at, and how good is enough, one time after the other.

    The first round may end far from the best: bettering what it found is quicker than branching.
    """
    near = [(2 * needs, max(gap, _ROUGH)), (2 * needs, gap), (6 * needs, gap)]
    return [each for each in near if columns > _SMALL and each[0] < columns] + [(columns, gap)]


def _nothing(problem: Problem, begun: float) -> Choice:
    nowhere = np.full(len(problem.needs), len(problem.periods), np.int64)
    return Choice(state(problem, nowhere, nowhere), 0.0, _since(begun), stopped=False)


@dataclass(slots=True)
class _Search:
    """The best plan so far, and what is known of it."""

    problem: Problem
    at: Columns
    made: Program
    loose: Run
    limits: Limits
    watch: Watch | None
    begun: float
    bound: float
    best: State | None = None
    stopped: bool = False
    impossible: bool = False

    @property
    def good(self) -> bool:
        return self.impossible or (
            self.best is not None
            and highs.relative(self.best.objective, self.bound) <= self.limits.gap
        )

    @property
    def ended(self) -> bool:
        return self.stopped or _since(self.begun) > self.limits.seconds

    def round(self) -> None:
        """Take what the relaxation is sure of, and better it."""
        self._take(self.loose.x > 1 - _SURE)
        if self.watch is not None and self.best is not None:
            best, bound = self.best.objective, self.bound
            gap = highs.relative(best, bound)
            self.stopped = self.watch(Progress(_since(self.begun), best, bound, gap))

    def branch(self, wide: int, gap: float) -> None:
        """Look for better whole numbers among so many columns."""
        everything = wide >= len(self.made.worth)
        found = highs.solved(
            self.made if everything else self._near(wide), Limits(gap, self.limits.seconds),
            self.watch, bound=self.bound, start=self._start(), before=_since(self.begun),
        )  # fmt: skip
        self.stopped = found.stopped
        if everything:
            self.impossible = found.infeasible
            self.bound = min(self.bound, found.bound)
        if len(found.x):
            self._take(found.x > 0.5)  # noqa: PLR2004 -- whole, but for rounding

    def answer(self) -> Choice | None:
        if self.best is None:
            if self.impossible:
                return None
            raise OutOfTime
        bound = max(self.bound, self.best.objective)
        return Choice(self.best, bound, _since(self.begun), self.stopped)

    def _take(self, taken: Bools) -> None:
        made = stated(self.problem, self.at, taken)
        polish(made)
        if kept(made) and (self.best is None or made.objective > self.best.objective):
            self.best = made

    def _start(self) -> Floats | None:
        if self.best is None:
            return None
        at, best = self.at, self.best
        same = (best.period[at.need] == at.period) & (best.source[at.need] == at.source)
        return np.where(same, 1.0, 0.0)

    def _near(self, wide: int) -> Program:
        """Keep the columns that the relaxation uses, and those that would cost it least."""
        loss = np.abs(self.loose.duals)
        open_ = (self.loose.x > _SURE) | (loss <= np.partition(loss, wide)[wide])
        start = self._start()
        if start is not None:
            open_ |= start > 0
        return self.made.narrowed(self.made.low, np.where(open_, self.made.high, 0.0))


def stated(problem: Problem, at: Columns, taken: Bools) -> State:
    """Count what the choices leave."""
    period = np.full(len(problem.needs), len(problem.periods), np.int64)
    source = np.full(len(problem.needs), -1, np.int64)
    period[at.need[taken]] = at.period[taken]
    source[at.need[taken]] = at.source[taken]
    return state(problem, period, source)


def _since(begun: float) -> float:
    return time.monotonic() - begun

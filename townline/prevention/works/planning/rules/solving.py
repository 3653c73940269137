"""Who when: the program for HiGHS, and how it is solved in time.

A need is done at most once, in one period, paid by one source. The objective is its value times
how early it is. A greedy plan and a bound by prices (``bounding.py``) are there at once. The linear
relaxation is sure of all but some dozens of needs: what it is sure of,
bettered by what fits and by exchanges, is near to the best at once when there are many needs.
Branching goes on from there if the gap to the relaxation is still too large.
"""

from dataclasses import dataclass, field

import numpy as np

from townline.prevention.works.planning.rules import bounding, highs
from townline.prevention.works.planning.rules.choices import ChoiceColumns, columns
from townline.prevention.works.planning.rules.exchanges import WorkingPlan, is_feasible, state
from townline.prevention.works.planning.rules.greedy import greedy, place_by_prices, worst_first
from townline.prevention.works.planning.rules.highs import (
    NEVER,
    Program,
    SolverLimits,
    SolverProgress,
    Watch,
)
from townline.prevention.works.planning.rules.polishing import polish
from townline.prevention.works.planning.rules.problem import (
    NO_LIMIT,
    Bools,
    Floats,
    PlanningProblem,
)
from townline.prevention.works.planning.rules.timing import TimeLimit

_SMALL = 5_000  # columns that are looked at at once
_LARGE = 60_000  # columns from which on the relaxation takes minutes
_SURE = 1e-7
_ROUGH = 0.006  # a gap
_QUICK, _LEAST = 4.0, 0.5  # seconds until there is a plan
_FOR_RELAXATION = 0.5  # of the time that is left
_TO_POLISH = 1.1  # of all time: what the solver found last is still bettered


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """The plan, and how good it is. ``bound``: no plan is worth more."""

    made: WorkingPlan
    bound: float
    seconds: float
    stopped: bool
    enough: float  # a gap: what was asked for

    @property
    def gap(self) -> float:
        return highs.relative(self.made.objective, self.bound)

    @property
    def timed_out(self) -> bool:
        """Say whether time ended before the plan was proved to be as good as was asked for."""
        return not self.stopped and self.gap > self.enough


def program(problem: PlanningProblem, at: ChoiceColumns) -> Program:
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


def solve(
    problem: PlanningProblem,
    limits: SolverLimits,
    watch: Watch | None = None,
    limit: TimeLimit | None = None,
) -> PlanChoice | None:
    """Find the plan; None: there is none. Raises OutOfTime if none was found until the limit.

    ``limit``: what is left of ``limits.seconds``, where time went by before.
    """
    limit = limit or TimeLimit(limits.seconds)
    search = _Search(problem, limits, watch, limit)
    search.begin()
    at = columns(problem)
    if not len(at.need) or set(np.flatnonzero(problem.fixed)) - set(at.need):
        return search.answer_of_nothing()
    made = program(problem, at)
    search.bind(at, made)
    if not search.good and not search.ended:
        search.better()
    for wide, gap in _search_stages(len(made.worth), len(problem.needs), limits.gap):
        if search.good or search.ended:
            break
        search.branch(wide, gap)
    return search.answer()


def _search_stages(columns: int, needs: int, gap: float) -> list[tuple[int, float]]:
    """Say how many columns to look at, and how good is enough, one time after the other.

    The first round may end far from the best: bettering what it found is quicker than branching.
    """
    near = [(2 * needs, max(gap, _ROUGH)), (2 * needs, gap), (6 * needs, gap)]
    return [each for each in near if columns > _SMALL and each[0] < columns] + [(columns, gap)]


@dataclass(slots=True)
class _Search:
    """The best plan so far, and what is known of it. ``loss``: how little a column promises."""

    problem: PlanningProblem
    limits: SolverLimits
    watch: Watch | None
    limit: TimeLimit
    at: ChoiceColumns = field(init=False)
    made: Program = field(init=False)
    loss: Floats = field(init=False)
    bound: float = highs.NEVER
    best: WorkingPlan | None = None
    polished: bool = False
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
        return self.stopped or self.limit.over

    def begin(self) -> None:
        """Take the worst first: whatever happens later, there is a plan to show."""
        order = worst_first(self.problem)
        quick = TimeLimit(self.limit.passed + max(_LEAST, min(_QUICK, self.limit.left / 2)),
                          self.limit.begun)  # fmt: skip
        self._take(greedy(self.problem, order, quick))
        self._tell()

    def bind(self, at: ChoiceColumns, made: Program) -> None:
        """Say how good a plan can be at best, by prices instead of limits."""
        self.at, self.made = at, made
        known = self.best.objective if self.best is not None else 0.0
        found = bounding.upper_bound(
            made, at.need, len(self.problem.needs), known, self.limit.part(0.4)
        )
        self.bound, self.loss = found.value, found.loss
        self._take(place_by_prices(self.problem, at, found, self.limit.part(0.2)))
        self._tell()

    def better(self) -> None:
        """Better the plan before branching: by the relaxation, where it ends in time."""
        if len(self.made.worth) <= _LARGE:
            self.relax()
        else:
            self.polish(self.limit.part(0.4))

    def relax(self) -> None:
        """Take what the relaxation is sure of, and better it."""
        loose = highs.solve_relaxed(self.made, self.limit.left * _FOR_RELAXATION)
        if loose.infeasible:
            self.impossible = True
        if not len(loose.x):
            self.polish(self.limit.part(0.3))
            return
        self.bound, self.loss = min(self.bound, loose.objective), np.abs(loose.duals)
        self.loss[loose.x > _SURE] = 0.0
        self._take(build_state(self.problem, self.at, loose.x > 1 - _SURE), self.limit.part(0.5))
        self.polish(self.limit.part(0.5))
        self._tell()

    def _tell(self) -> None:
        if self.watch is not None and self.best is not None:
            best, bound = self.best.objective, self.bound
            gap = min(1.0, highs.relative(best, bound)) if bound < highs.NEVER else 1.0
            self.stopped = self.watch(SolverProgress(self.limit.passed, best, bound, gap))

    def branch(self, wide: int, gap: float) -> None:
        """Look for better whole numbers among so many columns."""
        everything = wide >= len(self.made.worth)
        found = highs.solve_mip(
            self.made if everything else self._near(wide), SolverLimits(gap, self.limit.seconds),
            self.watch, bound=self.bound, start=self._start(), before=self.limit.passed,
            everything=everything,
        )  # fmt: skip
        self.stopped |= found.stopped
        if everything:
            self.impossible = found.infeasible
            self.bound = min(self.bound, found.bound)
        if len(found.x):
            better = build_state(self.problem, self.at, found.x > 0.5)  # noqa: PLR2004 -- whole, but for rounding
            self._take(better, self.limit.longer(_TO_POLISH))

    def answer(self) -> PlanChoice | None:
        if self.best is None:
            if self.impossible:
                return None
            raise OutOfTime
        self.polish(self.limit.longer(_TO_POLISH))
        bound = max(self.bound, self.best.objective)
        return PlanChoice(self.best, bound, self.limit.passed, self.stopped, self.limits.gap)

    def answer_of_nothing(self) -> PlanChoice | None:
        """Answer where no need can be done at all, or one that must be cannot."""
        self.bound, self.impossible = 0.0, True
        return self.answer()

    def _take(self, made: WorkingPlan, to_polish: TimeLimit | None = None) -> None:
        if to_polish is not None:
            polish(made, to_polish)
        if is_feasible(made) and (self.best is None or made.objective > self.best.objective):
            self.best, self.polished = made, to_polish is not None and not to_polish.over

    def polish(self, limit: TimeLimit) -> None:
        """Better the best plan by what fits and by exchanges, once."""
        if self.best is not None and not self.polished:
            polish(self.best, limit)
            self.polished = not limit.over

    def _start(self) -> Floats | None:
        if self.best is None:
            return None
        at, best = self.at, self.best
        same = (best.period[at.need] == at.period) & (best.source[at.need] == at.source)
        return np.where(same, 1.0, 0.0)

    def _near(self, wide: int) -> Program:
        """Keep the columns that the relaxation uses, and those that would cost it least."""
        open_ = self.loss <= np.partition(self.loss, wide)[wide]
        start = self._start()
        if start is not None:
            open_ |= start > 0
        return self.made.narrowed(self.made.low, np.where(open_, self.made.high, 0.0))


def build_state(problem: PlanningProblem, at: ChoiceColumns, chosen: Bools) -> WorkingPlan:
    """Count what the choices leave."""
    period = np.full(len(problem.needs), len(problem.periods), np.int64)
    source = np.full(len(problem.needs), -1, np.int64)
    period[at.need[chosen]] = at.period[chosen]
    source[at.need[chosen]] = at.source[chosen]
    return state(problem, period, source)

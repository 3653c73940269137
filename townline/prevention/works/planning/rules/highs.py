"""HiGHS, asked for what is needed here: a whole-numbered program, progress, a stop that keeps."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import highspy
import numpy as np

from townline.platform.core.solver import Highs
from townline.prevention.works.planning.rules.problem import Bools, Floats, Ints

NEVER = highspy.kHighsInf
_TOLERANCE = 1e-9  # with HiGHS's own 1e-6, a budget of a million could be overdrawn by a won


@dataclass(frozen=True, slots=True)
class SolverProgress:
    """How far it is. ``best``, ``bound``: of the objective; ``gap``: between them, 1 at first."""

    seconds: float
    best: float
    bound: float
    gap: float


# Hears of progress; True stops, and the best so far is kept.
type Watch = Callable[[SolverProgress], bool]


@dataclass(frozen=True, slots=True)
class SolverLimits:
    """When to end. ``gap``: relative; ``seconds``: of the clock."""

    gap: float = 0.0005
    seconds: float = 55.0


@dataclass(frozen=True, slots=True)
class Program:
    """Maximise ``worth`` over columns from ``low`` to ``high``, whole where ``whole``.

    Rows hold ``floor <= sum <= ceiling``; entries are three arrays of one length.
    """

    worth: Floats
    low: Floats
    high: Floats
    whole: Bools
    floor: Floats
    ceiling: Floats
    rows: Ints
    columns: Ints
    values: Floats

    def narrowed(self, low: Floats, high: Floats) -> "Program":
        return replace(self, low=low, high=high)


@dataclass(slots=True)
class Run:
    """What came of it. ``x`` is empty if nothing was found; ``bound``: no solution is above it."""

    x: Floats
    objective: float
    bound: float
    infeasible: bool
    stopped: bool = False
    duals: Floats = field(default_factory=lambda: np.zeros(0))

    @property
    def gap(self) -> float:
        return relative(self.objective, self.bound)


def relative(best: float, bound: float) -> float:
    """Give the gap as a part of the bound."""
    return max(0.0, bound - best) / max(abs(bound), 1e-9)


def solve_relaxed(program: Program, seconds: float = NEVER) -> Run:
    """Solve without whole numbers; ``x`` is empty where there was no time to end."""
    made = _build_model(program, whole=False)
    made.setOptionValue("time_limit", max(0.1, seconds))
    return _run(made)


def solve_mip(
    program: Program,
    limits: SolverLimits,
    watch: Watch | None = None,
    *,
    bound: float = NEVER,
    start: Floats | None = None,
    before: float = 0.0,
    everything: bool = True,
) -> Run:
    """Solve in whole numbers.

    ``bound``: one that is known; it ends as soon as the gap to it is small enough. HiGHS's own
    counts beside it only where the program holds ``everything``.
    ``before``: seconds that went by before. ``start``: a solution to begin with.
    """
    made = _build_model(program, whole=True)
    made.setOptionValue("time_limit", max(0.1, limits.seconds - before))
    made.setOptionValue("mip_rel_gap", limits.gap)
    listener = _Listener(limits, watch, bound, before, everything)
    made.cbMipLogging += listener.heard
    made.cbMipImprovingSolution += listener.heard
    made.cbMipInterrupt += listener.asked
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = list(start)
        made.setSolution(solution)
    run = _run(made)
    run.stopped = listener.stop
    return run


@dataclass(slots=True)
class _Listener:
    limits: SolverLimits
    watch: Watch | None
    bound: float
    before: float
    everything: bool = True
    stop: bool = False
    enough: bool = False
    _told: float = 0.0

    def heard(self, event: Any) -> None:  # noqa: ANN401 -- HiGHS's own
        output = event.data_out
        bound = min(output.mip_dual_bound, self.bound) if self.everything else self.bound
        best = output.mip_primal_bound if abs(output.mip_primal_bound) < NEVER else 0.0
        gap = relative(best, bound) if bound < NEVER else 1.0
        if self.watch is not None:
            seconds = self.before + output.running_time
            self.stop |= self.watch(SolverProgress(seconds, best, bound, min(1.0, gap)))
        self.enough |= gap < self.limits.gap

    def asked(self, event: Any) -> None:  # noqa: ANN401 -- HiGHS's own
        now = time.monotonic()
        if now - self._told > 0.5:  # noqa: PLR2004 -- seconds between two words of progress
            self._told = now
            self.heard(event)
        if self.stop or self.enough:
            event.interrupt()


def _build_model(program: Program, *, whole: bool) -> Any:  # noqa: ANN401 -- HiGHS's own
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(program.worth), len(program.floor)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = program.worth, program.low, program.high
    lp.row_lower_, lp.row_upper_ = program.floor, program.ceiling
    order = np.lexsort((program.rows, program.columns))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    counts = np.bincount(program.columns, minlength=lp.num_col_)
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    lp.a_matrix_.index_ = program.rows[order].astype(np.int32)
    lp.a_matrix_.value_ = program.values[order]
    if whole:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(each)] for each in program.whole]
    made = Highs()  # type: ignore[no-untyped-call]  # HiGHS has no types
    for option, value in (
        ("random_seed", 1), ("mip_feasibility_tolerance", _TOLERANCE),
        ("primal_feasibility_tolerance", _TOLERANCE),
    ):  # fmt: skip
        made.setOptionValue(option, value)
    made.passModel(lp)
    return made


def _run(made: Any) -> Run:  # noqa: ANN401 -- HiGHS's own
    made.run()
    info, solution = made.getInfo(), made.getSolution()
    status = made.getModelStatus()
    known = info.primal_solution_status == highspy.kSolutionStatusFeasible
    value = info.objective_function_value if known else -NEVER
    whole = info.mip_node_count >= 0
    return Run(
        x=np.array(solution.col_value) if known else np.zeros(0),
        objective=value,
        bound=info.mip_dual_bound if whole else (value if known else NEVER),
        infeasible=status
        in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible},
        duals=np.array(solution.col_dual) if known else np.zeros(0),
    )

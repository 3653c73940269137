"""An upper bound on every plan without a linear program, which takes minutes for thousands.

Budgets, days, minima and deadlines get prices instead of limits (Lagrangian relaxation); then each
need chooses alone, and what all choose together is at least as good as any plan. Subgradient steps
lower the bound towards that of the linear relaxation, and may end at any time (M. Held, P. Wolfe,
H. P. Crowder, Validation of subgradient optimization, 1974).
"""

from dataclasses import dataclass

import numpy as np

from townline.prevention.works.planning.rules.highs import Program
from townline.prevention.works.planning.rules.problem import Bools, Floats, Ints
from townline.prevention.works.planning.rules.timing import TimeLimit

_STEPS = 400
_PATIENCE = 12  # steps without a better bound before they get shorter
_SHORTEST = 1e-4
_INERTIA = 0.5  # of the direction of the step before


@dataclass(frozen=True, slots=True)
class Bound:
    """``value``: no plan is worth more. ``loss``: of each column to the best one of its need.

    ``ratio``: of each need, how much more it is worth than what it uses at those prices.
    """

    value: float
    loss: Floats
    ratio: Floats


@dataclass(frozen=True, slots=True)
class _Priced:
    """The rows that couple needs, each divided by its size, as ``sign * sum <= limit``."""

    worth: Floats
    firsts: Ints  # the first column of each need that has one
    own: Ints  # of each column: its need among those
    forced: Bools
    rows: Ints
    columns: Ints
    values: Floats
    limit: Floats


def upper_bound(program: Program, need: Ints, needs: int, known: float, limit: TimeLimit) -> Bound:
    """Give a bound. ``need``: of each column, in order; ``known``: the worth of a plan at hand."""
    priced = _price_program(program, need, needs)
    best = now = _step(priced, np.zeros(len(priced.limit)))
    length, stalled, way = 1.0, 0, np.zeros(len(priced.limit))
    for _ in range(_STEPS):
        way = _INERTIA * way + (1 - _INERTIA) * now.spare
        down = np.where((now.prices <= 0) & (way > 0), 0.0, way)  # no price is below nothing
        square = float(down @ down)
        if length < _SHORTEST or square == 0 or limit.over:
            break
        far = max(now.value - known, 1e-6 * abs(now.value)) / square
        now = _step(priced, np.maximum(0.0, now.prices - length * far * down))
        stalled = 0 if now.value < best.value - 1e-6 * abs(best.value) else stalled + 1
        best = now if now.value < best.value else best
        if stalled > _PATIENCE:
            length, stalled, now = length / 2, 0, best
    ratio = np.full(needs, -np.inf)
    worth = np.maximum.reduceat(priced.worth, priced.firsts)
    ratio[need[priced.firsts]] = best.most / np.maximum(worth, 1e-12)
    return Bound(best.value, best.most[priced.own] - best.gain, ratio)


@dataclass(frozen=True, slots=True)
class _Step:
    value: float
    prices: Floats
    spare: Floats
    gain: Floats
    most: Floats


def _step(priced: _Priced, prices: Floats) -> _Step:
    cost = np.bincount(
        priced.columns, priced.values * prices[priced.rows], minlength=len(priced.worth)
    )
    gain = priced.worth - cost
    most = np.maximum.reduceat(gain, priced.firsts)
    picked = np.flatnonzero((gain == most[priced.own]) & ((gain > 0) | priced.forced[priced.own]))
    chosen = np.zeros(len(gain), bool)
    chosen[picked[np.unique(priced.own[picked], return_index=True)[1]]] = True
    used = chosen[priced.columns]
    spent = np.bincount(priced.rows[used], priced.values[used], minlength=len(prices))
    spare = priced.limit - spent
    value = float(np.where(priced.forced, most, np.maximum(most, 0)).sum() + prices @ priced.limit)
    return _Step(value, prices, spare, gain, most)


def _price_program(program: Program, need: Ints, needs: int) -> _Priced:
    floor, ceiling = program.floor[needs:], program.ceiling[needs:]
    sign = np.where(np.isfinite(ceiling), 1.0, -1.0)
    limit = np.where(sign > 0, ceiling, -floor)
    counts = np.isfinite(limit)
    size = np.where(counts, np.maximum(1.0, np.abs(limit)), 1.0)
    entries = program.rows >= needs
    entries[entries] = counts[program.rows[entries] - needs]
    rows = program.rows[entries] - needs
    present, firsts, own = np.unique(need, return_index=True, return_inverse=True)
    return _Priced(
        program.worth, firsts, own, program.floor[present] > 0, rows, program.columns[entries],
        program.values[entries] * (sign / size)[rows], np.where(counts, limit / size, 0.0),
    )  # fmt: skip

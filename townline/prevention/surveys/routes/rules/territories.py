"""Who has which homes: a transport problem over near candidates, solved by HiGHS.

Each surveyor gets their share of the visits, give or take ``SLACK``, where the sum of all ways
from the middles of their territories is least. A middle begins as the surveyor's start and moves
to the middle of what they got.
"""

from collections.abc import Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

from townline.platform.core.solver import Highs
from townline.prevention.surveys.routes.rules.bundles import Bundle
from townline.prevention.surveys.routes.rules.distances import between, flat
from townline.prevention.surveys.routes.rules.shapes import Person

SLACK = 0.03
_NEAR, _ROUNDS = 6, 4
_FAR = 1e7  # metres: what only somebody else may do
type _Floats = NDArray[np.float64]


def territories(
    bundles: Sequence[Bundle], people: Sequence[Person], stay_m: float = 0.0
) -> list[int]:
    """Give for each bundle the index of whose it is; homes at one door are one surveyor's.

    ``stay_m``: how much further away a home may be for its surveyor to stay the same. Whoever is
    not able to do it never gets it; every bundle must have somebody who is.
    """
    doors = _doors(bundles)
    sizes = np.array([sum(bundles[at].size for at in each) for each in doors], dtype=np.float64)
    owners = _fixed_owners([bundles[each[0]] for each in doors], people)
    free = np.flatnonzero(owners < 0)
    middle = float(np.mean([each.start[0] for each in people]))
    at = flat([bundles[each[0]].point for each in doors], middle)
    starts = flat([each.start for each in people], middle)
    extra = _extra([[bundles[n] for n in doors[row]] for row in free], people, stay_m)
    shares = _shares(people, sizes, owners)
    middles = _middles(at, sizes, owners, starts)
    for _ in range(_ROUNDS if len(free) else 0):
        costs = between(at[free], middles) + extra
        owners[free] = _assign_owners(costs, sizes[free], shares)
        middles = _middles(at, sizes, owners, starts)
    found = [0] * len(bundles)
    for door, owner in zip(doors, owners, strict=True):
        for n in door:
            found[n] = int(owner)
    return found


def _doors(bundles: Sequence[Bundle]) -> list[list[int]]:
    """Give the bundles at each door; those bound to different surveyors part."""
    bound: dict[str, int] = {}
    for each in bundles:
        if each.surveyor is not None:
            bound.setdefault(each.building, each.surveyor)
    doors: dict[tuple[str, int | None], list[int]] = {}
    # What is fixed comes first in its door: it says whose the door is.
    for n in sorted(range(len(bundles)), key=lambda n: bundles[n].surveyor is None):
        each = bundles[n]
        able = bound.get(each.building) if not each.skills else None
        doors.setdefault((each.building, each.surveyor or able), []).append(n)
    return list(doors.values())


def _fixed_owners(doors: Sequence[Bundle], people: Sequence[Person]) -> NDArray[np.int64]:
    """Give the index of whose a door is by what is fixed there; -1 where nothing is."""
    index = {each.id: n for n, each in enumerate(people)}
    return np.array([-1 if d.surveyor is None else index[d.surveyor] for d in doors], dtype=int)


def _shares(people: Sequence[Person], sizes: _Floats, owners: NDArray[np.int64]) -> _Floats:
    """Give how many free visits each is to have: their share, less what is fixed to them."""
    weights = np.array([each.most * len(each.days) for each in people], dtype=np.float64)
    fixed = np.array([sizes[owners == n].sum() for n in range(len(people))])
    wanted = np.maximum(0.0, weights / max(1.0, weights.sum()) * sizes.sum() - fixed)
    free = float(sizes[owners < 0].sum())
    shares: _Floats = wanted * (free / wanted.sum() if wanted.sum() else 0.0)
    return shares


def _extra(doors: Sequence[Sequence[Bundle]], people: Sequence[Person], stay_m: float) -> _Floats:
    """Give what it costs beside the way: who cannot is too far, who has it already is nearer."""
    index = {each.id: n for n, each in enumerate(people)}
    found = np.zeros((len(doors), len(people)))
    for row, door in enumerate(doors):
        needed = frozenset[str]().union(*(each.skills for each in door))
        found[row] = [_cannot(needed, each) for each in people]
        current = index.get(door[0].current or 0)
        if current is not None:
            found[row, current] -= stay_m
    return found


def _cannot(needed: frozenset[str], person: Person) -> float:
    if not needed <= person.skills:
        return 2 * _FAR
    return 0.0 if person.days else _FAR


def _assign_owners(costs: _Floats, sizes: _Floats, shares: _Floats) -> NDArray[np.int64]:
    """Solve the transport problem; a door that is parted goes where most of it lies."""
    near = min(_NEAR, costs.shape[1])
    candidates = np.argpartition(costs, near - 1, axis=1)[:, :near]
    found = _solve_transport(costs, sizes, shares, candidates)
    if found is None:  # the near ones have too little room
        every = np.tile(np.arange(costs.shape[1]), (costs.shape[0], 1))
        found = _solve_transport(costs, sizes, shares, every)
    best = np.argmin(costs, axis=1)
    if found is None:
        return best
    # Nobody gets what only another one is able to do, whatever the shares say.
    return np.where(costs[np.arange(len(costs)), found] > costs.min(axis=1) + _FAR / 2, best, found)


def _solve_transport(
    costs: _Floats, sizes: _Floats, shares: _Floats, candidates: NDArray[np.int64]
) -> NDArray[np.int64] | None:
    rows, near = candidates.shape
    model = _model(costs, sizes, shares, candidates)
    solver = Highs()  # type: ignore[no-untyped-call]  # HiGHS has no types
    # No number of threads: HiGHS refuses another one than the first solver of the process had.
    solver.passModel(model)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    flows = np.array(solver.getSolution().col_value).reshape(rows, near)
    chosen = np.argmax(flows, axis=1)
    owners: NDArray[np.int64] = candidates[np.arange(rows), chosen]
    return owners


def _model(
    costs: _Floats, sizes: _Floats, shares: _Floats, candidates: NDArray[np.int64]
) -> highspy.HighsLp:
    """A column: how many visits of a door a surveyor takes. Rows: each door, each surveyor."""
    rows, near = candidates.shape
    owners = candidates.ravel()
    doors = np.repeat(np.arange(rows), near)
    room = max(1.0, float(sizes.max(initial=1.0)))
    low = np.where(shares > 0, np.floor(shares * (1 - SLACK)) - room, 0.0)
    high = np.where(shares > 0, np.ceil(shares * (1 + SLACK)), 0.0)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = rows * near, rows + len(shares)
    model.col_cost_ = costs[doors, owners]
    model.col_lower_ = np.zeros(rows * near)
    model.col_upper_ = np.repeat(sizes, near)
    model.row_lower_ = np.concatenate([sizes, np.maximum(0.0, low)])
    model.row_upper_ = np.concatenate([sizes, high])
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.arange(0, 2 * rows * near + 1, 2)
    model.a_matrix_.index_ = np.column_stack([doors, rows + owners]).ravel()
    model.a_matrix_.value_ = np.ones(2 * rows * near)
    return model


def _middles(at: _Floats, sizes: _Floats, owners: NDArray[np.int64], starts: _Floats) -> _Floats:
    found = starts.copy()
    for n in range(len(starts)):
        mine = owners == n
        if mine.any():
            found[n] = np.average(at[mine], axis=0, weights=sizes[mine])
    return found

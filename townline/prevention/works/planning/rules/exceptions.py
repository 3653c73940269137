"""Every exception to worst-first, with its reason; and why what is not planned is not.

A reason stands with the need that it is about, for all the pairs it explains: a season with the
more urgent need that has to wait for it, an order with the less urgent one that is already placed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from townline.prevention.works.planning.rules.exchanges import Block, Cause, WorkingPlan, blocks
from townline.prevention.works.planning.rules.polishing import payer
from townline.prevention.works.planning.rules.problem import Bar, Ints
from townline.prevention.works.planning.rules.timing import TimeLimit

_EXAMPLES = 3
# Reasons of the less urgent need, which goes first; all others are of the one that waits.
FIRST = frozenset({Cause.FIXED_FIRST, Cause.FLOOR_FIRST})


@dataclass(slots=True)
class Passing:
    """``need`` waits, or goes first if the cause is in ``FIRST``, for a reason.

    ``number`` counts the others it goes before or after; ``others``: some of them, for those it
    waits for the least urgent first, for those that it precedes the most urgent.
    ``periods``: where the others are.
    ``floor``: the minimum or deadline, -1 without. ``most``: won, or days in hundredths, that the
    largest place among the others would give.
    """

    need: int
    cause: Cause
    floor: int = -1
    number: int = 0
    most: int = 0
    others: list[int] = field(default_factory=list)
    periods: list[int] = field(default_factory=list)


type _Key = tuple[int, Cause, int]


def exceptions(now: WorkingPlan, limit: TimeLimit) -> tuple[list[Passing], bool]:
    """Explain each pair of a more urgent need that comes after a less urgent one.

    Says also whether there was time for all of them: a block that would end after the limit, as
    long as the slowest before it, is not begun.
    """
    found: dict[_Key, Passing] = {}
    whole, slowest, before = True, 0.0, limit.passed
    for each in blocks(now):
        if limit.left <= slowest:
            whole = False
            break
        _gather(now, each, found)
        slowest, before = max(slowest, limit.passed - before), limit.passed
    urgency = now.problem.urgency
    order = sorted(found.values(), key=lambda e: (-urgency[e.need], e.need, e.cause, e.floor))
    return order, whole


def _gather(now: WorkingPlan, each: Block, found: dict[_Key, Passing]) -> None:
    for cause in Cause:
        of_cause = each.pairs & (each.cause == cause)
        if cause is Cause.NOTHING or not of_cause.any():
            continue
        first = cause in FIRST
        floors = np.unique(each.floor[of_cause]) if cause in _FLOORS else [-1]
        for floor in floors:
            pairs = of_cause & (each.floor == floor) if cause in _FLOORS else of_cause
            subjects, others = (each.i, each.j) if first else (each.j, each.i)
            pairs = pairs.T if first else pairs
            for row in np.flatnonzero(pairs.any(axis=1)):
                key = (int(subjects[row]), cause, int(floor))
                made = found.setdefault(key, Passing(*key))
                _add(now, made, others[pairs[row]], each.p)


_FLOORS = frozenset({Cause.FLOOR_FIRST, Cause.FLOOR_LATER})


def _add(now: WorkingPlan, made: Passing, others: Ints, period: int) -> None:
    problem = now.problem
    if period not in made.periods:
        made.periods = sorted([*made.periods, period])
    made.number += len(others)
    sign = -1 if made.cause in FIRST else 1
    known = {*made.others, *(int(each) for each in others)}
    made.others = sorted(known, key=lambda n: (sign * problem.urgency[n], n))[:_EXAMPLES]
    size = problem.crew if made.cause is Cause.CREW else problem.cost
    made.most = max(made.most, int(size[others].max()))


def left_out(now: WorkingPlan) -> Iterator[tuple[int, Cause]]:
    """Say of each need that is not planned why."""
    problem = now.problem
    for need in np.flatnonzero(now.period == len(problem.periods)):
        yield int(need), _why_out(now, int(need))


def _why_out(now: WorkingPlan, need: int) -> Cause:
    problem = now.problem
    free = np.flatnonzero(problem.bar[need] == Bar.FREE)
    if not len(free):
        # The season tells least: it shuts periods that the others shut for good.
        bars = problem.bar[need]
        return Cause(int(bars[bars != Bar.FREE].min()) if len(bars) else Cause.NOTHING)
    if any(payer(now, need, int(each)) is not None for each in free):
        return Cause.CREW
    return Cause.BUDGET if problem.pays[need].any() else Cause.SOURCE

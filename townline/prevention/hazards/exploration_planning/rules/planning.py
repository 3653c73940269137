"""A plan of kilometres: the highest sections first, with their neighbours rather than far ones."""

import heapq
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from townline.prevention.hazards.exploration_planning.rules.factors import Floats, Ints


@dataclass(frozen=True, slots=True)
class PlanGround:
    """What a plan needs to know of sections: metres, and which touch which (both ways).

    ``ends``: x and y of both ends of each, metres; shape (n, 2, 2).
    """

    length: Floats
    touching: tuple[Ints, Ints]
    ends: Floats


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """``chosen``: places of sections, group after group; ``group``: the number of each's.

    ``metres``: of all; ``worth``: sum of score times kilometres; ``gap_m``: straight metres that
    the van drives at least between the groups. ``over``: what had to be in was too much already.
    """

    chosen: list[int]
    group: list[int]
    metres: float
    worth: float
    gap_m: float
    over: bool = False

    @property
    def groups(self) -> int:
        return max(self.group, default=0)


def plan(
    ground: PlanGround,
    score: Floats,
    budget_m: float,
    *,
    inside: Collection[int] = (),
    candidates: Collection[int] | None = None,
    together: float = 0.0,
) -> SectionPlan:
    """Choose sections of at most ``budget_m`` metres.

    Again and again the section with the highest score is taken that still fits; one that touches
    a chosen one counts ``1 + together`` times its score. With ``together`` 0 this is the plain
    list from the top. ``inside`` are taken whatever they score; only ``candidates`` beside them.
    """
    selected = dict.fromkeys(inside)
    left = budget_m - float(ground.length[list(selected)].sum())
    over = left < 0
    neighbours = _neighbours(ground)
    allowed = set(range(len(score)) if candidates is None else candidates) - selected.keys()
    heap = [(-float(score[at]), at) for at in allowed]
    heapq.heapify(heap)
    near: set[int] = set()

    def welcome(at: int) -> None:
        for other in neighbours.get(at, ()):
            if together and other in allowed and other not in near:
                near.add(other)
                heapq.heappush(heap, (-float(score[other]) * (1 + together), other))

    for at in list(selected):
        welcome(at)
    while heap and left > 0:
        _, at = heapq.heappop(heap)
        if at in selected or ground.length[at] > left:
            continue
        selected[at] = None
        left -= float(ground.length[at])
        welcome(at)
    return _make_plan(ground, score, list(selected), neighbours, over=over)


def _neighbours(ground: PlanGround) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for one, other in zip(*(side.tolist() for side in ground.touching), strict=True):
        found.setdefault(one, []).append(other)
    return found


def _make_plan(
    ground: PlanGround,
    score: Floats,
    selected: list[int],
    neighbours: dict[int, list[int]],
    *,
    over: bool,
) -> SectionPlan:
    worth = score * ground.length / 1000
    groups = _groups(selected, neighbours)
    groups.sort(key=lambda group: -float(worth[group].sum()))
    chosen = [at for group in groups for at in group]
    return SectionPlan(
        chosen,
        [number for number, group in enumerate(groups, 1) for _ in group],
        float(ground.length[chosen].sum()),
        float(worth[chosen].sum()),
        gaps(ground.ends[chosen]),
        over,
    )


def _groups(selected: list[int], neighbours: dict[int, list[int]]) -> list[list[int]]:
    """Part what was taken into what hangs together, each walked from neighbour to neighbour."""
    left, groups = dict.fromkeys(selected), []
    while left:
        first = next(iter(left))
        del left[first]
        group, at = [first], 0
        while at < len(group):
            fresh = [other for other in neighbours.get(group[at], ()) if other in left]
            for other in fresh:
                del left[other]
            group += fresh
            at += 1
        groups.append(group)
    return groups


def gaps(ends: Floats) -> float:
    """Give the metres of the shortest tree that joins sections by their ends (Prim, 1957).

    ``ends``: shape (n, 2, 2). Sections that meet add nothing.
    """
    if len(ends) < 2:  # noqa: PLR2004 -- one needs no joining
        return 0.0
    best = _apart(ends, 0)
    best[0] = np.inf
    waiting = np.ones(len(ends), dtype=bool)
    waiting[0] = False
    whole = 0.0
    for _ in range(len(ends) - 1):
        at = int(np.argmin(np.where(waiting, best, np.inf)))
        whole += float(best[at])
        waiting[at] = False
        best = np.minimum(best, _apart(ends, at))
    return whole


def _apart(ends: Floats, at: int) -> Floats:
    """Give the metres from the ends of one section to the nearest end of each."""
    between = ends[:, :, None, :] - ends[at][None, None, :, :]
    return np.asarray(np.sqrt((between**2).sum(axis=-1)).min(axis=(1, 2)))

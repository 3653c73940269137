"""The input as arrays: N needs, T periods (a season of a year), S sources, Y years."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from math import gcd

import numpy as np
from numpy.typing import NDArray

from townline.prevention.works.planning.rules import reading
from townline.prevention.works.planning.rules.shapes import (
    DeadlineInput,
    KindInput,
    MinimumInput,
    NeedInput,
    ObjectInput,
    PlanningInput,
)

type Ints = NDArray[np.int64]
type Floats = NDArray[np.float64]
type Bools = NDArray[np.bool_]

NO_LIMIT = 10**15
CREW_UNIT = 100  # crews' days are counted in hundredths, so that sums are exact


class Bar(IntEnum):
    """What keeps a need out of a period, whatever money and crews there are."""

    FREE = 0
    FIXED = 1
    REFUSED = 2
    CONSENT = 3
    LEAD = 4
    SEASON = 5


@dataclass(frozen=True, slots=True)
class Period:
    year: int
    season: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class PlanNeed:
    """One measure of one object."""

    id: str
    thing: ObjectInput
    kind: KindInput
    told: NeedInput


@dataclass(frozen=True, slots=True)
class Floor:
    """``least`` of what the members weigh lies in the periods. ``told``: where it was asked for."""

    told: MinimumInput | DeadlineInput
    dong: str | None
    members: Bools
    periods: Bools  # T + 1: the last one, "not planned", is never among them
    weight: Ints
    least: int
    late: Bools | None = None  # due by a deadline, but for a consent that comes after it


@dataclass(frozen=True, slots=True)
class PlanningProblem:
    """``bar``: N x T. ``pays``: N x S. ``budget``: Y x S, won. ``days``: T, hundredths.

    ``urgency`` orders, ``value`` is what a need is worth to the plan in the first period;
    ``worth``: T + 1, what is left of it in each, none where it is not planned.
    """

    told: PlanningInput
    periods: list[Period]
    sources: list[str]
    needs: list[PlanNeed]
    year_of: Ints
    cost: Ints
    crew: Ints
    urgency: Floats
    value: Floats
    worth: Floats
    bar: NDArray[np.int8]
    fixed: Bools
    pays: Bools
    budget: Ints
    days: Ints
    floors: list[Floor]

    @property
    def unit(self) -> int:
        """Give the largest sum in won that all prices are multiples of."""
        return gcd(*(int(each) for each in self.cost)) or 1


def problem(plan_input: PlanningInput) -> PlanningProblem:
    """Lay the input out."""
    periods = list(_periods(plan_input))
    needs = list(_needs(plan_input))
    names = sorted(reading.sources(plan_input))
    urgency = np.array([_urgency(plan_input, need) for need in needs], float)
    most = urgency.max(initial=0) + 1
    fixed = np.array([need.told.fixed is not None for need in needs], bool)
    cost = np.array([_cost(need) for need in needs], np.int64)
    bar = np.array([_bars(plan_input, need, periods) for need in needs], np.int8)
    bar = bar.reshape(len(needs), len(periods))
    return PlanningProblem(
        told=plan_input, periods=periods, sources=names, needs=needs,
        year_of=np.array([plan_input.years.index(each.year) for each in periods], np.int64),
        cost=cost, crew=np.array([_crew(need) for need in needs], np.int64),
        urgency=urgency, value=((urgency + 1) / most) ** plan_input.worst_first,
        worth=_worth(len(periods)),
        bar=bar, fixed=fixed,
        pays=np.array([_pays(plan_input, need, names) for need in needs], bool).reshape(
            len(needs), len(names)
        ),
        budget=_budget(plan_input, names), days=_days(plan_input, periods),
        floors=list(_floors(plan_input, needs, periods, cost, bar)),
    )  # fmt: skip


def _worth(periods: int) -> Floats:
    """Say how much of its value a need is worth in each period, 0 if it is not planned.

    What is built protects longer than the plan lasts, so that being done at all counts as much as
    all the time of the plan: else something urgent would be left out for a little haste.
    """
    return np.append(np.arange(2 * periods, periods, -1) / (2 * periods), 0.0)


def _periods(plan_input: PlanningInput) -> Iterator[Period]:
    for year in plan_input.years:
        if not plan_input.seasons:
            yield Period(year, "", dt.date(year, 1, 1), dt.date(year, 12, 31))
        for each in plan_input.seasons:
            yield Period(year, each.id, _day(year, each.first), _day(year, each.last))


def _day(year: int, text: str) -> dt.date:
    month, day = (int(part) for part in text.split("-"))
    try:
        return dt.date(year, month, day)
    except ValueError:  # 29 February
        return dt.date(year, month, day - 1)


def _needs(plan_input: PlanningInput) -> Iterator[PlanNeed]:
    kinds = {each.id: each for each in plan_input.kinds}
    for thing, at in reading.needs(plan_input):
        need = thing.needs[at]
        kind = kinds.get(need.kind) or KindInput(id=need.kind)
        yield PlanNeed(reading.need_id(thing, at), thing, kind, need)


def _cost(need: PlanNeed) -> int:
    return need.told.cost if need.told.cost is not None else need.kind.cost or 0


def _crew(need: PlanNeed) -> int:
    days = need.told.crew_days if need.told.crew_days is not None else need.kind.crew_days
    return round(days * CREW_UNIT)


def _urgency(plan_input: PlanningInput, need: PlanNeed) -> float:
    weights, thing = plan_input.weights, need.thing
    points = weights.risk * thing.risk + weights.people * thing.people
    points += weights.floods * thing.floods + weights.groups.get(thing.group or "", 0)
    return points * need.kind.weight


def _bars(plan_input: PlanningInput, need: PlanNeed, periods: list[Period]) -> list[Bar]:
    if need.told.fixed:
        fixed = need.told.fixed
        return [
            Bar.FREE if p.year == fixed.year and fixed.season in {None, p.season} else Bar.FIXED
            for p in periods
        ]
    return [_bar(plan_input, need, period) for period in periods]


def _bar(plan_input: PlanningInput, need: PlanNeed, period: Period) -> Bar:
    start = plan_input.start or dt.date(plan_input.years[0], 1, 1)
    ready = consent_day(plan_input, need)
    if (need.told.consent or need.thing.consent) == "refused":
        return Bar.REFUSED
    if ready is None or ready > period.last:
        return Bar.CONSENT
    if max(ready, start) + dt.timedelta(days=need.kind.lead_days) > period.last:
        return Bar.LEAD
    if need.kind.seasons is not None and period.season not in need.kind.seasons:
        return Bar.SEASON
    return Bar.FREE


def consent_day(plan_input: PlanningInput, need: PlanNeed) -> dt.date | None:
    """Say from when a need's consent is there; None: nobody knows."""
    if (need.told.consent or need.thing.consent) == "given":
        return dt.date.min
    return need.told.consent_from or need.thing.consent_from or plan_input.missing_consent_from


def _pays(plan_input: PlanningInput, need: PlanNeed, names: list[str]) -> list[bool]:
    fixed = need.told.fixed
    if fixed and fixed.source:
        return [name == fixed.source for name in names]
    only = {each.id: each for each in plan_input.sources}
    return [
        name not in only
        or (
            need.kind.id in (only[name].kinds or (need.kind.id,))
            and need.thing.dong in (only[name].dongs or (need.thing.dong,))
        )
        for name in names
    ]


def _budget(plan_input: PlanningInput, names: list[str]) -> Ints:
    found = np.zeros((len(plan_input.years), len(names)), np.int64)
    for each in plan_input.budgets:
        found[plan_input.years.index(each.year), names.index(each.source)] = each.won
    return found


def _days(plan_input: PlanningInput, periods: list[Period]) -> Ints:
    found = np.full(len(periods), NO_LIMIT, np.int64)
    for general in (True, False):  # what is said of a season stands above what is said of a year
        for each in plan_input.crew_days:
            if (each.season is None) != general:
                continue
            for at, period in enumerate(periods):
                if period.year == each.year and each.season in {None, period.season}:
                    found[at] = round(each.days * CREW_UNIT)
    return found


def _floors(
    plan_input: PlanningInput,
    needs: list[PlanNeed],
    periods: list[Period],
    cost: Ints,
    bar: NDArray[np.int8],
) -> Iterator[Floor]:
    years = np.array([period.year for period in periods])
    ones = np.ones(len(needs), np.int64)
    dongs = np.array([need.thing.dong for need in needs], object)
    for each in plan_input.minimums:
        inside = (years == each.year) if each.year else np.ones(len(periods), bool)
        for dong in [each.dong] if each.dong else sorted(set(dongs)):
            weight = ones if each.won is None else cost
            least = each.measures if each.won is None else each.won
            yield Floor(each, dong, dongs == dong, _append_unplanned(inside), weight, least or 0)
    for until in plan_input.deadlines:
        yield _due_floor(plan_input, until, needs, periods, bar)


def due_floor(problem: PlanningProblem, until: DeadlineInput) -> Floor:
    """Lay a deadline out."""
    return _due_floor(problem.told, until, problem.needs, problem.periods, problem.bar)


def _due_floor(
    plan_input: PlanningInput, until: DeadlineInput, needs: list[PlanNeed], periods: list[Period],
    bar: NDArray[np.int8],
) -> Floor:  # fmt: skip
    """Count what is due, but for what a consent that comes too late keeps from it."""
    first = periods[: _last_place(until, periods) + 1]
    inside = np.arange(len(periods)) < len(first)
    due = np.array([_due(until, need) for need in needs], bool)
    open_ = (bar[:, inside] == Bar.FREE).any(axis=1)
    late = np.zeros(len(needs), bool)
    for at in np.flatnonzero(due & ~open_):
        late[at] = _waits_for_consent(plan_input, needs[at], first)
    members = due & ~late
    least = max(0, int(members.sum()) - until.allow_late)
    return Floor(
        until,
        None,
        members,
        _append_unplanned(inside),
        np.ones(len(needs), np.int64),
        least,
        late=late,
    )


def _last_place(until: DeadlineInput, periods: list[Period]) -> int:
    """Give the place of the last period that is in time."""
    return max(
        at for at, period in enumerate(periods)
        if period.year == until.by and until.season in {None, period.season}
    )  # fmt: skip


def _waits_for_consent(plan_input: PlanningInput, need: PlanNeed, periods: list[Period]) -> bool:
    """Say whether nothing but the consent keeps a need from all of these periods."""
    if need.told.fixed or (need.told.consent or need.thing.consent) == "given":
        return False
    given = need.told.model_copy(update={"consent": "given"})
    return any(_bar(plan_input, replace(need, told=given), each) == Bar.FREE for each in periods)


def _append_unplanned(inside: Bools) -> Bools:
    return np.append(inside, False)


def _due(until: DeadlineInput, need: PlanNeed) -> bool:
    thing = need.thing
    return thing.risk >= until.risk_at_least and until.group in {None, thing.group}

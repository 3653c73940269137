"""The input as arrays: N needs, T periods (a season of a year), S sources, Y years."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from math import gcd

import numpy as np
from numpy.typing import NDArray

from townline.prevention.works_planning.rules import reading
from townline.prevention.works_planning.rules.shapes import (
    DeadlineTold,
    KindTold,
    MinimumTold,
    NeedTold,
    ObjectTold,
    Told,
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
class Need:
    """One measure of one object."""

    id: str
    thing: ObjectTold
    kind: KindTold
    told: NeedTold


@dataclass(frozen=True, slots=True)
class Floor:
    """``least`` of what the members weigh lies in the periods. ``told``: where it was asked for."""

    told: MinimumTold | DeadlineTold
    dong: str | None
    members: Bools
    periods: Bools  # T + 1: the last one, "not planned", is never among them
    weight: Ints
    least: int
    late: Bools | None = None  # due by a deadline, but for a consent that comes after it


@dataclass(frozen=True, slots=True)
class Problem:
    """``bar``: N x T. ``pays``: N x S. ``budget``: Y x S, won. ``days``: T, hundredths.

    ``urgency`` orders, ``value`` is what a need is worth to the plan in the first period;
    ``worth``: T + 1, what is left of it in each, none where it is not planned.
    """

    told: Told
    periods: list[Period]
    sources: list[str]
    needs: list[Need]
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


def problem(told: Told) -> Problem:
    """Lay the input out."""
    periods = list(_periods(told))
    needs = list(_needs(told))
    names = sorted(reading.sources(told))
    urgency = np.array([_urgency(told, need) for need in needs], float)
    most = urgency.max(initial=0) + 1
    fixed = np.array([need.told.fixed is not None for need in needs], bool)
    cost = np.array([_cost(need) for need in needs], np.int64)
    bar = np.array([_bars(told, need, periods) for need in needs], np.int8)
    bar = bar.reshape(len(needs), len(periods))
    return Problem(
        told=told, periods=periods, sources=names, needs=needs,
        year_of=np.array([told.years.index(each.year) for each in periods], np.int64),
        cost=cost, crew=np.array([_crew(need) for need in needs], np.int64),
        urgency=urgency, value=((urgency + 1) / most) ** told.worst_first,
        worth=_worth(len(periods)),
        bar=bar, fixed=fixed,
        pays=np.array([_pays(told, need, names) for need in needs], bool).reshape(
            len(needs), len(names)
        ),
        budget=_budget(told, names), days=_days(told, periods),
        floors=list(_floors(told, needs, periods, cost, bar)),
    )  # fmt: skip


def _worth(periods: int) -> Floats:
    """Say how much of its value a need is worth in each period, 0 if it is not planned.

    What is built protects longer than the plan lasts, so that being done at all counts as much as
    all the time of the plan: else something urgent would be left out for a little haste.
    """
    return np.append(np.arange(2 * periods, periods, -1) / (2 * periods), 0.0)


def _periods(told: Told) -> Iterator[Period]:
    for year in told.years:
        if not told.seasons:
            yield Period(year, "", dt.date(year, 1, 1), dt.date(year, 12, 31))
        for each in told.seasons:
            yield Period(year, each.id, _day(year, each.first), _day(year, each.last))


def _day(year: int, text: str) -> dt.date:
    month, day = (int(part) for part in text.split("-"))
    try:
        return dt.date(year, month, day)
    except ValueError:  # 29 February
        return dt.date(year, month, day - 1)


def _needs(told: Told) -> Iterator[Need]:
    kinds = {each.id: each for each in told.kinds}
    for thing, at in reading.needs(told):
        need = thing.needs[at]
        kind = kinds.get(need.kind) or KindTold(id=need.kind)
        yield Need(reading.need_id(thing, at), thing, kind, need)


def _cost(need: Need) -> int:
    return need.told.cost if need.told.cost is not None else need.kind.cost or 0


def _crew(need: Need) -> int:
    days = need.told.crew_days if need.told.crew_days is not None else need.kind.crew_days
    return round(days * CREW_UNIT)


def _urgency(told: Told, need: Need) -> float:
    weights, thing = told.weights, need.thing
    points = weights.risk * thing.risk + weights.people * thing.people
    points += weights.floods * thing.floods + weights.groups.get(thing.group or "", 0)
    return points * need.kind.weight


def _bars(told: Told, need: Need, periods: list[Period]) -> list[Bar]:
    if need.told.fixed:
        fixed = need.told.fixed
        return [
            Bar.FREE if p.year == fixed.year and fixed.season in {None, p.season} else Bar.FIXED
            for p in periods
        ]
    return [_bar(told, need, period) for period in periods]


def _bar(told: Told, need: Need, period: Period) -> Bar:
    start = told.start or dt.date(told.years[0], 1, 1)
    ready = consent_day(told, need)
    if (need.told.consent or need.thing.consent) == "refused":
        return Bar.REFUSED
    if ready is None or ready > period.last:
        return Bar.CONSENT
    if max(ready, start) + dt.timedelta(days=need.kind.lead_days) > period.last:
        return Bar.LEAD
    if need.kind.seasons is not None and period.season not in need.kind.seasons:
        return Bar.SEASON
    return Bar.FREE


def consent_day(told: Told, need: Need) -> dt.date | None:
    """Say from when a need's consent is there; None: nobody knows."""
    if (need.told.consent or need.thing.consent) == "given":
        return dt.date.min
    return need.told.consent_from or need.thing.consent_from or told.missing_consent_from


def _pays(told: Told, need: Need, names: list[str]) -> list[bool]:
    fixed = need.told.fixed
    if fixed and fixed.source:
        return [name == fixed.source for name in names]
    only = {each.id: each for each in told.sources}
    return [
        name not in only
        or (
            need.kind.id in (only[name].kinds or (need.kind.id,))
            and need.thing.dong in (only[name].dongs or (need.thing.dong,))
        )
        for name in names
    ]


def _budget(told: Told, names: list[str]) -> Ints:
    found = np.zeros((len(told.years), len(names)), np.int64)
    for each in told.budgets:
        found[told.years.index(each.year), names.index(each.source)] = each.won
    return found


def _days(told: Told, periods: list[Period]) -> Ints:
    found = np.full(len(periods), NO_LIMIT, np.int64)
    for general in (True, False):  # what is said of a season stands above what is said of a year
        for each in told.crew_days:
            if (each.season is None) != general:
                continue
            for at, period in enumerate(periods):
                if period.year == each.year and each.season in {None, period.season}:
                    found[at] = round(each.days * CREW_UNIT)
    return found


def _floors(
    told: Told, needs: list[Need], periods: list[Period], cost: Ints, bar: NDArray[np.int8]
) -> Iterator[Floor]:
    years = np.array([period.year for period in periods])
    ones = np.ones(len(needs), np.int64)
    dongs = np.array([need.thing.dong for need in needs], object)
    for each in told.minimums:
        inside = (years == each.year) if each.year else np.ones(len(periods), bool)
        for dong in [each.dong] if each.dong else sorted(set(dongs)):
            weight = ones if each.won is None else cost
            least = each.measures if each.won is None else each.won
            yield Floor(each, dong, dongs == dong, _closed(inside), weight, least or 0)
    for until in told.deadlines:
        yield _due_floor(told, until, needs, periods, bar)


def due_floor(problem: Problem, until: DeadlineTold) -> Floor:
    """Lay a deadline out."""
    return _due_floor(problem.told, until, problem.needs, problem.periods, problem.bar)


def _due_floor(
    told: Told, until: DeadlineTold, needs: list[Need], periods: list[Period],
    bar: NDArray[np.int8],
) -> Floor:  # fmt: skip
    """Count what is due, but for what a consent that comes too late keeps from it."""
    inside = np.array([period.year <= until.by for period in periods])
    due = np.array([_due(until, need) for need in needs], bool)
    open_ = (bar[:, inside] == Bar.FREE).any(axis=1)
    late = np.zeros(len(needs), bool)
    first = [period for period in periods if period.year <= until.by]
    for at in np.flatnonzero(due & ~open_):
        late[at] = _waits_for_consent(told, needs[at], first)
    members = due & ~late
    least = max(0, int(members.sum()) - until.allow_late)
    return Floor(
        until, None, members, _closed(inside), np.ones(len(needs), np.int64), least, late=late
    )


def _waits_for_consent(told: Told, need: Need, periods: list[Period]) -> bool:
    """Say whether nothing but the consent keeps a need from all of these periods."""
    if need.told.fixed or (need.told.consent or need.thing.consent) == "given":
        return False
    given = need.told.model_copy(update={"consent": "given"})
    return any(_bar(told, replace(need, told=given), each) == Bar.FREE for each in periods)


def _closed(inside: Bools) -> Bools:
    return np.append(inside, False)


def _due(until: DeadlineTold, need: Need) -> bool:
    thing = need.thing
    return thing.risk >= until.risk_at_least and until.group in {None, thing.group}

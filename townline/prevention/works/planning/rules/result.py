"""A plan, or why there is none, as plain values: for files, tables and pages alike."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np

from townline.prevention.works.planning.rules import exceptions, words
from townline.prevention.works.planning.rules.elastic import Limit, Sort
from townline.prevention.works.planning.rules.exceptions import FIRST, Passing
from townline.prevention.works.planning.rules.exchanges import Cause, WorkingPlan
from townline.prevention.works.planning.rules.infeasibility import Change, Infeasibility
from townline.prevention.works.planning.rules.problem import (
    CREW_UNIT,
    NO_LIMIT,
    Bar,
    PlanningProblem,
    consent_day,
)
from townline.prevention.works.planning.rules.shapes import DeadlineInput, MinimumInput
from townline.prevention.works.planning.rules.solving import PlanChoice
from townline.prevention.works.planning.rules.timing import TimeLimit

type Values = dict[str, Any]

NAMES: Mapping[Cause, str] = {
    Cause.FIXED_LATER: "fixed_later", Cause.REFUSED: "refused", Cause.CONSENT: "consent",
    Cause.LEAD: "lead_time", Cause.SEASON: "season", Cause.FIXED_FIRST: "fixed_first",
    Cause.SOURCE: "source", Cause.BUDGET: "budget", Cause.CREW: "crew_days", Cause.PLACE: "place",
    Cause.NOTHING: "other",
}  # fmt: skip


def plan_result(choice: PlanChoice, limit: TimeLimit, *, options: Values) -> Values:
    """Tell a plan. ``options``: what it was asked with, kept for who reads it later.

    Reasons are told as far as the time reaches.
    """
    made = choice.made
    problem = made.problem
    passing, explained = exceptions.exceptions(made, limit)
    return {
        "status": "planned",
        "name": problem.told.name,
        "gap": round(choice.gap, 6),
        "objective": round(made.objective, 6),
        "bound": round(choice.bound, 6),
        "seconds": round(choice.seconds, 2),
        "stopped": choice.stopped,
        "timed_out": choice.timed_out,
        "explained": explained,
        "options": options,
        "planned": [_row(made, int(need)) for need in _planned_needs(made)],
        "left_out": [_out(problem, need, cause) for need, cause in exceptions.left_out(made)],
        "cost_by_year": _costs(made),
        "crew_days": _crews(made),
        "exceptions": [_exception(made, each) for each in passing],
        "late_consents": _late_consents(problem),
    }


def _late_consents(problem: PlanningProblem) -> list[Values]:
    """Name what a deadline does not count, as its consent comes after it or is refused."""
    found = []
    for number, floor in enumerate(problem.floors):
        late = floor.late if floor.late is not None else np.zeros(0, bool)
        found += [
            {
                "deadline": _limit_facts(problem, _limit_of(problem, number)),
                **_about(problem, int(need)),
                "expected": _consent_date(problem, int(need)),
            }
            for need in np.flatnonzero(late)
        ]
    return found


def _consent_date(problem: PlanningProblem, need: int) -> str | None:
    one = problem.needs[need]
    day = consent_day(problem.told, one)
    refused = (one.told.consent or one.thing.consent) == "refused"
    return None if refused or day is None else day.isoformat()


def _planned_needs(made: WorkingPlan) -> list[int]:
    """Give what is planned, in the order of its periods, the most urgent first."""
    problem = made.problem
    found = np.flatnonzero(made.period < len(problem.periods))
    order = np.lexsort((found, -problem.urgency[found], made.period[found]))
    return [int(each) for each in found[order]]


def _about(problem: PlanningProblem, need: int) -> Values:
    one = problem.needs[need]
    return {
        "need": one.id, "object": one.thing.id, "kind": one.kind.id, "dong": one.thing.dong,
        "urgency": round(float(problem.urgency[need]), 3), "won": int(problem.cost[need]),
    }  # fmt: skip


def _row(made: WorkingPlan, need: int) -> Values:
    problem = made.problem
    return {
        **_about(problem, need), **_when(problem, int(made.period[need])),
        "source": problem.sources[made.source[need]],
        "crew_days": problem.crew[need] / CREW_UNIT, "fixed": bool(problem.fixed[need]),
    }  # fmt: skip


def _when(problem: PlanningProblem, period: int) -> Values:
    if period == len(problem.periods):
        return {"year": None, "season": None}
    return {"year": problem.periods[period].year, "season": problem.periods[period].season or None}


def _out(problem: PlanningProblem, need: int, cause: Cause) -> Values:
    reason = NAMES[cause]
    return {**_about(problem, need), "reason": reason, "sentence": words.LEFT_OUT[reason]}


def _costs(made: WorkingPlan) -> list[Values]:
    problem = made.problem
    return [
        {
            "year": problem.told.years[year], "source": problem.sources[source],
            "budget": int(budget), "won": int(budget - made.left[year, source]),
            "left": int(made.left[year, source]),
        }
        for (year, source), budget in np.ndenumerate(problem.budget)
    ]  # fmt: skip


def _crews(made: WorkingPlan) -> list[Values]:
    problem, used = made.problem, defaultdict[int, int](int)
    for need in _planned_needs(made):
        used[int(made.period[need])] += int(problem.crew[need])
    return [
        {
            **_when(problem, period), "used": used[period] / CREW_UNIT,
            "days": None if days >= NO_LIMIT else int(days) / CREW_UNIT,
        }
        for period, days in enumerate(problem.days)
    ]  # fmt: skip


def _exception(made: WorkingPlan, each: Passing) -> Values:
    problem = made.problem
    name = _name(problem, each)
    first = each.cause in FIRST
    found: Values = {
        "need": problem.needs[each.need].id, "object": problem.needs[each.need].thing.id,
        "urgency": round(float(problem.urgency[each.need]), 3),
        **_when(problem, int(made.period[each.need])),
        "reason": name, "goes": "first" if first else "later", "others": each.number,
        "examples": [problem.needs[other].id for other in each.others],
        "facts": _facts(made, each),
    }  # fmt: skip
    fields = {
        **found["facts"], "need": found["need"], "urgency": f"{found['urgency']:g}",
        "placed": _when_words(found), "number": f"{each.number:,}",
    }  # fmt: skip
    if "constraint" in fields:
        fields["constraint"] = fields["constraint"]["sentence"]
    found["sentence"] = words.exception(name, _format_facts(fields), first=first)
    return found


def _when_words(when: Values) -> str:
    return " ".join(str(part) for part in (when["year"], when["season"]) if part) or "not planned"


def _format_facts(facts: Values) -> dict[str, str]:
    money = {"won", "most"}
    return {
        name: f"{value:,}" if name in money else ", ".join(value) if isinstance(value, list)
        else str(value)
        for name, value in facts.items()
    }  # fmt: skip


def _name(problem: PlanningProblem, each: Passing) -> str:
    if each.floor < 0:
        return NAMES[each.cause]
    sort = "deadline" if isinstance(problem.floors[each.floor].told, DeadlineInput) else "minimum"
    return f"{sort}_{'first' if each.cause in FIRST else 'later'}"


def _facts(made: WorkingPlan, each: Passing) -> Values:
    problem = made.problem
    one = problem.needs[each.need]
    facts: Values = {}
    if each.floor >= 0:
        facts["constraint"] = constraint(problem, _limit_of(problem, each.floor))
    if each.cause is Cause.LEAD:
        facts["lead_days"] = one.kind.lead_days
    if each.cause is Cause.SEASON:
        facts["seasons"] = list(one.kind.seasons or ())
    if each.cause in {Cause.BUDGET, Cause.CREW, Cause.SOURCE, Cause.PLACE}:
        facts["when"] = [_when_words(_when(problem, at)) for at in each.periods]
    if each.cause is Cause.BUDGET:
        facts |= {"won": int(problem.cost[each.need]), "most": each.most}
    if each.cause is Cause.CREW:
        facts |= {"days": problem.crew[each.need] / CREW_UNIT, "most": each.most / CREW_UNIT}
    if each.cause is Cause.SOURCE:
        facts["source"] = [n for at, n in enumerate(problem.sources) if problem.pays[each.need, at]]
    return facts


def _limit_of(problem: PlanningProblem, floor: int) -> Limit:
    rule = problem.floors[floor].told
    return Limit(Sort.DEADLINE if isinstance(rule, DeadlineInput) else Sort.MINIMUM, -1, (floor,))


def infeasible(problem: PlanningProblem, found: Infeasibility) -> Values:
    """Tell what quarrels, and what helps."""
    return {
        "status": "infeasible",
        "name": problem.told.name,
        "quarrel": [constraint(problem, each) for each in found.limits],
        "proved": found.sure,
        "late_consents": _late_consents(problem),
        "changes": [
            {
                "smallest": each.proved,
                "changes": [change(problem, one) for one in each.changes],
                "sentence": " and ".join(change(problem, c)["sentence"] for c in each.changes),
            }
            for each in found.helps
        ],
    }


def constraint(problem: PlanningProblem, each: Limit) -> Values:
    """Tell one constraint."""
    facts = _limit_facts(problem, each)
    sentence = words.CONSTRAINTS[each.sort].format_map(_format_facts(facts))
    return {"constraint": str(each.sort), **facts, "sentence": sentence}


def change(problem: PlanningProblem, each: Change) -> Values:
    """Tell one change. ``change`` is in what the constraint counts: won, days, measures.

    ``new``: what the number is to be at least, or at most where it is a minimum.
    """
    facts = _limit_facts(problem, each.limit)
    found = {"constraint": str(each.limit.sort), **facts, **_new(problem, each)}
    name = "deadline_moved" if each.until else str(each.limit.sort)
    name = "minimum_alike" if each.alike else name
    fields = {**found, "change": f"{found['change']:,}", "new": f"{found['new'] or 0:,}"}
    return {**found, "sentence": words.CHANGES[name].format_map(_format_facts(fields))}


def _new(problem: PlanningProblem, each: Change) -> Values:
    limit = each.limit
    if limit.sort is Sort.CREW:
        days = int(problem.days[limit.at[0]])
        return {"change": each.by / CREW_UNIT, "new": (days + each.by) / CREW_UNIT}
    new: int | None = None
    if limit.sort is Sort.BUDGET:
        new = int(problem.budget[limit.at]) + each.by
    elif limit.sort is Sort.MINIMUM:
        new = problem.floors[limit.at[0]].least - each.by
    more: Values = {"alike": True} if each.alike else {}
    if each.until:
        more |= {
            "until": each.until.by, "until_season": each.until.season,
            "until_when": _end_words(each.until),
        }  # fmt: skip
    return {"change": each.by, "new": new, **more}


def _limit_facts(problem: PlanningProblem, each: Limit) -> Values:
    if each.sort is Sort.FIXED:
        return _fixed_facts(problem, each.at[0])
    if each.sort is Sort.BUDGET:
        year, source = each.at
        return {
            "year": problem.told.years[year], "source": problem.sources[source],
            "won": int(problem.budget[year, source]),
        }  # fmt: skip
    if each.sort is Sort.CREW:
        when = _when(problem, each.at[0])
        return {
            **when,
            "when": _when_words(when),
            "days": int(problem.days[each.at[0]]) / CREW_UNIT,
        }
    floor = problem.floors[each.at[0]]
    if isinstance(floor.told, MinimumInput):
        return _minimum_facts(floor.told, floor.dong or "", floor.least)
    shut = (problem.bar[:, floor.periods[:-1]] != Bar.FREE).all(axis=1)
    return {
        "risk": floor.told.risk_at_least, "by": floor.told.by, "season": floor.told.season,
        "due": _end_words(floor.told), "least": floor.least,
        "index": problem.told.deadlines.index(floor.told),
        "blocked": int((floor.members & shut).sum()),
    }  # fmt: skip


def _end_words(until: DeadlineInput) -> str:
    return f"{until.by} {until.season}" if until.season else str(until.by)


def _minimum_facts(minimum: MinimumInput, dong: str, least: int) -> Values:
    unit = "won" if minimum.won is not None else "measures"
    during = f" in {minimum.year}" if minimum.year else ""
    return {"dong": dong, "year": minimum.year, "during": during, "least": f"{least:,} {unit}"}


def _fixed_facts(problem: PlanningProblem, need: int) -> Values:
    fixed = problem.needs[need].told.fixed
    year, season = (fixed.year, fixed.season) if fixed else (None, None)
    when = " ".join(str(part) for part in (year, season) if part)
    return {
        "need": problem.needs[need].id, "year": year, "season": season, "when": when,
        "because": fixed.because if fixed else "",
    }  # fmt: skip

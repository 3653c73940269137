"""Where to look next: the list with its map, a plan of it, and how lists of before have done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.platform.triage.api import dong_name
from townline.platform.web.moments import english
from townline.platform.web.showing.charts import share_line
from townline.prevention.hazards.exploration_planning import api
from townline.prevention.hazards.exploration_planning.views.access import planner
from townline.prevention.hazards.exploration_planning.views.lines import (
    PAGE,
    SectionList,
    list_sections,
)
from townline.prevention.hazards.exploration_planning.views.ranking_query import (
    RankingQuery,
    parse_query,
)
from townline.prevention.hazards.exploration_planning.views.words import (
    factor_words,
    lift_words,
    surface_words,
)

_LINES = "/hazards/where-next/lines.json"


@require_safe
def where_next(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the list. The number of queries is the same, however long it is."""
    query, now = parse_query(request.GET), clock.now()
    made = api.ranking(api.planning_settings(), now, query.weights)
    found = list_sections(made, query)
    context = _list(made, query, found) | {
        "plan": _plan(found, query),
        "weights": _weights(made, query),
        "check": _check(made, query),
        "year": made.day.year,
        "next_year": made.day.year + 1,
        "may_plan": planner(viewer),
    }
    status = 422 if query.wrong else 200
    return render(request, "exploration_planning/where_next.html", context, status=status)


def _list(made: api.Ranking, query: RankingQuery, found: SectionList) -> dict[str, Any]:
    pages = -(-found.number // PAGE) if query.km is None else 1
    acts = [
        (line, {where or "none": query.fixed(line.id, where) for where in ("in", "out", "")})
        for line in found.lines
    ]
    names = sorted(set(made.sections.rows["dong"]) - {""})
    return {
        "wish": query,
        "lines": acts,
        "number": found.number,
        "whole": len(made.sections),
        "whole_km": float(made.sections.length.sum()) / 1000,
        "without_services": not made.told.services,
        "fixed": _fixed_sections(made, query),
        "query": query.query(page=query.page),
        "layers": [
            {"id": "lines", "kind": "lines", "url": f"{_LINES}?{query.query(page=query.page)}"}
        ],
        "pages": {
            "here": query.page,
            "all": pages,
            "before": query.query(page=query.page - 1) if query.page > 1 else "",
            "after": query.query(page=query.page + 1) if query.page < pages else "",
        },
        "dongs": [(name, dong_name(name, english=english())) for name in names],
        "surfaces": surface_words().items(),
        "without": query.query(weights=None),
    }


def _fixed_sections(made: api.Ranking, query: RankingQuery) -> list[dict[str, Any]]:
    """Give what is fixed with the address in which it is not: also what the list does not show."""
    names = dict(zip(made.sections.rows["id"], made.sections.rows["name"], strict=True))
    both = [(number, "in") for number in query.inside] + [(n, "out") for n in query.outside]
    return [
        {"name": names[number], "where": where, "id": number, "free": query.fixed(number, "")}
        for number, where in both
        if number in names
    ]


def _plan(found: SectionList, query: RankingQuery) -> dict[str, Any] | None:
    plan, plain = found.plan, found.plain
    if plan is None or plain is None:
        return None
    rows = [
        (gettext("거리(km)"), *(one.metres / 1000 for one in (plan, plain)), 1),
        (gettext("구간"), *(len(one.chosen) for one in (plan, plain)), 0),
        (gettext("이어진 묶음"), *(one.groups for one in (plan, plain)), 0),
        (gettext("묶음 사이 직선거리(km)"), *(one.gap_m / 1000 for one in (plan, plain)), 1),
        (gettext("점수 × km"), *(one.worth for one in (plan, plain)), 0),
    ]
    ids = ",".join(str(line.id) for line in found.lines)
    return {"km": query.km, "rows": rows, "over": plan.over, "ids": ids, "made": plan}


def _weights(made: api.Ranking, query: RankingQuery) -> list[dict[str, Any]]:
    own, names = api.weights(made.told), factor_words()
    used = query.weights or own
    return [
        {
            "factor": factor,
            "name": names[factor],
            "own": own[factor],
            "used": used[factor],
            "wrong": query.wrong.get(f"w-{factor}"),
        }
        for factor in api.FACTORS
    ]


def _check(made: api.Ranking, query: RankingQuery) -> dict[str, Any] | None:
    """Hold the list of before against the last whole year in which something was explored."""
    years = [year for year in api.years_explored(made) if year < made.day.year]
    if not years:
        return None
    found = api.backward(made, years[0], query.weights)
    names = [f"{10 * step}%" for step in range(len(found.curve))]
    enough = found.cavities >= made.told.fewest_cavities
    label = gettext("탐사한 거리의 위에서부터 비율과 그 안에서 찾은 공동의 비율")
    return {
        "words": lift_words(found, years[0], made.told.fewest_cavities),
        "chart": share_line(names, found.curve, label) if enough else "",
        "rows": list(zip(names, found.curve, strict=True)),
        "km": found.metres / 1000,
        "year": years[0],
    }

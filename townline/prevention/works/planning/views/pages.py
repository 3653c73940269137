"""The pages: versions of the plan, one version, its exceptions, and two versions compared."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from townline.platform.core import clock, district
from townline.platform.departments.api import Role, Viewer
from townline.platform.web.reading import read
from townline.platform.web.showing.curves import Chart, Series, stacks
from townline.platform.web.staff import staff_page
from townline.prevention.works import api as works
from townline.prevention.works.api import decides, reads
from townline.prevention.works.planning.models import PlanVersion
from townline.prevention.works.planning.rules.comparing import compare_plans, sum_rows
from townline.prevention.works.planning.rules.shapes import DeadlineInput
from townline.prevention.works.planning.rules.states import PlanState
from townline.prevention.works.planning.selectors import versions
from townline.prevention.works.planning.selectors.gathering import PlanRequest
from townline.prevention.works.planning.services.asking import may_change, plan_ask
from townline.prevention.works.planning.settings import WorksPlanning
from townline.prevention.works.planning.views import words
from townline.prevention.works.planning.views.deadline_table import deadline_rows
from townline.prevention.works.planning.views.inputs import DeadlineRow, PlanAsk
from townline.prevention.works.planning.views.lines import (
    PAGE,
    exception_lines,
    lines,
    measure_namer,
    mover_lines,
    read_query,
)

# Who has plans made, and who adopts them; who sees works sees plans.


def adopts(viewer: Viewer) -> bool:
    """Say whether they enter the decision that adopts a plan."""
    return decides(viewer) and viewer.role == Role.HEAD


_BOTH = require_http_methods(["GET", "HEAD", "POST"])
_MADE = (PlanState.READY, PlanState.ADOPTED, PlanState.REPLACED)
_LISTED = 50
_FIRST = 5  # quarrelling constraints; the others are folded


@_BOTH
@staff_page(reads)
def all_plans(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List the versions; ask for a new one of what works knows now."""
    if request.method == "POST":
        return _create_plan(request, viewer)
    first, before = _year(request.GET.get("year", "")), _latest_input()
    years = range(first, first + district.part(WorksPlanning).years)
    context = {
        "plans": [_entry(each) for each in versions.versions()[:_LISTED]],
        "may_plan": decides(viewer),
        "grid": _grid(years, before),
        "due": deadline_rows(years, before),
        "sources": [words.source_name(code) for code in works.budget_sources()],
        "first": first,
        "told": district.part(WorksPlanning),
        "consent_from": dt.date(first + 1, 1, 1),
    }
    return render(request, "works_planning/plans.html", context)


def _year(written: str) -> int:
    """Read the first year of a new plan; without one, next year's: this one's money is bound."""
    now = clock.now().astimezone(district.current().zone).year
    requested = int(written) if written.isascii() and written.isdigit() and len(written) == 4 else 0  # noqa: PLR2004 -- a year
    return requested if now <= requested <= now + 10 else now + 1


def _create_plan(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    if not decides(viewer):
        return render(request, "works_planning/plans.html", {"plans": []}, status=403)
    form = read(request, PlanAsk)
    budgets = budgets_of(form.budget)
    made = plan_ask(
        PlanRequest(
            name=form.name, years=sorted({year for year, _ in budgets}), budgets=budgets,
            crew_days=form.crew_days, minimum=form.minimum, worst_first=form.worst_first,
            consent_from=form.consent_from, deadlines=deadlines_of(form.deadlines),
        ),
        actor=viewer.actor, now=clock.now(),
    )  # fmt: skip
    return HttpResponseRedirect(reverse("works_plan", args=[made.pk]))


def budgets_of(written: dict[str, int]) -> dict[tuple[int, str], int]:
    """Read budgets by ``year-source``; what is no such thing is left out."""
    found = {}
    for key, won in written.items():
        year, _, source = key.partition("-")
        if year.isascii() and year.isdigit() and source:
            found[int(year), source] = won
    return found


def deadlines_of(written: Sequence[DeadlineRow]) -> list[DeadlineInput]:
    """Read the rows of the table of deadlines."""
    return [
        DeadlineInput(
            risk_at_least=row.due_risk, by=int(row.due[:4]), season=row.due[5:] or None,
            group=row.due_group, allow_late=row.due_late,
        )
        for row in written
    ]  # fmt: skip


def _latest_input() -> dict[str, Any]:
    last = PlanVersion.objects.order_by("-asked_at").values_list("input", flat=True).first()
    return last or {}


def _grid(years: Sequence[int], plan_input: dict[str, Any]) -> list[dict[str, Any]]:
    budgets = {(b["year"], b["source"]): b["won"] for b in plan_input.get("budgets", [])}
    return [
        {
            "year": year,
            "cells": [
                {
                    "field": f"budget-{year}-{code}",
                    "won": budgets.get((year, code), 0),
                    "source": words.source_name(code),
                }
                for code in works.budget_sources()
            ],
        }
        for year in years
    ]


def _entry(row: PlanVersion) -> dict[str, Any]:
    gap = "" if row.state == PlanState.RUNNING else _gap(row)
    return {"row": row, "state": words.STATES[row.state], "gap": gap}


def _gap(row: PlanVersion) -> str:
    return "" if row.gap is None else f"{100 * row.gap:.3f}%"


def _base(row: PlanVersion, viewer: Viewer) -> dict[str, Any]:
    return {
        "plan": row,
        "state": words.STATES[row.state],
        "gap": _gap(row),
        "made": row.state in _MADE,
        "waits": row.state in {PlanState.WAITING, PlanState.RUNNING},
        "may_plan": decides(viewer),
        "may_adopt": adopts(viewer) and row.state in {PlanState.READY, PlanState.REPLACED},
    }


@require_safe
@staff_page(reads)
def plan(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show a version: costs against budgets, by dong and kind, who when on list and map."""
    row = versions.version(number)
    context = _base(row, viewer)
    if row.state == PlanState.INFEASIBLE and row.result:
        context |= _infeasibility_context(row.result) | _what_if(row)
    if context["made"] and row.result:
        context |= _result_context(request, row, row.result) | _what_if(row)
    return render(request, "works_planning/plan.html", context)


def _infeasibility_context(result: dict[str, Any]) -> dict[str, Any]:
    rows = [*result["quarrel"], *(one for each in result["changes"] for one in each["changes"])]
    late = result.get("late_consents", [])
    name = measure_namer([*(row for row in rows if "need" in row), *late])
    helps = [
        (at, wording, each["smallest"], may_change(each["changes"]))
        for at, (wording, each) in enumerate(
            zip(words.helps_words(result, name), result["changes"], strict=True)
        )
    ]
    wording = words.limits_words(result["quarrel"], name)
    return {
        "quarrel": {"first": wording[:_FIRST], "more": wording[_FIRST:]},
        "helps": helps,
        "late": [words.late_words(row, name) for row in late],
    }


def _result_context(
    request: HttpRequest, row: PlanVersion, result: dict[str, Any]
) -> dict[str, Any]:
    query = read_query(request)
    selected = [each for each in result["planned"] if query.keeps(each)]
    page = selected[query.first : query.first + PAGE]
    gone, late = versions.since(row), result.get("late_consents", [])
    name = measure_namer(late)
    return {
        "late": [words.late_words(each, name) for each in late],
        "result": result,
        "costs": _costs(result),
        "chart": _costs_chart(result, row.input["years"]),
        "total": sum(each["won"] for each in result["planned"]),
        "by_dong": _sums(row, "dong", words.place_name),
        "by_kind": _sums(row, "kind", words.kind_name),
        "years": row.input["years"],
        "lines": lines(page),
        "number": len(selected),
        "wish": query,
        "dongs": [(n, words.place_name(n)) for n in sorted({r["dong"] for r in result["planned"]})],
        "kinds": [(n, words.kind_name(n)) for n in sorted({r["kind"] for r in result["planned"]})],
        "left_out": _left_out(result),
        "gone": [(each, words.kind_name(each.kind)) for each in gone],
        "others": list(versions.comparable(row)[:_LISTED]),
    }


def _costs(result: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            **each,
            "name": words.source_name(each["source"]),
            "share": round(100 * each["won"] / each["budget"]) if each["budget"] else 0,
        }
        for each in result["cost_by_year"]
    ]


def _costs_chart(result: dict[str, Any], years: Sequence[int]) -> Chart | None:
    """Draw what each year costs as one bar of its sources, in million won; None for nothing."""
    costs = result["cost_by_year"]
    sources = list(dict.fromkeys(each["source"] for each in costs if each["won"]))
    if not sources:
        return None
    label, names = gettext("연도별 비용(백만 원)"), [str(year) for year in years]
    won = {(each["source"], each["year"]): each["won"] / 1_000_000 for each in costs}
    series = [
        Series(words.source_name(source), [won.get((source, year), 0) for year in years])
        for source in sources
    ]
    heads = (gettext("연도"), *(each.name for each in series))
    columns = [[f"{value:,.0f}" for value in each.values if value is not None] for each in series]
    rows = [tuple(row) for row in zip(names, *columns, strict=True)]
    return Chart(label, stacks(names, series, label), heads, rows)


def _sums(row: PlanVersion, name: str, called: Callable[[str], str]) -> list[dict[str, Any]]:
    years = row.input["years"]
    return [
        {
            "name": called(key),
            "number": number,
            "won": won,
            "by_year": [by.get(year, 0) for year in years],
        }
        for key, number, won, by in sum_rows((row.result or {})["planned"], name)
    ]


def _left_out(result: dict[str, Any]) -> list[tuple[str, int]]:
    counted: dict[str, int] = {}
    for each in result["left_out"]:
        counted[each["reason"]] = counted.get(each["reason"], 0) + 1
    return [(str(words.OUT[reason]), number) for reason, number in sorted(counted.items())]


def _what_if(row: PlanVersion) -> dict[str, Any]:
    return {
        "grid": _grid(row.input["years"], row.input),
        "due": deadline_rows(row.input["years"], row.input),
        "sources": [words.source_name(code) for code in works.budget_sources()],
        "worst_first": row.input["worst_first"],
        "told": district.part(WorksPlanning),
    }


@require_safe
@staff_page(reads)
def exceptions(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show who goes before somebody more urgent, or after somebody less urgent, and why."""
    row = versions.version(number)
    found = (row.result or {}).get("exceptions", [])
    query = read_query(request)
    selected = [each for each in found if query.reason in {"", each["reason"]}]
    names = sorted({each["reason"] for each in found})
    context = _base(row, viewer) | {
        "wish": query,
        "reasons": [
            (n, words.short_reason(n), sum(e["reason"] == n for e in found)) for n in names
        ],
        "number": len(selected),
        "lines": exception_lines(selected[query.first : query.first + PAGE]),
    }
    return render(request, "works_planning/exceptions.html", context)


@require_safe
@staff_page(reads)
def compare(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show who moves from another version to this one; without one named, from its base."""
    row = versions.version(number)
    other = _other(request, row)
    context = _base(row, viewer) | {"others": list(versions.comparable(row)[:_LISTED])}
    if other is not None and other.result and row.result and context["made"]:
        query, found = read_query(request), compare_plans(other.result, row.result)
        selected = [each for each in found.movers if query.way in {"", each.way}]
        ways = words.way_words()
        context |= {
            "other": other, "wish": query, "number": len(selected),
            "ways": [(way, ways[way], number) for way, number in found.ways.items() if number],
            "lines": mover_lines(selected[query.first : query.first + PAGE]),
            "spent": [(each, words.source_name(each.source), each.after - each.before)
                      for each in found.spent],
        }  # fmt: skip
    return render(request, "works_planning/compare.html", context)


def _other(request: HttpRequest, row: PlanVersion) -> PlanVersion | None:
    named = request.GET.get("with", "")
    if named.isascii() and named.isdigit() and len(named) < 10:  # noqa: PLR2004 -- of a row's number
        return versions.version(int(named))
    return versions.version(row.base_id) if row.base_id else None

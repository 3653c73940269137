"""How well the machine's suggestions do, month by month: for reading, printing, spreadsheets."""

import datetime as dt
from collections import defaultdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from townline.casework.alarms import api as alarms
from townline.casework.cases.views.lists import directory, the_act, the_viewer
from townline.casework.classification import api
from townline.casework.classification.views.triage_tables import (
    Alarmed,
    Cell,
    TriageTable,
    tables,
)
from townline.platform.core import clock, district
from townline.platform.departments.api import Act, Role
from townline.platform.departments.guards import has_role
from townline.platform.web import moments
from townline.platform.web.export import ExportSheet, Percent, export_tables
from townline.platform.web.staff import staff_page

# With fewer decisions a share says little.
FEW = 30
READERS = (
    Role.CLERK, Role.HEAD, Role.ADMINISTRATOR, Role.MAYOR, Role.DEPUTY, Role.AUDITOR,
)  # fmt: skip
triage_page = staff_page(has_role(*READERS))


@require_GET
@triage_page
def page(request: HttpRequest) -> HttpResponse:
    """Show the tables; those by service are of one month if the address names it."""
    now, month = clock.now(), _month(request)
    figures = api.triage_figures(now=now, month=month)
    context = {
        "tables": _tables(Act(the_viewer(request), now), figures),
        "few": figures.all.decided < FEW,
        "all": figures.all,
        "month": month,
        "months": [(one, moments.month(one)) for one in reversed(figures.months)],
        "waiting": api.waits_long(now),
        "demo": settings.TOWNLINE_DEMO,
    }
    return render(request, "classification/triage.html", context)


def _month(request: HttpRequest) -> dt.date | None:
    """Read the month of the address; anything else means the whole year."""
    try:
        month = dt.datetime.strptime(request.GET.get("month", ""), "%Y-%m").date()  # noqa: DTZ007 -- a month, no moment
    except ValueError:
        return None
    return month if month in api.months_until(clock.now()) else None


def _alarms(act: Act, figures: api.TriageFigures) -> dict[dt.date, Alarmed]:
    zone, since = district.current().zone, _since(figures)
    by_month: dict[dt.date, list[alarms.AlarmFact]] = defaultdict(list)
    for fact in alarms.alarm_facts(viewer=act.viewer, since=since, until=act.now):
        by_month[fact.raised_at.astimezone(zone).date().replace(day=1)].append(fact)
    return {month: _alarm_counts(facts) for month, facts in by_month.items()}


def _alarm_counts(facts: list[alarms.AlarmFact]) -> Alarmed:
    return Alarmed(
        read=sum(fact.read for fact in facts),
        false=sum(fact.read and fact.state == alarms.AlarmState.NOT_URGENT for fact in facts),
        missed=sum(not fact.read and fact.state != alarms.AlarmState.NOT_URGENT for fact in facts),
        seconds=tuple(fact.seconds for fact in facts if fact.seconds is not None),
    )


def _all(request: HttpRequest) -> list[TriageTable]:
    now = clock.now()
    figures = api.triage_figures(now=now, month=_month(request))
    return _tables(Act(the_viewer(request), now), figures)


def _tables(act: Act, figures: api.TriageFigures) -> list[TriageTable]:
    joins = api.similarity_figures(since=_since(figures), until=act.now)
    return tables(figures, _alarms(act, figures), joins, directory())


def _since(figures: api.TriageFigures) -> dt.datetime:
    return dt.datetime.combine(next(iter(figures.months)), dt.time(), district.current().zone)


@require_GET
@triage_page
def csv_file(request: HttpRequest) -> HttpResponseBase:
    """Give all tables in one, each line with the name of its table."""
    return export_tables(the_act(request), "triage.csv", *_sheets(request))


@require_GET
@triage_page
def xlsx_file(request: HttpRequest) -> HttpResponseBase:
    """Give each table as a sheet of one book."""
    return export_tables(the_act(request), "triage.xlsx", *_sheets(request))


def _sheets(request: HttpRequest) -> list[ExportSheet]:
    return [
        ExportSheet(
            table.columns, [[_value(cell) for cell in line] for line in table.lines], table.title
        )
        for table in _all(request)
    ]


def _value(cell: Cell) -> object:
    if not isinstance(cell, api.ShareEstimate):
        return cell
    return None if cell.value is None else Percent(cell.value)

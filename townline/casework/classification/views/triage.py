"""How well the machine's suggestions do, month by month: for reading, printing, spreadsheets."""

import csv
import datetime as dt
import io
from collections import defaultdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from townline.casework.alarms import api as alarms
from townline.casework.cases.views.access import staff_page
from townline.casework.cases.views.lists import directory, the_viewer
from townline.casework.classification import api
from townline.casework.classification.views.triage_tables import (
    Alarmed,
    Cell,
    Table,
    tables,
)
from townline.platform.core import clock, district
from townline.platform.core.text.foreign import plain
from townline.platform.departments.api import Act, Role
from townline.platform.web import moments

# With fewer decisions a share says little.
FEW = 30
READERS = (
    Role.CLERK, Role.HEAD, Role.ADMINISTRATOR, Role.MAYOR, Role.DEPUTY, Role.AUDITOR,
)  # fmt: skip
triage_page = staff_page(*READERS)
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TITLE = 31


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
        asked = dt.datetime.strptime(request.GET.get("month", ""), "%Y-%m").date()  # noqa: DTZ007 -- a month, no moment
    except ValueError:
        return None
    return asked if asked in api.months_until(clock.now()) else None


def _alarms(act: Act, figures: api.TriageFigures) -> dict[dt.date, Alarmed]:
    zone, since = district.current().zone, _since(figures)
    by_month: dict[dt.date, list[alarms.AlarmFact]] = defaultdict(list)
    for fact in alarms.alarm_facts(viewer=act.viewer, since=since, until=act.now):
        by_month[fact.raised_at.astimezone(zone).date().replace(day=1)].append(fact)
    return {month: _alarmed(facts) for month, facts in by_month.items()}


def _alarmed(facts: list[alarms.AlarmFact]) -> Alarmed:
    return Alarmed(
        read=sum(fact.read for fact in facts),
        false=sum(fact.read and fact.state == alarms.AlarmState.NOT_URGENT for fact in facts),
        missed=sum(not fact.read and fact.state != alarms.AlarmState.NOT_URGENT for fact in facts),
        seconds=tuple(fact.seconds for fact in facts if fact.seconds is not None),
    )


def _all(request: HttpRequest) -> list[Table]:
    now = clock.now()
    figures = api.triage_figures(now=now, month=_month(request))
    return _tables(Act(the_viewer(request), now), figures)


def _tables(act: Act, figures: api.TriageFigures) -> list[Table]:
    joins = api.similarity_figures(since=_since(figures), until=act.now)
    return tables(figures, _alarms(act, figures), joins, directory())


def _since(figures: api.TriageFigures) -> dt.datetime:
    return dt.datetime.combine(next(iter(figures.months)), dt.time(), district.current().zone)


@require_GET
@triage_page
def csv_file(request: HttpRequest) -> HttpResponse:
    """Give all tables in one, each line with the name of its table."""
    out = io.StringIO()
    writer = csv.writer(out)
    for table in _all(request):
        writer.writerow([table.title, *table.columns])
        writer.writerows([[table.title, *map(_text, line)] for line in table.lines])
        writer.writerow([])
    # With a mark in front, or spreadsheets read Korean as noise.
    return _given("\ufeff" + out.getvalue(), "text/csv; charset=utf-8", "triage.csv")


@require_GET
@triage_page
def xlsx_file(request: HttpRequest) -> HttpResponse:
    """Give each table as a sheet of one book."""
    from openpyxl import Workbook  # noqa: PLC0415 -- not at each start, for a file now and then
    from openpyxl.styles import Font  # noqa: PLC0415 -- the same

    book = Workbook()
    book.remove(book.active)
    for table in _all(request):
        sheet = book.create_sheet(table.title[:_TITLE])
        sheet.append(list(table.columns))
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for line in table.lines:
            sheet.append([_value(cell) for cell in line])
            for cell, value in zip(sheet[sheet.max_row], line, strict=True):
                if isinstance(value, api.Share):
                    cell.number_format = "0.0%"
        sheet.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return _given(out.getvalue(), _SHEET, "triage.xlsx")


def _value(cell: Cell) -> str | int | float | dt.date | None:
    return cell.value if isinstance(cell, api.Share) else _safe(cell)


def _text(cell: Cell) -> str | int | dt.date | None:
    if not isinstance(cell, api.Share):
        return _safe(cell)
    return "" if cell.value is None else f"{100 * cell.value:.1f}%"


def _safe(cell: str | int | dt.date | None) -> str | int | dt.date | None:
    """Keep a spreadsheet from running what a name of the district may hold."""
    return plain(cell) if isinstance(cell, str) else cell


def _given(content: str | bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

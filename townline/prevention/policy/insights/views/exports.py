"""A time's figures as tables for a spreadsheet."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.platform.departments.api import Viewer
from townline.platform.departments.guards import act_of
from townline.platform.web.export import ExportSheet, Percent, Tenths, export_tables
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page
from townline.prevention.policy.insights.rules.measures import ShareValue
from townline.prevention.policy.insights.views.lines import Cell, FigureTable, tables
from townline.prevention.policy.insights.views.pages import read, sees_figures, today
from townline.prevention.policy.insights.views.periods import PeriodQuery, parse_period_query


@require_GET
@staff_page(sees_figures, reads=True)
def csv_file(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Give all tables in one, each line with the name of its table."""
    return _file(request, viewer, "csv")


@require_GET
@staff_page(sees_figures, reads=True)
def xlsx_file(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Give all tables as the sheets of one book."""
    return _file(request, viewer, "xlsx")


def _file(request: HttpRequest, viewer: Viewer, form: str) -> HttpResponseBase:
    period_query = parse_period_query(request.GET, today())
    if period_query.problem:
        return problem_page(request, 422, detail=period_query.problem)
    span = period_query.period.span
    sheets = map(_sheet, _filled_tables(period_query, viewer))
    return export_tables(act_of(request), f"figures-{span.since}-{span.last}.{form}", *sheets)


def _filled_tables(period_query: PeriodQuery, viewer: Viewer) -> list[FigureTable]:
    found = read(period_query, viewer)
    return tables(found, period_query.period.step)


def _sheet(table: FigureTable) -> ExportSheet:
    return ExportSheet([table.first, *table.columns], _lines(table), table.title)


def _lines(table: FigureTable) -> list[list[object]]:
    if not table.lines:
        return [[gettext("이 기간에는 없습니다.")]]
    return [[line.name, *map(_value, line.cells)] for line in table.lines]


def _value(cell: Cell) -> object:
    if isinstance(cell, ShareValue):
        return Percent(cell)
    return Tenths(cell) if isinstance(cell, float) else cell

"""A time's figures as tables for a spreadsheet."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.platform.departments.api import Viewer
from townline.platform.departments.guards import act_of
from townline.platform.web.export import Percent, Sheet, Tenths, export_tables
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page
from townline.prevention.insights.rules.measures import Share
from townline.prevention.insights.views.access import sees_figures
from townline.prevention.insights.views.lines import Cell, Table, tables
from townline.prevention.insights.views.pages import read, today
from townline.prevention.insights.views.periods import PeriodQuery, wished


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
    wish = wished(request.GET, today())
    if wish.problem:
        return problem_page(request, 422, detail=wish.problem)
    span = wish.period.span
    sheets = map(_sheet, _filled(wish, viewer))
    return export_tables(act_of(request), f"figures-{span.since}-{span.last}.{form}", *sheets)


def _filled(wish: PeriodQuery, viewer: Viewer) -> list[Table]:
    found = read(wish, viewer)
    return tables(found, wish.period.step)


def _sheet(table: Table) -> Sheet:
    return Sheet([table.first, *table.columns], _lines(table), table.title)


def _lines(table: Table) -> list[list[object]]:
    if not table.lines:
        return [[gettext("이 기간에는 없습니다.")]]
    return [[line.name, *map(_value, line.cells)] for line in table.lines]


def _value(cell: Cell) -> object:
    if isinstance(cell, Share):
        return Percent(cell)
    return Tenths(cell) if isinstance(cell, float) else cell

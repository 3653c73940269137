"""The figures of the halls for a spreadsheet."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from townline.lines.queues.views.figures import days_of, read
from townline.lines.queues.views.tables import Cell, Percentage, QueueTable
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import act_of, may
from townline.platform.web.export import ExportSheet, Percent, Tenths, export_tables
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page


@require_GET
@staff_page(may(Permission.DESK))
def csv_file(request: HttpRequest) -> HttpResponseBase:
    """Give all tables in one, each line with the name of its table."""
    return _file(request, "csv")


@require_GET
@staff_page(may(Permission.DESK))
def xlsx_file(request: HttpRequest) -> HttpResponseBase:
    """Give all tables as the sheets of one book."""
    return _file(request, "xlsx")


def _file(request: HttpRequest, form: str) -> HttpResponseBase:
    days = days_of(request.GET)
    if days.problem:
        return problem_page(request, 422, detail=days.problem)
    name = f"tickets-{days.since}-{days.until}.{form}"
    return export_tables(act_of(request), name, *map(_sheet, read(days)))


def _sheet(table: QueueTable) -> ExportSheet:
    lines = [[_value(cell) for cell in line] for line in table.lines]
    return ExportSheet(table.columns, lines, table.title)


def _value(cell: Cell) -> object:
    if isinstance(cell, Percentage):
        return Percent(cell)
    return Tenths(cell) if isinstance(cell, float) else cell

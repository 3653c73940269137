"""Issuing many numbers from a table; afterwards their list and their stickers."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import StickerSize
from townline.lines.safenumbers.number_desk.views.numbers import stickers_file
from townline.lines.safenumbers.rules.bulk import COLUMNS, MOST
from townline.lines.safenumbers.views import number_words
from townline.platform.core import clock
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import act_of, may
from townline.platform.web.export import ExportSheet, export_tables, open_tables
from townline.platform.web.reading import pressed_button
from townline.platform.web.staff import staff_page
from townline.platform.web.templates_xlsx import headings, template
from townline.platform.web.views import problem_page

_HOME = "/numbers/bulk/"


@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.NUMBERS))
def bulk(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Take a file: check every line, and issue when that is wished and all are right."""
    if request.method == "GET":
        return _page(request, {"done": api.leases_of_batch(at) if (at := _at(request)) else []})
    file = request.FILES.get("file")
    if file is None:
        words = gettext("파일을 선택해 주세요")
        return _page(request, {"problems": [(0, words)], "no_file": True}, status=422)
    dry, now = pressed_button(request) != "issue", clock.now()
    try:
        done = api.bulk_issue(by=viewer, content=file.read(), dry=dry, now=now)
    except api.BulkInvalid as error:
        problems = [(line, number_words.bulk(kind, words)) for line, words, kind in error.problems]
        return _page(request, {"problems": problems}, status=422)
    if dry:
        return _page(request, {"checked": done.issued})
    message = gettext("번호 %(issued)d개를 발급하고, %(waiting)d대를 대기 명단에 올렸습니다.")
    messages.success(request, message % {"issued": done.issued, "waiting": done.waiting})
    return HttpResponseRedirect(f"{_HOME}?at={now:%Y%m%dT%H%M%S.%f}Z")


def _page(request: HttpRequest, more: dict[str, Any], status: int = 200) -> HttpResponse:
    done = [(row, api.number_shown(row.number)) for row in more.pop("done", [])]
    context = {
        "columns": headings(COLUMNS),
        "needed": headings([column for column in COLUMNS if not column.empty]),
        "most": MOST,
        "at": request.GET.get("at", ""),
        "done": done,
    }
    return render(request, "number_desk/number_bulk.html", context | more, status=status)


@require_GET
@staff_page(may(Permission.NUMBERS))
def bulk_template(_request: HttpRequest) -> HttpResponse:
    """Give an empty table to fill in; nobody is written down, for it holds nothing of anybody."""
    return open_tables("safe-numbers-template.xlsx", *template(COLUMNS))


def _at(request: HttpRequest) -> dt.datetime | None:
    """Give the moment of a table that was issued, which names it."""
    try:
        found = dt.datetime.strptime(request.GET.get("at", ""), "%Y%m%dT%H%M%S.%f%z")
    except ValueError:
        return None
    return found


@require_GET
@staff_page(may(Permission.NUMBERS))
def bulk_stickers(request: HttpRequest) -> HttpResponse:
    """Give the stickers of one table, ten on a sheet."""
    rows = api.leases_of_batch(at) if (at := _at(request)) else []
    if not rows:
        return problem_page(request, 404)
    return stickers_file(request, [row.id for row in rows], StickerSize.SHEET, "list")


@require_GET
@staff_page(may(Permission.NUMBERS))
def bulk_list(request: HttpRequest) -> HttpResponseBase:
    """Give the numbers of one table as CSV, in its order; owners masked."""
    rows = api.leases_of_batch(at) if (at := _at(request)) else []
    if not rows:
        return problem_page(request, 404)
    lines = ([row.plate_masked, row.owner, api.number_shown(row.number)] for row in rows)
    table = ExportSheet(["car", "owner", "safe_number"], lines)
    return export_tables(act_of(request), "safe-numbers.csv", table)

"""The front desk's list of safe numbers: how full the pools are, who has what, and finding one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import LeaseState, StickerSize
from townline.lines.safenumbers.views import number_words
from townline.platform.core import clock
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.inputs import Input, Line
from townline.platform.web.pdf import PdfMissing
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page

_MOST_PAGES = 1000
_LONGEST = 40


class NumberSought(Input):
    q: Line = ""


@sensitive_post_parameters("q")
@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.NUMBERS))
def numbers(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show a page of leases by state; a POST finds by car, safe number, telephone or code."""
    if request.method == "POST":
        return _search_results(request, viewer, read(request, NumberSought).q[:_LONGEST])
    state = _state(request.GET.get("state", ""))
    page = _page(request.GET.get("page", ""))
    rows, more = api.leases_page(state=state, page=page)
    return _numbers_page(request, {"rows": rows, "state": state or "", "page": page, "more": more})


def _search_results(request: HttpRequest, viewer: Viewer, text: str) -> HttpResponse:
    if not text:
        return HttpResponseRedirect(request.path)
    try:
        rows = api.leases_search(Act(viewer, clock.now()), text=text)
    except api.SearchInvalid as error:
        context = {"rows": [], "problem": number_words.refusal(error), "found": True}
        return _numbers_page(request, context, status=422)
    if len(rows) == 1:
        return HttpResponseRedirect(f"/numbers/{rows[0].id}/")
    return _numbers_page(request, {"rows": rows, "found": True})


def _numbers_page(request: HttpRequest, more: dict[str, Any], status: int = 200) -> HttpResponse:
    counts = api.leases_count()
    context = {
        "states": [(s, number_words.STATES[s], counts.get(s, 0)) for s in LeaseState],
        "pools": [
            (level, percent(level), api.number_shown(level.first), api.number_shown(level.last))
            for level in api.pools_level()
        ],
        "lines": [_line(row) for row in more["rows"]],
    }
    return render(request, "number_desk/numbers.html", context | more, status=status)


def _line(row: api.LeaseRow) -> tuple[Any, ...]:
    number = api.number_shown(row.number) if row.number else ""
    audience = number_words.AUDIENCES.get(row.audience, row.audience)
    return row, number, number_words.STATES[row.state], number_words.MARKS[row.state], audience


def percent(level: api.PoolLevel) -> int:
    """Say how much of a pool is leased or rests, in percent; full only when nothing is free."""
    used = level.total - level.free
    return min(used * 100 // level.total, 100) if level.total else 0


def _state(text: str) -> LeaseState | None:
    return LeaseState(text) if text in list(LeaseState) else None


def _page(text: str) -> int:
    fits = text.isascii() and text.isdigit() and len(text) <= len(str(_MOST_PAGES))
    return min(max(int(text), 1), _MOST_PAGES) if fits else 1


# Stickers to print.

_SHEET = 10  # stickers of one sheet


@require_GET
@staff_page(may(Permission.NUMBERS))
def sticker(request: HttpRequest, lease_id: UUID) -> HttpResponse:
    """Give the sticker of ``?size=`` large (if nothing is said), small, or a sheet."""
    size_name = request.GET.get("size", "")
    size = StickerSize(size_name) if size_name in list(StickerSize) else StickerSize.LARGE
    lease = api.lease_get(lease_id)
    # One sheet of one car's: in front, behind, and some to keep.
    ids = [lease_id] * (_SHEET if size is StickerSize.SHEET else 1)
    return stickers_file(request, ids, size, lease.number)


def stickers_file(
    request: HttpRequest, lease_ids: list[UUID], size: StickerSize, name: str
) -> HttpResponse:
    """Give the stickers as a file; say what is missing where this machine makes no papers."""
    try:
        made = api.stickers_pdf(lease_ids=lease_ids, size=size)
    except PdfMissing:
        words = gettext(
            "이 서버에는 PDF를 만드는 데 드는 Pango 라이브러리가 없습니다. 서버 "
            "담당자에게 libpangoft2-1.0-0 설치를 요청해 주세요. 번호는 그대로 쓸 수 "
            "있습니다."
        )
        return problem_page(request, 503, detail=words)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="sticker-{name}-{size}.pdf"'
    return response

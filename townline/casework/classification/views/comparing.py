"""Two cases that only look alike, side by side: a second press merges them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from townline.casework.cases import api as cases
from townline.casework.cases.views.lists import the_act
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may
from townline.platform.web.staff import staff_page

_CODE = 16


@require_GET
@staff_page(may(Permission.WRITE))
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Show the texts of both; what is merged goes on as ``other``."""
    act = the_act(request)
    both = [cases.case_get(act, code=one) for one in (code, request.GET.get("other", "")[:_CODE])]
    sides = [(one.row, [text for text in one.thread if text.direction == "in"]) for one in both]
    context = {"sides": sides, "source": both[0].row.code, "target": both[1].row.code}
    return render(request, "classification/compare.html", context)

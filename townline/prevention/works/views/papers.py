"""Papers of many: a few at once, many by a job whose page says how far it is."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from townline.platform.core import clock
from townline.platform.core.keys import crypto
from townline.platform.departments.api import Act, Viewer
from townline.platform.web.pdf import PdfMissing
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page
from townline.prevention.works.errors import NothingToPrint, PaperNotFound
from townline.prevention.works.models import Press
from townline.prevention.works.ports import papers
from townline.prevention.works.selectors import visibility
from townline.prevention.works.services import pressing
from townline.prevention.works.views.labels import language


def pressed_papers(
    request: HttpRequest, viewer: Viewer, kind: str, ids: Sequence[int]
) -> HttpResponse:
    """Give a few papers as a file, or go to the page of the job that makes many.

    Raises NothingToPrint.
    """
    if not ids:
        raise NothingToPrint("nothing was chosen")
    if len(ids) > pressing.AT_ONCE:
        row = pressing.press_ask(Act(viewer, clock.now()), kind=kind, ids=ids, language=language())
        return HttpResponseRedirect(reverse("work_papers", args=[row.pk]))
    try:
        made = papers(kind).make(ids, viewer.actor, clock.now(), lambda _: None)
    except PdfMissing as missing:
        return problem_page(request, 503, detail=str(missing))
    if made is None:
        return HttpResponseRedirect(papers(kind).back)
    return _file(made, kind)


def _file(made: bytes, kind: str) -> HttpResponse:
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="works-{kind}.pdf"'
    return response


def _own(viewer: Viewer, number: int) -> Press:
    """Give a press to who asked for it. Raises PaperNotFound."""
    row = Press.objects.filter(pk=number, asked_by=viewer.staff_id).first()
    if row is None or not papers(row.kind).may(viewer):
        raise PaperNotFound(f"there is no file {number}")
    return row


@require_GET
@staff_page(visibility.reads)
def waiting(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show how far a file is, and where it lies once it is made."""
    row = _own(viewer, number)
    kind = papers(row.kind)
    silent = pressing.silent(row, clock.now())
    context = {
        "press": row,
        "title": kind.title(),
        "back": kind.back,
        "count": len(row.ids),
        "ready": row.content is not None,
        "stopped": row.failed or (row.finished_at is None and silent),
    }
    context["waits"] = not context["ready"] and not context["stopped"]
    return render(request, "works/papers.html", context)


@require_GET
@staff_page(visibility.reads)
def file(_request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Give the file to who asked for it."""
    row = _own(viewer, number)
    if row.content is None:
        raise PaperNotFound("it is not made yet")
    return _file(crypto.ring().unseal(row.content), row.kind)


@require_POST
@staff_page(visibility.reads)
def again(_request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Start a job anew that failed or fell silent."""
    pressing.press_again(press_id=_own(viewer, number).pk, now=clock.now())
    return HttpResponseRedirect(reverse("work_papers", args=[number]))

"""Forms: a new version checked and opened, closed again; and one to begin with, from the rules."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from townline.casework.cases.api import NotFound
from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.platform.web.staff import staff_page
from townline.prevention.surveys.errors import BadForm
from townline.prevention.surveys.models import FormVersion
from townline.prevention.surveys.selectors import homes
from townline.prevention.surveys.selectors.homes import kind_of
from townline.prevention.surveys.services.blank_form import blank_form
from townline.prevention.surveys.services.forms import (
    MOST_BYTES,
    form_close,
    form_reopen,
    form_upload,
)
from townline.prevention.surveys.views import labels
from townline.prevention.surveys.views.homes import filters_of

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BOTH = require_http_methods(["GET", "HEAD", "POST"])


@_BOTH
@staff_page(homes.works)
def forms(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List versions; take a new one."""
    kind = filters_of(request).kind
    context: dict[str, Any] = {"kind": kind, "kinds": labels.kind_choices(), "may_work": True}
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            form_upload(
                kind=kind,
                content=file.read(MOST_BYTES + 1) if file else b"",
                actor=viewer.actor,
                now=clock.now(),
            )
            return HttpResponseRedirect(f"{reverse('survey_forms')}?kind={kind}")
        except BadForm as error:
            context["problem"] = error.message()
    rows = FormVersion.objects.filter(kind=kind).defer("xlsform", "xform")
    context |= {"forms": rows.order_by("-uploaded_at"), "name": labels.kind_name(kind_of(kind))}
    status = 422 if "problem" in context else 200
    return render(request, "surveys/forms.html", context, status=status)


@require_POST
@staff_page(homes.works)
def close(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show a version to phones no more."""
    del request
    found = _version(number)
    form_close(form=found, actor=viewer.actor, now=clock.now())
    return HttpResponseRedirect(f"{reverse('survey_forms')}?kind={found.kind}")


@require_POST
@staff_page(allow=homes.works)
def reopen(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show a closed version to phones again."""
    del request
    found = _version(number)
    form_reopen(form=found, actor=viewer.actor, now=clock.now())
    return HttpResponseRedirect(f"{reverse('survey_forms')}?kind={found.kind}")


def _version(number: int) -> FormVersion:
    found = FormVersion.objects.filter(id=number).defer("xlsform", "xform").first()
    if found is None:
        raise NotFound(f"there is no form {number}")
    return found


@require_GET
@staff_page(homes.works)
def blank(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give an XLSForm with every question of the rules, in both languages."""
    del viewer
    kind = filters_of(request).kind
    answer = HttpResponse(blank_form(kind_of(kind)), content_type=_SHEET)
    answer["Content-Disposition"] = f'attachment; filename="{kind}.xlsx"'
    return answer

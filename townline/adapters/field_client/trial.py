"""A form to try in the office, drawn as phones draw it: nothing of it is sent or kept."""

import json

from django.http import HttpRequest, HttpResponse
from django.middleware.csp import get_nonce
from django.shortcuts import render
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from townline.adapters.field_client import files, words
from townline.adapters.field_client.views import POLICY
from townline.casework.cases.api import NotFound
from townline.platform.departments.api import Viewer
from townline.platform.web.staff import staff_page
from townline.prevention.surveys.api import FormVersion, works


def _form(number: int) -> FormVersion:
    found = FormVersion.objects.filter(id=number).defer("xlsform").first()
    if found is None:
        raise NotFound(f"there is no form {number}")
    return found


@require_safe
@csp_override(POLICY)
@staff_page(works)
def page(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show the frame; its script draws the form."""
    del viewer
    context = {
        "number": number,
        "kind": _form(number).kind,
        "nonce": get_nonce(request),
        "imports": files.import_map(),
        "words": json.dumps(words.page_words(), ensure_ascii=False),
        "main_file": "field_client/trial.js",
    }
    return render(request, "field_client/trial.html", context)


@require_safe
@staff_page(works)
def xform(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Give the form as phones get it."""
    del request, viewer
    return HttpResponse(_form(number).xform, content_type="text/xml; charset=utf-8")

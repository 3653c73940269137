"""The page of a surveyor: a frame without data, which the phone keeps; and what it asks for."""

import json
import uuid
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csp import get_nonce
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.csp import CSP
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from townline.adapters.field_client import files, words
from townline.adapters.field_client.door import for_surveyor
from townline.platform.conversations import api as conversations
from townline.platform.core import clock, district
from townline.platform.web import workers
from townline.platform.web.photo_files import photo_response
from townline.prevention.surveys.api import (
    Exclusion,
    Phone,
    VisitOutcome,
    home_facts,
    kinds,
    open_forms,
    shown_file,
    surveys,
    token_hash,
)

# The form engine works out expressions in WebAssembly and writes its styles itself; pictures are
# shown before they are sent. No other page is given this.
POLICY: Final[dict[str, list[str]]] = {
    **settings.SECURE_CSP,
    "script-src": [CSP.SELF, CSP.NONCE, "'wasm-unsafe-eval'"],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF, "data:"],
}
_worker = workers.worker_page("field_client/worker.js")


def _frame(request: HttpRequest, token: str, template: str, main: str) -> HttpResponse:
    mark = workers.cache_name(token_hash(token)[:12], files.sign())
    context = {
        "token": token,
        "nonce": get_nonce(request),
        "imports": files.import_map(),
        "kept": json.dumps(files.offline_files()),
        "mark": mark,
        "words": json.dumps(words.page_words(), ensure_ascii=False),
        "main_file": f"field_client/{main}.js",
    }
    response = render(request, f"field_client/{template}.html", context)
    response.headers[workers.KEEP] = mark
    # Not "no-referrer", as other links have: the switch of the language is a form (settings.py).
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
@never_cache
@csp_override(POLICY)
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show the frame, the same for every token: what it opens is asked for by its script."""
    return _frame(request, token, "page", "app")


@require_safe
@never_cache
@csp_override(POLICY)
def fill(request: HttpRequest, token: str) -> HttpResponse:
    """Show the frame in which a form is filled: the form engine has styles of its own."""
    return _frame(request, token, "fill", "form")


@require_safe
def worker(request: HttpRequest, token: str) -> HttpResponse:
    """Serve the worker of this address alone."""
    del token
    return _worker(request)


@require_safe
def manifest(_request: HttpRequest, token: str) -> HttpResponse:
    """Say how the page is installed on a phone."""
    here = reverse("field", args=[token])
    name = district.current().name(translation.get_language() or "ko")
    manifest_data = {
        "id": here,
        "name": f"{name} · {words.title()}",
        "short_name": words.title(),
        "start_url": here,
        "scope": here,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0b50d0",
        "icons": [{"src": static("web/icon.svg"), "type": "image/svg+xml", "sizes": "any"}],
    }
    return JsonResponse(manifest_data, content_type="application/manifest+json")


@for_surveyor
def facts(request: HttpRequest, phone: Phone) -> HttpResponse:
    """Tell whose page it is, and of the homes what an entity list does not hold."""
    del request
    language = translation.get_language() or "ko"
    page_facts = {
        "surveyor": {"id": phone.surveyor_id, "name": phone.name},
        "zone": str(district.current().zone),
        "attempts": surveys().attempts,
        "kinds": {kind.code: kind.name.in_language(language) for kind in kinds()},
        "forms": {form.form_id: form.kind for form in open_forms(clock.now())},
        "outcomes": [*VisitOutcome],
        "exclusions": [why for why in Exclusion if why is not Exclusion.DUPLICATE],
        "homes": home_facts(phone.surveyor_id),
    }
    return JsonResponse(page_facts, json_dumps_params={"ensure_ascii": False})


@for_surveyor
def photo(request: HttpRequest, phone: Phone, home: uuid.UUID, sha256: str) -> HttpResponse:
    """Give a drawing or photo that hangs on a home of this surveyor, drawn anew."""
    del request
    if not shown_file(phone.surveyor_id, home, sha256):
        raise Http404
    found = conversations.photos_by_hash([sha256]).get(sha256)
    answer = photo_response(found, "view") if found else None
    if answer is None:
        raise Http404
    return answer

"""The owner's page as an app on a phone: its manifest, its worker, its notices."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from townline.lines.safenumbers import api
from townline.lines.safenumbers.parking_pages.views.inputs import PhoneBrowser
from townline.lines.safenumbers.parking_pages.views.owner_enter import PLACE, owners
from townline.lines.safenumbers.parking_pages.views.public_pages import (
    form_key,
    form_nonce,
    frame,
    language,
)
from townline.platform.core import clock, district
from townline.platform.core.outgoing import pushes
from townline.platform.web.reading import pressed_button, read


# Without a cookie: browsers ask for it by themselves, and it holds nothing of anybody.
@require_GET
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """Describe the app (W3C Web Application Manifest); it opens without a token."""
    with translation.override(language(request)):
        spoken = translation.get_language() or "ko"
        app = {
            "id": PLACE,
            "name": gettext("%(office)s 안심주차") % {"office": district.current().name(spoken)},
            "short_name": gettext("안심주차"),
            "lang": spoken,
            "start_url": reverse("owner_home"),
            "scope": PLACE,
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#0b50d0",
            "icons": [_icon("192"), _icon("512"), _icon("any")],
        }
    return JsonResponse(app, content_type="application/manifest+json")


def _icon(size: str) -> dict[str, str]:
    if size == "any":
        address = static("parking_pages/app.svg")
        return {"src": address, "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    address = static(f"parking_pages/app-{size}.png")
    return {"src": address, "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any"}


@require_GET
@cache_control(no_cache=True)
def worker(_request: HttpRequest) -> HttpResponse:
    """Serve the script under /o/, so that it reaches these pages and no others."""
    with staticfiles_storage.open("parking_pages/worker.js") as file:
        return HttpResponse(file.read(), content_type="text/javascript; charset=utf-8")


@require_http_methods(["GET", "POST"])
@owners
def app(request: HttpRequest, lease: api.LeaseView) -> HttpResponse:
    """Turn notices on and off in this browser."""
    if request.method == "POST":
        return _switch_notices(request, lease)
    context = frame() | {"key": form_key(str(lease.id)), "push_key": pushes.public_key()}
    return render(request, "parking_pages/owner_app.html", context)


def _switch_notices(request: HttpRequest, lease: api.LeaseView) -> HttpResponse:
    if not form_nonce(request, str(lease.id)):
        return HttpResponse(status=403)
    sent = read(request, PhoneBrowser)
    try:
        if pressed_button(request) == "off":
            api.notices_off(lease_id=lease.id, endpoint=sent.endpoint)
        else:
            api.notices_on(lease_id=lease.id, now=clock.now(), **sent.arguments())
    except api.SubscriptionInvalid:
        return HttpResponse(status=422)
    return HttpResponse(status=204)

"""Where the demo's car can be tried from both sides. Nothing of it exists outside the demo."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from townline.demo.cars import car
from townline.lines.parking_pages.views.public_pages import (
    form_key,
    form_nonce,
    frame,
    language,
    public_page,
)
from townline.lines.safenumbers import api
from townline.platform.core import clock

_FORM = "demo-car"


@require_http_methods(["GET", "POST"])
@public_page
def demo_car(request: HttpRequest) -> HttpResponse:
    """Lead to the page behind the car's QR code; a POST opens its owner's page."""
    if not settings.TOWNLINE_DEMO:
        raise Http404
    lease = car.demo_lease()
    if request.method == "POST" and lease is not None and form_nonce(request, _FORM):
        return HttpResponseRedirect(api.owner_link(lease_id=lease.id, now=clock.now()))
    with translation.override(language(request)):
        context = frame() | {
            "qr": f"/q/{api.qr_token(lease.id)}" if lease else "",
            "number": api.number_shown(lease.number) if lease else "",
            "tail": car.tail(),
            "phone": car.PHONE,
            "key": form_key(_FORM),
        }
        return render(request, "config/demo_car.html", context)

"""Where the demo's car can be tried from both sides. Nothing of it exists outside the demo."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from townline.lines.safenumbers import api
from townline.lines.safenumbers.parking_pages.views.public_pages import (
    form_key,
    form_nonce,
    frame,
    language,
    public_page,
)
from townline.platform.core import clock
from townline.platform.core.text import msisdn

# A car of the demo, whose owner has one of the handset's phones: both sides can be tried.

PLATE = "68마2704"
PHONE = "010-0000-0001"  # that of the handset's first phone
_ISSUED = dt.timedelta(days=40)


def car(now: dt.datetime) -> None:
    """Give the car its number; nobody is texted about it."""
    lease_request = api.LeaseRequest(
        plate=PLATE,
        phones=[PHONE],
        audience=api.Audience.RESIDENT,
        language="ko",
        consent=api.numbers_settings().consent.version,
    )
    api.lease_issue(
        by=api.OWNER, wish=lease_request, via=api.Via.WEB, now=now - _ISSUED, tell=False
    )


def demo_lease() -> api.LeaseView | None:
    """Give the lease of the car, whatever was done to it since; None once it was given up."""
    leases = api.leases_of_phone(msisdn.parse(PHONE))
    return next((lease for lease in leases if api.plate_tail_fits(lease.id, tail())), None)


def tail() -> str:
    return PLATE[-4:]


_FORM = "demo-car"


@require_http_methods(["GET", "POST"])
@public_page
def demo_car(request: HttpRequest) -> HttpResponse:
    """Lead to the page behind the car's QR code; a POST opens its owner's page."""
    if not settings.TOWNLINE_DEMO:
        raise Http404
    lease = demo_lease()
    if request.method == "POST" and lease is not None and form_nonce(request, _FORM):
        return HttpResponseRedirect(api.owner_link(lease_id=lease.id, now=clock.now()))
    with translation.override(language(request)):
        context = frame() | {
            "qr": f"/q/{api.qr_token(lease.id)}" if lease else "",
            "number": api.number_shown(lease.number) if lease else "",
            "tail": tail(),
            "phone": PHONE,
            "key": form_key(_FORM),
        }
        return render(request, "config/demo_car.html", context)

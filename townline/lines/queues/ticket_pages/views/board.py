"""The board of a site, for a TV in the hall: large, dark, without anybody pressing anything."""

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import Any

from django.contrib.auth import logout
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from townline.lines.queues import api
from townline.lines.queues.api import Hall
from townline.lines.queues.views.labels import english, opens_words, places
from townline.platform.core import clock, district
from townline.platform.core.text.particles import settle
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web import moments
from townline.platform.web.public_pages import Forms, frame, language
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page


def _shut(halls: Sequence[Hall], now: dt.datetime) -> str:
    """Say when the site opens next, on a day on which it is closed; "" on any other."""
    if any(hall.state not in {"off", "closed"} for hall in halls):
        return ""
    soonest = min(api.opens_next([hall.queue for hall in halls], now).values(), default=None)
    return opens_words(soonest) if soonest else gettext("오늘은 휴무일입니다.")


@require_GET
@never_cache
def board(request: HttpRequest, site: str) -> HttpResponse:
    """Show whom a site called last, and how long each of its queues takes."""
    now = clock.now()
    halls = [hall for hall in api.halls(now) if hall.queue.site.code == site]
    if not halls:
        raise Http404
    with translation.override(language(request)):
        spoken = english()
        calls = [
            {"number": call.number, "desk": call.desk_en if spoken else call.desk_ko,
             "to": call.desk_en if spoken else settle(f"{call.desk_ko}(으)로"), "again": call.again}
            for call in api.site_calls(site, now)
        ]  # fmt: skip
        where = halls[0].queue.site
        context = {
            "language": translation.get_language(),
            "site": where.name_en if spoken else where.name_ko,
            "code": site,
            "now": calls[0] if calls else None,
            "before": calls[1:],
            "halls": places(halls, now),
            "shut": _shut(halls, now) if not calls else "",
            "services": ",".join(hall.queue.code for hall in halls),
            "at": moments.hour(clock.now()),
            "now_at": now.isoformat(),
            "zone": str(district.current().zone),
        }
        return render(request, "ticket_pages/board.html", context)


# Which screens are the office's own: somebody who may call made them its kiosks, once.

COOKIE = "tl_kiosk"
# The name of this mark is older than the wing: browsers have kept it.
_SIGNER = signing.Signer(salt="townline.queues.kiosk")
_COOKIE_SECONDS = 400 * 86400  # what browsers keep a cookie for at most; each use begins it anew


def is_ours(request: HttpRequest, site: str) -> bool:
    """Say whether this screen was made the kiosk of a site."""
    try:
        return _SIGNER.unsign(request.COOKIES.get(COOKIE, "")) == site
    except signing.BadSignature:
        return False


def mark(request: HttpRequest, response: HttpResponse, site: str) -> HttpResponse:
    """Let a screen go on being the kiosk of a site."""
    response.set_cookie(
        COOKIE,
        _SIGNER.sign(site),
        max_age=_COOKIE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
        path="/kiosk/",
    )
    return response


@require_POST
@staff_page(may(Permission.DESK))
def here(request: HttpRequest, viewer: Viewer, site: str) -> HttpResponse:
    """Make this screen the kiosk of a site, and sign out: nobody's session stays at the door."""
    if site not in {hall.queue.site.code for hall in api.halls(clock.now())}:
        return problem_page(request, 404)
    logout(request)
    return mark(request, HttpResponseRedirect(f"/kiosk/{site}/"), site)


# What every public page of this room has around it.

FORMS = Forms("queues.outside")
DEVICE = "tl_device"
_BYTES = 16
_YEAR = 365 * 86400
# The name of this mark is older than the wing: browsers have kept it.
_SIGNER_FRAMES = signing.Signer(salt="townline.queues.device")


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Show a public page in the language that is active."""
    return render(request, template, around() | context, status=status)


def around() -> dict[str, Any]:
    """Give what stands around every public page, in the language that is active."""
    name = district.current().name(translation.get_language() or "ko")
    return frame(gettext("%(district)s 번호표") % {"district": name})


def device_of(request: HttpRequest) -> bytes | None:
    """Give by what a browser is known again; None for one that keeps no cookie of ours."""
    try:
        found = bytes.fromhex(_SIGNER_FRAMES.unsign(request.COOKIES.get(DEVICE, "")))
    except (signing.BadSignature, ValueError):
        return None
    return found if len(found) == _BYTES else None


def device_mark(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a browser its mark before it takes a ticket, so that a second press gives no second."""
    if device_of(request) is None:
        response.set_cookie(
            DEVICE,
            _SIGNER_FRAMES.sign(secrets.token_hex(_BYTES)),
            max_age=_YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
            path="/n/",
        )
    return response

"""Which screens are the office's own: somebody who may call made them its kiosks, once."""

from django.contrib.auth import logout
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from townline.lines.queues import api
from townline.platform.core import clock
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page

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

"""What every public page of this room has around it."""

import secrets
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext

from townline.platform.core import district
from townline.platform.web.public_pages import Forms, frame

FORMS = Forms("queues.outside")
DEVICE = "tl_device"
_BYTES = 16
_YEAR = 365 * 86400
# The name of this mark is older than the wing: browsers have kept it.
_SIGNER = signing.Signer(salt="townline.queues.device")


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
        found = bytes.fromhex(_SIGNER.unsign(request.COOKIES.get(DEVICE, "")))
    except (signing.BadSignature, ValueError):
        return None
    return found if len(found) == _BYTES else None


def device_mark(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a browser its mark before it takes a ticket, so that a second press gives no second."""
    if device_of(request) is None:
        response.set_cookie(
            DEVICE,
            _SIGNER.sign(secrets.token_hex(_BYTES)),
            max_age=_YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
            path="/n/",
        )
    return response

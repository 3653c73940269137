"""The server as ODK Collect uses it (docs.getodk.org/openrosa)."""

from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext

from townline.adapters.openrosa import bodies, entity_list
from townline.adapters.openrosa.door import OpenRosaError, message_response, openrosa_view
from townline.adapters.openrosa.uploads import Parts
from townline.platform.core import clock
from townline.prevention.surveys.api import (
    OpenForm,
    Phone,
    device_note,
    form_of,
    homes_of,
    open_forms,
    submission_take,
)

_XML: Final = "text/xml; charset=utf-8"
_READ: Final = ("GET", "HEAD")


@openrosa_view(*_READ)
def form_list(request: HttpRequest, phone: Phone) -> HttpResponse:
    """List the forms that are open."""
    forms = open_forms(clock.now(), form_id=request.GET.get("formID", ""))
    lines = [
        (form, _address(request, "form", form), _manifest_address(request, form)) for form in forms
    ]
    return HttpResponse(bodies.form_list(lines), content_type=_XML)


@openrosa_view(*_READ)
def form(request: HttpRequest, phone: Phone) -> HttpResponse:
    """Give a form, the very bytes that its hash was made of."""
    return HttpResponse(_requested_form(request).xform.encode(), content_type=_XML)


@openrosa_view(*_READ)
def manifest(request: HttpRequest, phone: Phone) -> HttpResponse:
    """List the files that a form needs; of lists, the surveyor's own."""
    files = []
    if entity_list.NAME in _requested_form(request).lists:
        address = request.build_absolute_uri(_place(request, "media", name=entity_list.NAME))
        files = [bodies.Media(name=entity_list.NAME, content=_homes(phone), address=address)]
    return HttpResponse(bodies.manifest(files), content_type=_XML)


@openrosa_view(*_READ)
def media(request: HttpRequest, phone: Phone, name: str) -> HttpResponse:
    """Give a file of a form: the surveyor's homes, 304 where the phone has them."""
    if name != entity_list.NAME:
        raise OpenRosaError(404, gettext("없는 파일입니다."))
    content = _homes(phone)
    etag = f'"{bodies.md5(content)}"'
    response = HttpResponse(content, content_type="text/csv; charset=utf-8", headers={"ETag": etag})
    known = get_conditional_response(request, etag=etag, response=response)
    return response if known is None else known


@openrosa_view("HEAD", "POST")
def submission(request: HttpRequest, phone: Phone) -> HttpResponse:
    """Say that answers are taken (HEAD: 204 without a body), or take some."""
    device = request.GET.get("deviceID", "")
    now = clock.now()
    if request.method == "HEAD":
        device_note(surveyor_id=phone.surveyor_id, device=device, now=now, unsent=_unsent(request))
        return HttpResponse(status=204)
    parts = Parts(request)
    receipt = submission_take(
        xml=parts.xml,
        files=parts.files,
        surveyor_id=phone.surveyor_id,
        device=device,
        incomplete=parts.incomplete,
        now=now,
    )
    device_note(surveyor_id=phone.surveyor_id, device=device, now=now, unsent=_unsent(request))
    words = gettext("받았습니다.") if receipt.whole else gettext("일부를 받았습니다.")
    status = 201 if receipt.fresh and receipt.whole else 202
    return message_response(words, status=status, nature="submit_success")


def _unsent(request: HttpRequest) -> int | None:
    """Read how much the phone still has to send; ours says so, Collect does not."""
    unsent_count = request.headers.get("X-Townline-Unsent", "")
    return int(unsent_count) if unsent_count.isdecimal() and len(unsent_count) < 7 else None  # noqa: PLR2004 -- no count is longer


def _homes(phone: Phone) -> bytes:
    return entity_list.render_csv(homes_of(phone.surveyor_id))


def _requested_form(request: HttpRequest) -> OpenForm:
    found = form_of(request.GET.get("formID", ""), request.GET.get("version", ""))
    if found is None:
        raise OpenRosaError(404, gettext("없는 양식입니다. 양식 목록을 다시 받아 주세요."))
    return found


def _manifest_address(request: HttpRequest, found: OpenForm) -> str:
    return _address(request, "manifest", found) if found.lists else ""


def _address(request: HttpRequest, view: str, found: OpenForm) -> str:
    query = urlencode({"formID": found.form_id, "version": found.version})
    return request.build_absolute_uri(f"{_place(request, view)}?{query}")


def _place(request: HttpRequest, view: str, **more: str) -> str:
    """Give an address by the way that the phone came: with its token, or without."""
    match = request.resolver_match
    token = match.kwargs.get("token") if match else None
    if token:
        return reverse(f"openrosa_{view}", kwargs={"token": token, **more})
    return reverse(f"openrosa_basic_{view}", kwargs=more)

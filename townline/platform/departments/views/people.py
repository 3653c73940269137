"""Who works here and what they may do: an administrator's pages."""

from typing import Any

import qrcode
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods
from qrcode.image.svg import SvgPathFillImage

from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.platform.core.http import public
from townline.platform.departments import api, labels
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may, the_person
from townline.platform.departments.views import identity
from townline.platform.departments.views.inputs import PersonForm
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.staff import staff_page

HOME = "/settings/people/"
_PAGE, _HISTORY = 50, 50


@require_GET
@staff_page(may(Permission.MANAGE), proof=True)
def people(request: HttpRequest) -> HttpResponse:
    """List people, find them by name, id or department."""
    words, page = request.GET.get("q", "").strip()[:100], _page_number(request)
    found = api.people(words=words, limit=_PAGE + 1, offset=_PAGE * page)
    shown = found[:_PAGE]
    guarded, needed = api.with_second_factor(p.id for p in shown), api.second_factor_roles()
    rows = [(p, labels.role(p.role), p.id in guarded, p.role in needed) for p in shown]
    context = {"rows": rows, "q": words, "previous": page, "more": len(found) > _PAGE}
    context |= {"next_page": page + 2, "unsafe": [] if words else api.identities_unsafe()}
    return render(request, "departments/people.html", context)


def _page_number(request: HttpRequest) -> int:
    given = request.GET.get("page", "1")
    return max(int(given) - 1, 0) if given.isdecimal() and len(given) < 6 else 0  # noqa: PLR2004 -- no office has more


@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.MANAGE), proof=True)
def person_add(request: HttpRequest) -> HttpResponse:
    """Add a person, and give the path by which they choose a password."""
    if request.method == "GET":
        return _form(request, None, {"language": "ko"}, None)
    actor, now = api.viewer_of(the_person(request)).actor, clock.now()
    form = read(request, PersonForm)
    try:
        added = api.person_add(
            username=form.username,
            entry=form.entry,
            reason=form.reason,
            actor=actor,
            now=now,
        )
        path = api.person_way_in(staff_id=added.id, reason=form.reason, actor=actor, now=now)
    except api.RolesRefused as refused:
        return _form(request, None, dict(form), refused)
    return _path_page(request, added, path)


@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.MANAGE), proof=True)
def person(request: HttpRequest, staff_id: int) -> HttpResponse:
    """Show a person, and do one deed about them."""
    found = api.staff_by_id(staff_id)
    if found is None:
        raise Http404
    if request.method == "GET":
        return _form(request, found, _as_given(found), None)
    form = read(request, PersonForm)
    try:
        return _do(request, found, form)
    except api.RolesRefused as refused:
        changing = pressed_button(request, "deed") == "change"
        return _form(request, found, dict(form) if changing else _as_given(found), refused)


def _do(request: HttpRequest, found: api.Staff, form: PersonForm) -> HttpResponse:
    actor, now = api.viewer_of(the_person(request)).actor, clock.now()
    common: dict[str, Any] = {"staff_id": found.id, "reason": form.reason}
    common |= {"actor": actor, "now": now}
    match pressed_button(request, "deed"):
        case "identity-link":
            path = api.person_identity_link(**common)
            return path_page(request, found, path, f"{HOME}{found.id}/", kind="identity")
        case "identity-confirm" | "identity-unlink" as action:
            identity.decide(request, action, common)
        case "change":
            api.person_change(entry=form.entry, **common)
            messages.success(request, gettext("변경했습니다."))
        case "deactivate":
            api.person_active(active=False, **common)
            messages.success(request, gettext("계정을 정지했습니다. 열어 둔 화면도 닫혔습니다."))
        case "activate":
            api.person_active(active=True, **common)
            messages.success(request, gettext("계정 정지를 해제했습니다."))
        case "reset":
            api.person_factors_reset(**common)
            messages.success(
                request, gettext("2단계 인증을 초기화했습니다. 다음 로그인할 때 새로 설정합니다.")
            )
        case "way-in":
            return _path_page(request, found, api.person_way_in(**common))
    return HttpResponseRedirect(f"{HOME}{found.id}/")


def _as_given(found: api.Staff) -> dict[str, str]:
    names = ("username", "name_ko", "name_en", "role", "language", "email")
    return {n: getattr(found, n) for n in names} | {"department": found.department_id or ""}


def _form(
    request: HttpRequest,
    found: api.Staff | None,
    given: dict[str, str],
    refused: api.RolesRefused | None,
) -> HttpResponse:
    history = list(audit.history(f"staff:{found.id}").reverse()[:_HISTORY]) if found else []
    context: dict[str, Any] = {
        "person": found,
        "given": given,
        "own": found is not None and found.id == the_person(request).id,
        "wrong": {refused.field: labels.refusal(refused.why)} if refused else {},
        "deed": pressed_button(request, "deed") or "change",
        "roles": labels.roles(found.role if found else ""),
        "departments": api.departments(),
        "factors": found is not None and api.has_second_factor(found.id),
        "provider": identity.provider_name(),
        "identity": api.identity_of(found.id) if found else "",
        "steps": [(line, labels.event(line)) for line in history],
    }
    status = 409 if refused and refused.field == "role" else 200
    return render(request, "departments/person.html", context, status=status)


def _path_page(request: HttpRequest, found: api.Staff, path: str) -> HttpResponse:
    return path_page(request, found, path, f"{HOME}{found.id}/")


def path_page(
    request: HttpRequest, found: api.Staff, path: str, back: str, *, kind: str = "password"
) -> HttpResponse:
    """Show the path once, as words and as a QR code: it is kept nowhere."""
    address = public.address_or_own(request, path)
    svg = qrcode.make(address, image_factory=SvgPathFillImage).to_string().decode()
    context = {"person": found, "address": address, "svg": svg, "back": back, "kind": kind}
    return render(request, "departments/way_in.html", context)

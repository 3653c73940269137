"""The page of helpers: who is at work and until when, and how one more is taken on."""

import datetime as dt
from typing import Annotated, Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST
from pydantic import Field

from townline.platform.core import clock, district
from townline.platform.departments import api as departments, labels
from townline.platform.departments.api import Act, RolesRefused, Viewer
from townline.platform.departments.views.people import path_page
from townline.platform.web.inputs import Input, Line, Moment
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.prevention.incidents.surge import api

HOME = "/surge/helpers/"
_AT_WORK = dt.timedelta(minutes=10)


class HelperAdding(Input):
    """Whose account it is, where they come from, and when it ends."""

    CALLED: ClassVar[dict[str, str]] = {
        "office": gettext_noop("소속"),
        "ends_at": gettext_noop("종료 일시"),
        "language": gettext_noop("언어"),
    }
    name: Annotated[Line, Field(max_length=60)] = ""
    office: Annotated[Line, Field(max_length=60)] = ""
    ends_at: Moment
    language: Line = "ko"


class HelperEnd(Input):
    """When an account ends instead."""

    CALLED: ClassVar[dict[str, str]] = {"ends_at": gettext_noop("종료 일시")}
    ends_at: Moment


class HelperPress(Input):
    """A button without fields."""


@require_http_methods(["GET", "POST"])
@staff_page(api.may_help, proof=True)
def helpers(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show who helps, and take one more on: then their path is shown once."""
    if request.method == "GET":
        return _page(request, viewer)
    arguments = read(request, HelperAdding).arguments()
    try:
        staff, path = api.helper_add(Act(viewer, clock.now()), **arguments)
    except RolesRefused as refused:
        return _page(request, viewer, arguments, refused)
    return path_page(request, staff, path, HOME, kind="helper")


@require_POST
@staff_page(api.may_help, proof=True)
def prolong(request: HttpRequest, viewer: Viewer, helper_id: int) -> HttpResponse:
    """Let an account end at another moment."""
    arguments = read(request, HelperEnd).arguments()
    try:
        api.helper_prolong(Act(viewer, clock.now()), helper_id=helper_id, **arguments)
    except RolesRefused as refused:
        return _page(request, viewer, {}, refused)
    messages.success(request, gettext("종료 일시를 변경했습니다."))
    return HttpResponseRedirect(HOME)


@require_POST
@staff_page(api.may_help, proof=True)
def end(request: HttpRequest, viewer: Viewer, helper_id: int) -> HttpResponse:
    """End an account now."""
    read(request, HelperPress)
    try:
        api.helper_end(Act(viewer, clock.now()), helper_id=helper_id)
    except RolesRefused as refused:
        return _page(request, viewer, {}, refused)
    messages.success(request, gettext("계정을 종료했습니다. 열어 둔 화면도 닫혔습니다."))
    return HttpResponseRedirect(HOME)


@require_POST
@staff_page(api.may_help, proof=True)
def link(request: HttpRequest, viewer: Viewer, helper_id: int) -> HttpResponse:
    """Show a new path for signing in; the one before is of no use any more."""
    read(request, HelperPress)
    try:
        path = api.helper_link(Act(viewer, clock.now()), helper_id=helper_id)
    except RolesRefused as refused:
        return _page(request, viewer, {}, refused)
    staff = departments.staff_by_id(helper_id)
    assert staff is not None  # noqa: S101 -- its path was made just now
    return path_page(request, staff, path, HOME, kind="helper")


def _page(
    request: HttpRequest,
    viewer: Viewer,
    given: dict[str, Any] | None = None,
    refused: RolesRefused | None = None,
) -> HttpResponse:
    now = clock.now().astimezone(district.current().zone)
    found = departments.helpers(now)
    context = {
        "rows": [(one, bool(one.seen_at and now - one.seen_at < _AT_WORK)) for one in found],
        "manages": viewer.may(departments.Permission.MANAGE),
        "on": api.surge_on(),
        "given": given or {},
        "ends_at": (given or {}).get("ends_at") or departments.shift_ends(now),
        "last": now + departments.HELPER_AT_MOST,
        "wrong": {refused.field: labels.refusal(refused.why)} if refused else {},
    }
    return render(request, "surge/helpers.html", context, status=422 if refused else 200)

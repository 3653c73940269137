"""The texts of a surge: danger first, then like ones together; one decision serves a group."""

import uuid
from collections.abc import Callable
from typing import Annotated, Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop, ngettext
from django.views.decorators.http import require_GET, require_POST
from pydantic import Field

from townline.casework.cases import api as cases
from townline.casework.desk import api as desk
from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.web.inputs import Input, Line, RowId
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.prevention.incidents import api as incidents
from townline.prevention.incidents.surge import api

_PAGE, _LAST = "/surge/texts/", "surge_last"
_OPEN_INCIDENTS = 100
# Those of the form: one may be ticked in either list.
type Codes = Annotated[list[Line], Field(max_length=2 * desk.MOST)]
_CODES = {"codes": gettext_noop("접수번호"), "anyway": gettext_noop("접수번호")}


class TextsSorting(Input):
    """Which texts are sent to a service; ``key``: of the form, so that it is done once."""

    CALLED: ClassVar[dict[str, str]] = _CODES
    codes: Codes = []
    anyway: Codes = []
    key: uuid.UUID
    service: Line = ""


class TextsJoining(Input):
    """Which texts are put with an incident; ``anyway``: also where they seem unlike it."""

    CALLED: ClassVar[dict[str, str]] = {**_CODES, "incident": gettext_noop("연결할 상황")}
    codes: Codes = []
    anyway: Codes = []
    incident: RowId


class TextsPress(Input):
    """A button without fields."""


@require_GET
@staff_page(api.may_sort)
def texts(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the groups, and the texts of the one that is to be decided now."""
    context: dict[str, Any] = _frame(viewer) | {"on": api.surge_on(), "last": _undoable(request)}
    if context["on"]:
        context |= _open(viewer, request.GET.get("group", "")[:16])
    return render(request, "surge/texts.html", context)


def _frame(viewer: Viewer) -> dict[str, Any]:
    """Give the bar of the console, or the bare page of who has nothing but this one."""
    helps = viewer.may(Permission.SORT)
    staff = departments.staff_by_id(viewer.staff_id) if helps else None
    return {
        "frame": "surge/helper.html" if helps else "web/staff.html",
        "until": staff.ends_at if staff else None,
        "reads": not helps,
    }


def _open(viewer: Viewer, chosen: str) -> dict[str, Any]:
    surge, acting = api.sorting(viewer)
    now = clock.now()
    found = api.surge_texts(Act(acting, now), surge=surge, chosen=chosen)
    if found.open:
        # So that the others are given the next group.
        cases.presence_touch(Act(acting, now), code=found.open.code, editing=True)
    filters = incidents.IncidentFilters(view="open")
    rows, _ = incidents.incidents_list(viewer=acting, filters=filters, limit=_OPEN_INCIDENTS)
    services = departments.services()
    return {
        "found": found,
        "fits": [one for one in found.shown if not one.held],
        "held": [one for one in found.shown if one.held],
        "services": services,
        "suggested": _find_service(services, found.open.service if found.open else ""),
        "incidents": rows,
        "offered": next((row for row in rows if row.id == found.offered), None),
        "key": uuid.uuid4(),
    }


def _find_service(services: list[departments.Service], code: str) -> departments.Service | None:
    return next((one for one in services if one.service_code == code), None)


def _undoable(request: HttpRequest) -> dict[str, Any] | None:
    found: dict[str, Any] | None = request.session.get(_LAST)
    return found


type PressAction = Callable[[HttpRequest, Viewer], None]


def _press(action: PressAction) -> Any:  # noqa: ANN401 -- a view, decorated
    @require_POST
    @staff_page(api.may_sort)
    def view(request: HttpRequest, viewer: Viewer) -> HttpResponse:
        action(request, viewer)
        return HttpResponseRedirect(_PAGE)

    return view


def _sort(request: HttpRequest, viewer: Viewer) -> None:
    form, now = read(request, TextsSorting), clock.now()
    batch = api.texts_sort(
        Act(viewer, now), key=form.key, codes=[*form.codes, *form.anyway],
        service=form.service,
    )  # fmt: skip
    if not batch:
        messages.warning(request, gettext("다른 사람이 먼저 배정했거나 선택한 문자가 없습니다."))
        return
    _, acting = api.sorting(viewer)
    done = desk.batch_get(Act(acting, now), batch_id=batch)
    count, refused = done.count(desk.LineState.DONE), done.count(desk.LineState.REFUSED)
    request.session[_LAST] = {"kind": "sort", "id": batch, "n": count}
    words = ngettext("%(n)s건을 배정했습니다.", "%(n)s건을 배정했습니다.", count)
    messages.success(request, words % {"n": count})
    if refused:
        words = ngettext(
            "%(n)s건은 배정하지 못했습니다.", "%(n)s건은 배정하지 못했습니다.", refused
        )
        messages.warning(request, words % {"n": refused})


def _join(request: HttpRequest, viewer: Viewer) -> None:
    form = read(request, TextsJoining)
    done = api.texts_join(
        Act(viewer, clock.now()), incident=form.incident,
        codes=[*form.codes, *form.anyway], anyway=form.anyway,
    )  # fmt: skip
    count = len(done.joined)
    if count:
        request.session[_LAST] = {"kind": "join", "id": form.incident, "n": count}
    words = ngettext(
        "%(n)s건을 상황에 연결했습니다.", "%(n)s건을 상황에 연결했습니다.", count
    )  # fmt: skip
    messages.success(request, words % {"n": count})
    if done.held:
        words = gettext("상황과 달라 보여 묶지 않은 민원: %(codes)s")
        messages.warning(request, words % {"codes": ", ".join(sorted(done.held))})


def _undo(request: HttpRequest, viewer: Viewer) -> None:
    read(request, TextsPress)
    last = request.session.pop(_LAST, None)
    if not last:
        messages.warning(request, gettext("취소할 처리가 없습니다."))
        return
    if last["kind"] == "join":
        api.join_undo(Act(viewer, clock.now()), incident=last["id"])
    else:
        api.sort_undo(Act(viewer, clock.now()), batch=last["id"])
    messages.success(request, gettext("실행을 취소했습니다. 이후에 처리된 민원은 그대로입니다."))


sort, join, undo = _press(_sort), _press(_join), _press(_undo)

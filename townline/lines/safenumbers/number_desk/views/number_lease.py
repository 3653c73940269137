"""One lease at the front desk: whose it is (masked), what happened, and what can be done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import LeaseState
from townline.lines.safenumbers.number_desk.views.number_actions import (
    ACTIONS,
    MESSAGES,
    NAMES,
    SURE,
    Action,
)
from townline.lines.safenumbers.views import number_words
from townline.platform.core import clock
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.staff import staff_page

# Where a refusal is shown, for those that have a field.
_WHERE = {"transfer": "new-plate", "phone_add": "new-phone", "hours": "quiet-from"}
_HELD = frozenset({LeaseState.ACTIVE, LeaseState.SUSPENDED})


@require_GET
@staff_page(may(Permission.NUMBERS))
def lease(request: HttpRequest, lease_id: UUID) -> HttpResponse:
    """Show one lease."""
    return _page(request, lease_id)


@sensitive_post_parameters()
@require_POST
@staff_page(may(Permission.NUMBERS))
def lease_action(request: HttpRequest, viewer: Viewer, lease_id: UUID, name: str) -> HttpResponse:
    """Do one thing to a lease; what cannot be brought back is asked for first."""
    work = ACTIONS.get(name)
    if work is None:
        return HttpResponseRedirect(f"/numbers/{lease_id}/")
    if name in SURE and pressed_button(request, "sure") != "on":
        return _sure(request, lease_id, name)
    return _run_action(request, viewer, lease_id, name, work)


def _run_action(
    request: HttpRequest, viewer: Viewer, lease_id: UUID, name: str, work: Action
) -> HttpResponse:
    act, schema = work
    try:
        arguments = read(request, schema, **NAMES).arguments()
        after = act(by=viewer, lease_id=lease_id, now=clock.now(), **arguments)
    except InvalidForm as error:
        if name in SURE:
            return _sure(request, lease_id, name, error.sentences)
        return _page(request, lease_id, {"where": _WHERE.get(name, ""), "words": error.sentences})
    except api.SafeNumberError as error:
        return _page(
            request, lease_id, {"where": _WHERE.get(name, ""), "words": number_words.refusal(error)}
        )
    messages.success(request, str(MESSAGES[name]))
    return HttpResponseRedirect(f"/numbers/{after.id}/")


def _sure(request: HttpRequest, lease_id: UUID, name: str, problem: str = "") -> HttpResponse:
    shown = api.lease_get(lease_id)
    context = {
        "lease": shown,
        "number": api.number_shown(shown.number) if shown.number else "",
        "deed": name,
        "problem": problem,
    }
    return render(request, "number_desk/number_sure.html", context, status=422 if problem else 200)


def _page(
    request: HttpRequest, lease_id: UUID, wrong: dict[str, str] | None = None
) -> HttpResponse:
    shown = api.lease_detail(lease_id)
    state = shown.lease.state
    context = {
        "shown": shown,
        "lease": shown.lease,
        "number": api.number_shown(shown.lease.number) if shown.lease.number else "",
        "state": number_words.STATES[state],
        "mark": number_words.MARKS[state],
        "audience": number_words.AUDIENCES.get(shown.lease.audience, shown.lease.audience),
        "via": number_words.VIAS.get(shown.via, shown.via),
        "held": state in _HELD,
        "proof_code": api.proof_code(lease_id),
        "open": state in _HELD or state is LeaseState.WAITING,
        "history": number_words.history_lines(shown.history),
        "wrong": wrong or {},
        "may_add": len([p for p in shown.phones if not p.fallback]) < api.numbers_settings().phones,
    }
    return render(request, "number_desk/number.html", context, status=422 if wrong else 200)

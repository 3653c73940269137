"""Cases handed to outside agencies: on the case page, and the list of what they still owe."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases import api as cases
from townline.casework.cases.views import labels
from townline.casework.cases.views.actions import action, back_to_case
from townline.casework.cases.views.lists import list_lines, the_act, the_viewer
from townline.casework.coordination import api
from townline.casework.coordination.views.api import joint_shapes
from townline.platform.core import clock
from townline.platform.departments.api import Act, Permission
from townline.platform.departments.guards import may
from townline.platform.web.inputs import Input
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.staff import staff_page


def panel(act: Act, detail: cases.Detail) -> dict[str, Any]:
    """Give the hand-offs of a case, and to whom it could be handed; one query."""
    row = detail.row
    leads = act.viewer.may(Permission.WRITE) and act.viewer.sees(row.department)
    views = api.referrals_of(row.id) if "referrals" in detail.holds else []
    return {
        "referrals": [(r, _mark(r, act.now)) for r in views],
        "may_hand": leads and row.is_open and row.department is not None,
        "may": leads,
        "agencies": list(api.agencies().values()),
        "soon": act.now + dt.timedelta(days=3),
    }


def _mark(referral: api.ReferralView, now: dt.datetime) -> tuple[str, str, str]:
    if referral.is_open and referral.promised_at <= now:
        return "overdue", "danger", gettext("회신 기한 경과")
    icon, level, label = labels.REFERRALS[referral.state]
    return icon, level, str(label)


@require_GET
@staff_page(reads=True)
def referrals(request: HttpRequest) -> HttpResponse:
    """List referrals that agencies have not answered, the most overdue first."""
    viewer, now = the_viewer(request), clock.now()
    found = api.referrals_open(viewer=viewer)
    lines = list_lines([each.row for each in found])
    rows = [
        (each.referral, _mark(each.referral, now), line)
        for each, line in zip(found, lines, strict=True)
    ]
    return render(request, "coordination/referrals.html", {"rows": rows})


hand = action(
    api.referral_hand,
    gettext_noop("타 기관 이송을 저장했습니다. 회신이 올 때까지는 우리 민원입니다."),
    joint_shapes.Hand,
    Permission.WRITE,
    promised_at="promised",
)
# By the button: what is done, what it says of itself, and what is read.
_ACTIONS: dict[str, tuple[Callable[..., object], str, type[Input]]] = {
    "answer": (
        api.referral_answer,
        gettext_noop("기관 회신을 저장했습니다."),
        joint_shapes.Outcome,
    ),
    "move": (
        api.referral_move,
        gettext_noop("회신 기한을 변경했습니다."),
        joint_shapes.MoveReferral,
    ),
    "call-back": (
        api.referral_call_back,
        gettext_noop("이송을 취소했습니다."),
        joint_shapes.CallBack,
    ),
}


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def settle(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Write the agency's answer, another day, or that the matter was taken back (``do``)."""
    button = pressed_button(request)
    if button not in _ACTIONS:
        raise cases.InvalidInput(gettext("처리할 내용을 선택해 주세요."))
    action, message, schema = _ACTIONS[button]
    form = read(request, schema, outcome="words", reason="words", promised_at="promised")
    action(the_act(request), referral_id=number, **form.arguments())
    return back_to_case(request, code, gettext(message))

"""What came again, from the same or from others: shown to who decides, done by a person."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST

from townline.casework.cases import api as cases
from townline.casework.cases.views.actions import action, back_to_case
from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.lists import the_act
from townline.casework.classification import api
from townline.casework.visits.views.api.shapes import Grouping
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.staff import staff_page


def panel(detail: cases.Detail, viewer: Viewer, mine: api.ResidentCases) -> dict[str, Any] | None:
    """Give what came again and what may be done about it; None where nothing did."""
    found = api.again(detail=detail, viewer=viewer, mine=mine)
    if found is None:
        return None
    repeats, households = found.repeats, found.households
    is_open = detail.row.is_open
    return {
        "repeats": repeats,
        "earlier": [one for one in repeats.occasions if one.code != detail.row.code],
        "shown": repeats.complaints > 1 or bool(repeats.new_facts),
        "households": households,
        "has_others": bool(households.alike or households.members or detail.row.group),
        "may_mark": viewer.may(Permission.WRITE),
        "may_close": repeats.may_close
        and viewer.may(Permission.DECLINE)
        and cases.CaseEvent.CLOSE_REPEAT in detail.allowed,
        "may_merge": is_open and any(row.is_open for row in households.members),
    }


close = action(
    api.case_close_repeat,
    gettext_noop("반복 민원으로 종결하고 민원인에게 알렸습니다."),
    inputs.WithReason,
    Permission.DECLINE,
)
new_facts = action(
    api.case_new_facts,
    gettext_noop("이 민원부터 반복 횟수를 다시 셉니다."),
    inputs.WithReason,
    Permission.WRITE,
)
group = action(
    api.case_group,
    gettext_noop("다수인관련민원으로 지정하고 부서장에게 알렸습니다."),
    Grouping,
    Permission.WRITE,
    members="member",
)
ungroup = action(
    api.case_ungroup,
    gettext_noop("다수인관련민원 지정을 해제했습니다."),
    inputs.WithReason,
    Permission.WRITE,
)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def merge(request: HttpRequest, code: str) -> HttpResponse:
    """Merge a group into this case; say which could not come along."""
    merged, left = api.group_merge(the_act(request), code=code)
    if left:
        warning = gettext("답변 발송 중이라 병합하지 않은 민원: %(codes)s") % {
            "codes": ", ".join(left)
        }
        messages.warning(request, warning)
    message = gettext("민원 %(number)d건을 병합했습니다. 답변 하나를 모두에게 발송합니다.")
    return back_to_case(request, code, message % {"number": len(merged)} if merged else "")

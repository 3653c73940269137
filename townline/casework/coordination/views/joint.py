"""Departments that take part: asked, heard, and bundled answers; each press is a form."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST

from townline.casework.cases import api as cases
from townline.casework.cases.views import labels
from townline.casework.cases.views.actions import action, back_to_case
from townline.casework.cases.views.lists import Directory, the_act
from townline.casework.coordination import api
from townline.casework.coordination.rules.joint import (
    OWED,
    PositionState,
    append_parts,
    position_due,
)
from townline.casework.coordination.selectors.joint import PositionView
from townline.casework.coordination.views.api import joint_shapes
from townline.platform.core import clock, district
from townline.platform.core.text.languages import page_language
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Department, Permission, Staff, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.staff import staff_page

_WRITTEN = {"with_department", "drafted", "returned", "reopened"}
_NOT_ASKABLE = {"received", "confirmed", "bundled"}


@dataclass(frozen=True)
class PositionDisplay:
    """A position with the names it shows. ``mine``: the reader may say it."""

    view: PositionView
    department: Department | None
    by: Staff | None
    mark: tuple[str, str, str]
    mine: bool


def panel(
    act: Act,
    detail: cases.Detail,
    names: Directory,
    people: dict[int, Staff],
    *,
    others: list[cases.CaseRow],
) -> dict[str, Any]:
    """Give who takes part in a case and what can be done about it; three queries.

    ``others``: the same resident's other cases.
    """
    views = api.positions_of(detail.row.id) if "positions" in detail.holds else []
    row = detail.row
    leads = act.viewer.may(Permission.WRITE) and act.viewer.sees(row.department)
    askable = row.is_open and row.state not in _NOT_ASKABLE and row.department is not None
    known = {view.department for view in views if view.takes_part} | {row.department}
    shown = [
        _position_display(v, act.viewer, names, people, open_=askable)
        for v in views
        if v.takes_part
    ]
    return {
        "positions": shown,
        "owed": next((p for p in shown if p.mine and p.view.state in OWED), None),
        "gone": [
            _position_display(v, act.viewer, names, people, open_=False)
            for v in views
            if not v.takes_part
        ],
        "may_ask": leads and askable,
        "may_insert": leads
        and row.state in _WRITTEN
        and any(v.state == PositionState.GIVEN for v in views),
        "offices": [d for d in names.offices if d.code not in known],
        "due": position_due(act.now, row.answer_due_at, api.within()),
        "members": cases.members_of(row.id) if "bundled" in detail.holds else [],
        "bundles": _bundles(others) if leads and row.state in _WRITTEN else [],
        "bundled": row.state == "bundled",
        "may_unbundle": leads and row.state == "bundled",
        "lead": cases.lead_of(row.id) if row.state == "bundled" else "",
    }


def _position_display(
    view: PositionView, viewer: Viewer, names: Directory, people: dict[int, Staff], *, open_: bool
) -> PositionDisplay:
    icon, level, label = labels.POSITIONS[view.state]
    return PositionDisplay(
        view,
        names.departments.get(view.department),
        people.get(view.given_by or 0),
        (icon, level, str(label)),
        open_ and viewer.may(Permission.WRITE) and api.speaks_for(viewer, view.department),
    )


def _bundles(others: list[cases.CaseRow]) -> list[cases.CaseRow]:
    """Give the same resident's other cases whose answer could go out with this one's."""
    return [other for other in others if other.state in _WRITTEN]


def position_summary(detail: cases.Detail, names: Directory) -> dict[str, Any]:
    """Give who stands behind an answer, who was silent, and which cases it answers too."""
    views = api.positions_of(detail.row.id)
    shown = [(names.departments.get(v.department), v) for v in views if v.takes_part]
    return {
        "behind": [(d, v) for d, v in shown if v.state == PositionState.GIVEN],
        "silent": [(d, v) for d, v in shown if v.state != PositionState.GIVEN],
        "members": cases.members_of(detail.row.id),
    }


ask = action(
    api.position_ask,
    gettext_noop("협조를 요청했습니다. 이제 그 부서도 이 민원을 볼 수 있습니다."),
    joint_shapes.Ask,
    Permission.WRITE,
)
withdraw = action(
    api.position_withdraw,
    gettext_noop("협조 부서에서 제외했습니다. 그 부서는 더 이상 이 민원을 볼 수 없습니다."),
    joint_shapes.Withdraw,
    Permission.WRITE,
)
refuse = action(
    api.position_refuse,
    gettext_noop("소관이 아니라고 알렸습니다."),
    joint_shapes.Refuse,
    Permission.WRITE,
)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def give(request: HttpRequest, code: str) -> HttpResponse:
    """Say one's department's position; where a colleague was quicker, show both."""
    form = read(request, joint_shapes.GiveOnPage)
    try:
        api.position_give(the_act(request), code=code, **form.arguments())
    except api.PositionConflict as conflict:
        context = {"code": code, "department": form.department or "", **conflict.extra}
        return render(request, "coordination/position_conflict.html", context, status=409)
    return back_to_case(request, code, gettext("협조 의견을 제출했습니다."))


# What positions and hand-offs put into a draft by one press: words that a person then reads.


def insert_words(request: HttpRequest, code: str, viewer: Viewer, body: str) -> str:
    """Give the words with what the pressed button (``do``) puts below them; else as they are."""
    button, _, number = pressed_button(request).partition("-")
    if button not in {"joint", "office"}:
        return body
    detail = cases.case_get(Act(viewer, clock.now()), code=code)
    lang = page_language(detail.row.language)
    if button == "joint":
        return append_parts(body, positions_words(detail.row, lang))
    return append_parts(body, [office_words(detail.row, number, lang)])


def positions_words(row: cases.CaseRow, lang: str) -> list[str]:
    """Write each position after its department, and last who stands behind the answer."""
    known = {d.code: d for d in departments.departments()}
    given = [p for p in api.positions_of(row.id) if p.state == PositionState.GIVEN]
    parts = [f"{_name(known.get(p.department), lang)}: {p.position}" for p in given if p.position]
    if not given or row.department is None:
        return parts
    behind = [row.department, *(p.department for p in given)]
    ending = district.text("opening.answer_end_joint", lang).format(
        department=_name(known.get(row.department), lang),
        departments=", ".join(_name(known.get(each), lang) for each in behind),
    )
    return [*parts, ending]


def office_words(row: cases.CaseRow, referral: str, lang: str) -> str:
    """Write who outside the house has the matter now; nothing when that is not known."""
    for each in api.referrals_of(row.id):
        if str(each.id) == referral and each.agency is not None:
            agency = each.agency
            return district.text("opening.other_office", lang).format(
                office=agency.name_en if lang == "en" else agency.name_ko, phone=agency.phone
            )
    return ""


def _name(department: Department | None, lang: str) -> str:
    if department is None:
        return ""
    return department.name_en if lang == "en" else department.name_ko

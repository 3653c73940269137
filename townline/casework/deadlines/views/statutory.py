"""The legal clock on the case page: shown beside the promise, its kind set, its period extended."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop, ngettext
from django.views.decorators.http import require_POST

from townline.casework.cases import api as cases
from townline.casework.cases.views.actions import back_to_case
from townline.casework.cases.views.lists import the_act
from townline.casework.deadlines import api
from townline.casework.deadlines.settings import Kinds
from townline.casework.deadlines.views.api.statutory import Extend, PetitionKind
from townline.platform.core import district
from townline.platform.core.calendars import EXTENSIONS, Unit, parse_rule
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission, Role, Viewer
from townline.platform.departments.guards import may
from townline.platform.web import moments
from townline.platform.web.moments import english
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.platform.web.templatetags.townline import named

# Words of staff for legal periods: rules, what was added, the unit of a field.

_UNITS = {
    Unit.HOURS: gettext_noop("근무 시간 %(count)d시간"),
    Unit.DAYS: gettext_noop("근무일 %(count)d일, 첫날 포함"),
    Unit.WEEKS: gettext_noop("%(count)d주, 첫날 포함"),
    Unit.MONTHS: gettext_noop("%(count)d개월, 첫날 포함"),
}
_ADDED = {
    Unit.HOURS: gettext_noop("근무 시간 %(count)d시간 연장"),
    Unit.DAYS: gettext_noop("근무일 %(count)d일 연장"),
    Unit.WEEKS: gettext_noop("%(count)d주 연장"),
    Unit.MONTHS: gettext_noop("%(count)d개월 연장"),
}
_LENGTHS = {
    Unit.HOURS: gettext_noop("근무 시간(시간)"),
    Unit.DAYS: gettext_noop("근무일(일)"),
    Unit.WEEKS: gettext_noop("주"),
    Unit.MONTHS: gettext_noop("개월"),
}


def rule(text: str) -> str:
    """Say a rule in words: ``근무일 7일, 첫날 포함``."""
    read = parse_rule(text)
    if read.unit is Unit.WALL:
        hours = read.count // 3600
        return ngettext("%(count)d시간", "%(count)d시간", hours) % {"count": hours}
    return gettext(_UNITS[read.unit]) % {"count": read.count}


def describe_extension(text: str) -> str:
    """Say what was added to a period: ``근무일 3일 늘림``."""
    read = parse_rule(text)
    return gettext(_ADDED[read.unit]) % {"count": read.count} if read.unit in _ADDED else text


def length(text: str) -> str:
    """Name the unit of a rule, for a field that asks how much."""
    unit = parse_rule(text).unit
    return gettext(_LENGTHS.get(unit, _LENGTHS[Unit.HOURS]))


def _lang() -> str:
    return "en" if english() else "ko"


def panel(act: Act, detail: cases.Detail) -> dict[str, Any]:
    """Gather what the header and the side show of the legal clock; at most four queries."""
    there = "legal_clock" in detail.holds
    found = api.legal_clock(case_id=detail.row.id) if there else None
    if found is None:
        return {"clock": None}
    lang = _lang()
    may = act.viewer.may(Permission.ASSIGN) and found.is_open
    most = found.is_open and len(found.extensions) >= EXTENSIONS
    return {
        "clock": found,
        "kind": found.name.in_language(lang),
        "period": found.period.in_language(lang) if found.period else "",
        "source": found.period.source.in_language(lang) if found.period else "",
        "rule": rule(found.rule) if found.rule else "",
        "late": found.due_at is not None and (found.ended_at or act.now) > found.due_at,
        "asked": any(pause.end_at is None for pause in found.pauses),
        "may": may,
        "may_extend": may and bool(found.rule) and not most,
        "most": most,
        "ask": _who(detail, act.viewer) if found.is_open and found.rule and not may else "",
        "length": length(found.rule) if found.rule else "",
        "kinds": _kinds(lang),
        "extensions": [(each, describe_extension(each.rule)) for each in found.extensions],
    }


def _who(detail: cases.Detail, viewer: Viewer) -> str:
    """Name those who can extend the period, to one who works on the case and cannot."""
    if not viewer.may(Permission.WRITE):
        return ""
    people = departments.staff_in_departments(roles=[Role.HEAD, Role.CLERK])
    heads = [p for p in people if p.role == Role.HEAD and p.department_id == detail.row.department]
    desks = {named(p.department): None for p in people if p.role == Role.CLERK}
    posts = [(p.role, named(p)) for p in heads] + [(Role.CLERK, desk) for desk in desks]
    form = gettext("%(role)s(%(who)s)")
    return ", ".join(form % {"role": departments.role_name(r), "who": who} for r, who in posts)


def _kinds(lang: str) -> list[tuple[str, str, str]]:
    """List the kinds of petitions: code, name, period in words."""
    return [
        (
            k.kind,
            k.name.in_language(lang),
            k.petition_period.in_language(lang) if k.petition_period else "",
        )
        for k in district.part(Kinds).kinds
    ]


@require_POST
@staff_page(may(Permission.ASSIGN), reads=True)
def petition_kind(request: HttpRequest, code: str) -> HttpResponse:
    """Say which kind of petition a case is."""
    kind = read(request, PetitionKind).kind
    found = api.legal_retype(the_act(request), code=code, kind=kind)
    if found.due_at is None:
        return back_to_case(request, code, gettext("민원 종류를 저장했습니다."))
    message = gettext("민원 종류를 저장했습니다. 법정 처리기한은 %(due)s입니다.")
    return back_to_case(request, code, message % {"due": moments.moment(found.due_at)})


@require_POST
@staff_page(may(Permission.ASSIGN), reads=True)
def extend(request: HttpRequest, code: str) -> HttpResponse:
    """Lengthen the legal period, with the reason and, the second time, the resident's consent."""
    arguments = read(request, Extend).arguments()
    found = api.legal_extend(the_act(request), code=code, **arguments)
    if found.due_after is None:
        message = gettext("처리기간을 연장했습니다. 사유를 민원인에게 알려 주세요.")
        return back_to_case(request, code, message)
    message = gettext(
        "처리기간을 %(due)s까지 연장했습니다. 사유와 새 기한을 민원인에게 알려 주세요."
    )
    return back_to_case(request, code, message % {"due": moments.moment(found.due_after)})

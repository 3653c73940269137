"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.casework.alarms.views.alarms import danger_banner
from townline.casework.cases import api as cases
from townline.casework.cases.views.access import viewer_of
from townline.casework.cases.views.lists import counts_of
from townline.casework.classification.views.triage import READERS
from townline.casework.desk.views.team import leads
from townline.platform.core import district
from townline.platform.core.settings import Office
from townline.platform.departments.api import Permission, Role
from townline.platform.web.moments import english
from townline.platform.web.registry import NavItem

__all__ = ["NAV", "danger_banner"]
_MORNING = {Role.MAYOR, Role.DEPUTY}
_DUTY = {Role.CLERK, Role.ADMINISTRATOR, Role.AUDITOR}
_SETTINGS = {Role.MAYOR, Role.ADMINISTRATOR}


def _role(request: HttpRequest) -> Role | None:
    viewer = viewer_of(request)
    return viewer.role if viewer else None


def _reads_cases(request: HttpRequest) -> bool:
    viewer = viewer_of(request)
    return viewer is not None and viewer.reads


def _anybody(request: HttpRequest) -> bool:
    return _role(request) is not None


def _leads(request: HttpRequest) -> bool:
    viewer = viewer_of(request)
    return viewer is not None and leads(viewer)


def _gives_out(request: HttpRequest) -> bool:
    viewer = viewer_of(request)
    return viewer is not None and viewer.may(Permission.EXPORT)


def _audits(request: HttpRequest) -> bool:
    viewer = viewer_of(request)
    return viewer is not None and viewer.may(Permission.AUDIT)


def _awaiting(request: HttpRequest) -> int:
    return counts_of(request)["awaiting_confirmation"]


def _unread(request: HttpRequest) -> int | None:
    viewer = viewer_of(request)
    return (cases.notices_unread(viewer=viewer) or None) if viewer else None


def _confirmer() -> str:
    title = district.part(Office).mayor_title.said("en" if english() else "ko")
    return gettext("%(title)s 승인") % {"title": title}


NAV = (
    NavItem("/inbox/", lambda: gettext("받은 문자"), "inbox", _reads_cases),
    NavItem("/morning/", _confirmer, "morning", lambda r: _role(r) in _MORNING, _awaiting),
    NavItem(
        "/inbox/?view=awaiting_confirmation",
        _confirmer,
        "morning",
        lambda r: _reads_cases(r) and _role(r) not in _MORNING,
        _awaiting,
    ),
    NavItem("/mine/", lambda: gettext("내 업무"), "mine", _reads_cases, _unread),
    NavItem("/visits/", lambda: gettext("현장 방문"), "visits", _reads_cases),
    NavItem("/promises/", lambda: gettext("이행 약속"), "promises", _reads_cases, more=True),
    NavItem("/alarms/", lambda: gettext("위험 경보"), "alarms", _reads_cases, more=True),
    NavItem(
        "/incidents/suggested/", lambda: gettext("동일 사안"), "incidents", _reads_cases, more=True
    ),
    NavItem("/meetings/", lambda: gettext("회의"), "meetings", _reads_cases, more=True),
    NavItem("/referrals/", lambda: gettext("타 기관 이송"), "referrals", _reads_cases, more=True),
    NavItem(
        "/duty/", lambda: gettext("당직 근무표"), "duty", lambda r: _role(r) is not None, more=True
    ),
    NavItem("/team/", lambda: gettext("부서 업무"), "team", _leads, more=True),
    NavItem(
        "/links/", lambda: gettext("통신 연결"), "links", lambda r: _role(r) in _DUTY, more=True
    ),
    NavItem(
        "/settings/calendar/",
        lambda: gettext("공휴일"),
        "calendar",
        lambda r: _role(r) is Role.ADMINISTRATOR,
    ),
    NavItem(
        "/settings/rules/",
        lambda: gettext("배정 규칙"),
        "rules",
        lambda r: _role(r) in {Role.CLERK, Role.ADMINISTRATOR},
        more=True,
    ),
    NavItem(
        "/triage/", lambda: gettext("분류 추천"), "triage", lambda r: _role(r) in READERS, more=True
    ),
    NavItem("/privacy/", lambda: gettext("개인정보"), "privacy", _audits),
    NavItem("/privacy/person/", lambda: gettext("개인정보"), "privacy", _gives_out),
    NavItem(
        "/settings/delegation/",
        lambda: gettext("대리 승인 지정"),
        "delegation",
        lambda r: _role(r) in _SETTINGS,
    ),
)

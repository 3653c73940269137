"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext, pgettext

from townline.casework.alarms.views.alarms import danger_banner
from townline.casework.cases import api as cases
from townline.casework.cases.views.lists import counts_of
from townline.casework.classification.views.triage import READERS
from townline.casework.deadlines import api as deadlines
from townline.casework.desk.views.team import leads
from townline.platform.conversations import api as conversations
from townline.platform.core import clock, district
from townline.platform.core.settings import Office
from townline.platform.departments.api import Permission, Role
from townline.platform.departments.guards import case_reader, may, viewer_of, who_may
from townline.platform.web.moments import english
from townline.platform.web.registry import NavItem, SettingsItem, Tab

__all__ = ["CASES", "danger_banner"]
_MORNING = {Role.MAYOR, Role.DEPUTY}
_DUTY = {Role.CLERK, Role.ADMINISTRATOR, Role.AUDITOR}
_gives_out, _audits = who_may(may(Permission.EXPORT)), who_may(may(Permission.AUDIT))
_SETTINGS = {Role.MAYOR, Role.ADMINISTRATOR}


def _role(request: HttpRequest) -> Role | None:
    viewer = viewer_of(request)
    return viewer.role if viewer else None


def _anybody(request: HttpRequest) -> bool:
    return _role(request) is not None


def _leads(request: HttpRequest) -> bool:
    viewer = viewer_of(request)
    return viewer is not None and leads(viewer)


def _awaiting(request: HttpRequest) -> int:
    return counts_of(request)["awaiting_confirmation"]


def _unread(request: HttpRequest) -> int | None:
    viewer = viewer_of(request)
    # Who approves has them in the list of the day, whose page asks enough already.
    if viewer is None or viewer.role in _MORNING:
        return None
    return cases.notices_unread(viewer=viewer) or None


def _confirmer() -> str:
    title = district.part(Office).mayor_title.in_language("en" if english() else "ko")
    return gettext("%(title)s 승인") % {"title": title}


def quiet(request: HttpRequest) -> list[str]:
    """Give what the strip shows while nothing is urgent: how much there is to do, and is late."""
    line = [gettext("문자 수신 정상")] if _role(request) in _DUTY else []
    if not case_reader(request):
        return line
    found = counts_of(request)
    return [
        *line,
        gettext("할 일 %(n)s건") % {"n": found["todo"]},
        gettext("기한 경과 %(n)s건") % {"n": found["overdue"]},
    ]


TODAY = NavItem("/", lambda: pgettext("menu", "오늘"), "today", _anybody, icon="home")
CASES = (
    NavItem(
        "/inbox/",
        lambda: gettext("받은 문자"),
        "inbox",
        case_reader,
        lambda r: counts_of(r)["todo"] or None,
        icon="inbox",
        within=("/cases/", "/search/", "/batches/"),
    ),
    NavItem(
        "/morning/",
        _confirmer,
        "morning",
        lambda r: _role(r) in _MORNING,
        _awaiting,
        icon="shield",
    ),
    NavItem(
        "/inbox/?view=awaiting_confirmation",
        _confirmer,
        "morning",
        lambda r: case_reader(r) and _role(r) not in _MORNING,
        _awaiting,
        icon="shield",
    ),
    NavItem(
        "/mine/",
        lambda: gettext("내 업무"),
        "mine",
        case_reader,
        _unread,
        counted=lambda: gettext("읽지 않은 알림"),
        icon="tasks",
        tabs=(
            Tab(url="/mine/", label=lambda: gettext("내 업무")),
            Tab(url="/team/", label=lambda: gettext("부서 업무")),
        ),
    ),
    NavItem("/visits/", lambda: gettext("현장 방문"), "visits", case_reader, icon="pin"),
    NavItem("/promises/", lambda: gettext("이행 약속"), "promises", case_reader, icon="flag"),
    NavItem(
        "/meetings/",
        lambda: gettext("회의·이송"),
        "meetings",
        case_reader,
        icon="people",
        tabs=(
            Tab(url="/meetings/", label=lambda: gettext("회의")),
            Tab(url="/referrals/", label=lambda: gettext("타 기관 이송")),
        ),
    ),
)
ALARMS = NavItem(
    "/alarms/",
    lambda: gettext("위험 경보"),
    "alarms",
    case_reader,
    lambda r: counts_of(r)["danger"] or None,
    icon="octagon",
    hot=True,
)
SETTINGS = NavItem(
    "/settings/",
    lambda: pgettext("menu", "설정"),
    "settings",
    _anybody,
    icon="gear",
    within=("/links/", "/privacy/", "/triage/", "/duty/", "/blocked/", "/my/", "/surge/helpers/"),
)


PEOPLE_SETTINGS = (
    SettingsItem(
        "/settings/delegation/",
        lambda: gettext("대리 승인 지정"),
        lambda: gettext("승인을 대신할 사람과 기간"),
        lambda: gettext("사람과 권한"),
        lambda r: _role(r) in _SETTINGS,
    ),
    SettingsItem(
        "/duty/",
        lambda: gettext("당직 근무표"),
        lambda: gettext("야간·공휴일 당직, 부재와 업무대행자"),
        lambda: gettext("사람과 권한"),
        _anybody,
    ),
)


def _next_year() -> str:
    year = clock.now().astimezone(district.current().zone).year + 1
    known = deadlines.calendar_years()
    return "" if year in known else gettext("%(year)s년 공휴일 없음") % {"year": year}


CASE_SETTINGS = (
    SettingsItem(
        "/settings/calendar/",
        lambda: gettext("공휴일"),
        lambda: gettext("법정 처리기한에서 빠지는 날, 업무를 볼 수 없던 기간"),
        lambda: gettext("민원 처리"),
        _anybody,
        state=_next_year,
    ),
    SettingsItem(
        "/settings/rules/",
        lambda: gettext("배정 규칙"),
        lambda: gettext("처리 부서를 추천하거나 바로 배정하는 규칙"),
        lambda: gettext("민원 처리"),
        lambda r: _role(r) in {Role.CLERK, Role.ADMINISTRATOR},
    ),
    SettingsItem(
        "/triage/",
        lambda: gettext("분류 추천"),
        lambda: gettext("추천이 얼마나 맞는지, 오분류 분야"),
        lambda: gettext("민원 처리"),
        lambda r: _role(r) in READERS,
    ),
)


def _links_up() -> str:
    links = conversations.links()
    up = sum(link.state == "bound" for link in links)
    words = {"up": up, "all": len(links)}
    return gettext("연결 %(all)s개 중 %(up)s개 연결됨") % words if links else gettext("연결 없음")


TEXT_SETTINGS = (
    SettingsItem(
        "/links/",
        lambda: gettext("통신 연결"),
        lambda: gettext("문자 연결 상태, 미처리 수신 문자, 발송 미확인 문자"),
        lambda: gettext("문자와 통신"),
        lambda r: _role(r) in _DUTY,
        state=_links_up,
    ),
    SettingsItem(
        "/links/phone/",
        lambda: gettext("전화기 연결"),
        lambda: gettext("안드로이드 전화기로 문자 주고받기"),
        lambda: gettext("문자와 통신"),
        lambda r: _role(r) is Role.ADMINISTRATOR,
    ),
    SettingsItem(
        "/blocked/",
        lambda: gettext("차단한 번호"),
        lambda: gettext("접수하지 않는 번호와 해제"),
        lambda: gettext("문자와 통신"),
        lambda r: _role(r) in {Role.CLERK, Role.HEAD, Role.AUDITOR},
    ),
)
PRIVACY_SETTINGS = (
    SettingsItem(
        "/privacy/",
        lambda: gettext("개인정보 열람 기록"),
        lambda: gettext("누가 어떤 번호를 왜 보았는지"),
        lambda: gettext("개인정보와 기록"),
        _audits,
    ),
    SettingsItem(
        "/privacy/erasure/",
        lambda: gettext("보존·파기"),
        lambda: gettext("보존 기간과 밤마다 지운 것"),
        lambda: gettext("개인정보와 기록"),
        _audits,
    ),
    SettingsItem(
        "/privacy/person/",
        lambda: gettext("열람·삭제 요구"),
        lambda: gettext("한 사람의 개인정보 제공과 파기"),
        lambda: gettext("개인정보와 기록"),
        _gives_out,
    ),
)

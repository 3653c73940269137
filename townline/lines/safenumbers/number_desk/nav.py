"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from townline.lines.safenumbers import api
from townline.platform.core.history import marks
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may, who_may
from townline.platform.web.registry import Banner, NavItem, SettingsItem, Tab

_issues = who_may(may(Permission.NUMBERS))
NUMBERS = NavItem(
    "/numbers/",
    lambda: gettext("안심번호"),
    "numbers",
    _issues,
    icon="car",
    tabs=(
        Tab(url="/numbers/", label=lambda: gettext("번호 목록")),
        Tab(url="/numbers/help/", label=lambda: gettext("당직실이 도울 일")),
        Tab(url="/numbers/calls/", label=lambda: gettext("통화")),
        Tab(url="/numbers/figures/", label=lambda: gettext("통계")),
    ),
)
NUMBER_POOL = SettingsItem(
    "/numbers/",
    lambda: gettext("안심번호"),
    lambda: gettext("발급, 정지, 대기 명단, 통화 기록"),
    lambda: gettext("창구와 안심번호"),
    _issues,
)
_HELP = "/numbers/help/"


def help_banner(request: HttpRequest) -> Banner | None:
    """Tell who keeps safe numbers that owners wait for help; nothing when none do."""
    open_ones = _issues(request) and marks.mark_of(request, api.HELP_MARK)
    count = api.help_tasks_count() if open_ones else 0
    if not count or request.path == _HELP:
        return None
    words = ngettext(
        "차주가 갈 수 없어 구청의 도움을 기다립니다: %(count)d건",
        "차주가 갈 수 없어 구청의 도움을 기다립니다: %(count)d건",
        count,
    )
    return Banner("warning", words % {"count": count}, _HELP, gettext("할 일 보기"))

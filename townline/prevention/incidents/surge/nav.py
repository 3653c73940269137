"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.core.history import marks
from townline.platform.core.history.marks import Marked
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may, who_may
from townline.platform.web.registry import Banner, SettingsItem, Tab
from townline.prevention.incidents.surge.api import SURGE_MARK
from townline.prevention.incidents.surge.rules.states import SurgeState

_sees_all = who_may(may(Permission.READ_ALL))
SURGE = Tab(url="/surge/", label=lambda: gettext("문자 급증 대응"))


# All that a helper reaches, the first being where they begin.
HELPER_PAGES = ["surge_texts", "surge_sort", "surge_join", "surge_undo"]


HELPERS = SettingsItem(
    "/surge/helpers/",
    lambda: gettext("임시 지원 인력"),
    lambda: gettext("급증 문자만 분류하고 자동으로 종료되는 계정"),
    lambda: gettext("사람과 권한"),
    who_may(may(Permission.MANAGE)),
)


def surge_banner(request: HttpRequest) -> Banner | None:
    """Tell everybody who sees all cases that more texts come than usual, and what was decided."""
    mark = marks.mark_of(request, SURGE_MARK) if _sees_all(request) else None
    if mark is None:
        return None
    return Banner("warning", _notice_text(mark), "/surge/", gettext("문자 급증 대응 보기"))


def _notice_text(mark: Marked) -> str:
    if mark.data["state"] == SurgeState.PROPOSED:
        return gettext("문자 급증: 최근 %(span)s %(texts)s건") % {
            "span": _span(int(mark.data["minutes"])),
            "texts": mark.data["texts"],
        }
    if mark.data["calm"]:
        return gettext("문자 급증 대응 중: 문자가 평소 수준으로 줄었습니다.")
    return gettext("문자 급증 대응 중입니다. 접수 문자에 그렇게 안내하고 있습니다.")


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if rest:
        return gettext("%(minutes)s분") % {"minutes": minutes}
    return gettext("%(hours)s시간") % {"hours": hours}

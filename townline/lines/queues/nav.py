"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may, who_may
from townline.platform.web.registry import NavItem, SettingsItem, Tab

_calls = who_may(may(Permission.DESK))
DESKS = NavItem(
    "/desk/",
    lambda: gettext("번호표"),
    "desks",
    _calls,
    icon="ticket",
    tabs=(
        Tab(url="/desk/", label=lambda: gettext("창구")),
        Tab(url="/halls/", label=lambda: gettext("대기열 운영")),
        Tab(url="/halls/figures/", label=lambda: gettext("통계")),
    ),
)
HALLS = SettingsItem(
    "/halls/",
    lambda: gettext("대기열 운영"),
    lambda: gettext("대기열 열고 닫기, 창구 현황, 프린터"),
    lambda: gettext("창구와 안심번호"),
    _calls,
)

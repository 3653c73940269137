"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.lines.queues.views.desk_access import caller_of
from townline.platform.web.registry import NavItem, SettingsItem

DESKS = NavItem("/desk/", lambda: gettext("번호표"), "desks", caller_of, more=True)
HALLS = SettingsItem(
    "/halls/",
    lambda: gettext("대기열 운영"),
    lambda: gettext("대기열 열고 닫기, 창구 현황, 프린터"),
    lambda: gettext("창구와 안심번호"),
    caller_of,
)

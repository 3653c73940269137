"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may, who_may
from townline.platform.web.registry import NavItem, SettingsItem

_issues = who_may(may(Permission.NUMBERS))
NUMBERS = NavItem("/numbers/", lambda: gettext("안심번호"), "numbers", _issues, more=True)
NUMBER_POOL = SettingsItem(
    "/numbers/",
    lambda: gettext("안심번호"),
    lambda: gettext("발급, 정지, 대기 명단, 통화 기록"),
    lambda: gettext("창구와 안심번호"),
    _issues,
)

"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.lines.number_desk.views.access import keeper_of
from townline.platform.web.registry import NavItem, SettingsItem

NUMBERS = NavItem("/numbers/", lambda: gettext("안심번호"), "numbers", keeper_of, more=True)
NUMBER_POOL = SettingsItem(
    "/numbers/",
    lambda: gettext("안심번호"),
    lambda: gettext("발급, 정지, 대기 명단, 통화 기록"),
    lambda: gettext("창구와 안심번호"),
    keeper_of,
)

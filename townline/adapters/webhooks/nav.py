"""What this room hangs into the settings; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.adapters.webhooks import endpoints
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may, who_may
from townline.platform.web.registry import SettingsItem


def _given_up() -> str:
    number = endpoints.count_dead()
    return gettext("보내지 못한 알림 %(n)s건") % {"n": number} if number else ""


WEBHOOKS = SettingsItem(
    "/settings/webhooks/",
    lambda: gettext("웹훅"),
    lambda: gettext("민원·위험 지점의 변경을 다른 시스템에 보내기, 전송 실패와 다시 보내기"),
    lambda: gettext("시스템 연계"),
    who_may(may(Permission.MANAGE)),
    lambda: "webhook",
    _given_up,
)

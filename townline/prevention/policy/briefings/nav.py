"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.departments.guards import viewer_of
from townline.platform.web.registry import NavItem, SettingsItem
from townline.prevention.policy.briefings.api import MAILED, READERS


def _reads(request: HttpRequest) -> bool:
    viewer = viewer_of(request)
    return viewer is not None and viewer.role in READERS


def _is_mailed(request: HttpRequest) -> bool:
    viewer = viewer_of(request)
    return viewer is not None and viewer.role in MAILED


BRIEFINGS = NavItem(
    "/briefings/", lambda: gettext("주간 브리핑"), "briefings", _reads, icon="paper"
)
OWN_BRIEFINGS = SettingsItem(
    "/my/briefings/",
    lambda: gettext("주간 브리핑 받기"),
    lambda: gettext("한 주의 일을 이메일로 받거나 그만 받기"),
    lambda: gettext("내 설정"),
    _is_mailed,
)

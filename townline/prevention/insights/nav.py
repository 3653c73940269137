"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.web.registry import NavItem, PublicMap
from townline.prevention.insights.views.access import reader_of
from townline.prevention.insights.views.public_map import is_shown


def _reads(request: HttpRequest) -> bool:
    return reader_of(request) is not None


FIGURES = NavItem("/figures/", lambda: gettext("통계"), "figures", _reads, more=True)
MATTERS_MAP = PublicMap(
    "/open/map/matters", lambda: gettext("우리 동네에서 알려 주신 일"), is_shown
)

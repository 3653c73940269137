"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.web.registry import NavItem
from townline.prevention.exploration_planning.views.access import reader_of


def _reads(request: HttpRequest) -> bool:
    return reader_of(request) is not None


WHERE_NEXT = NavItem(
    "/hazards/where-next/", lambda: gettext("다음 탐사 구간"), "where_next", _reads, more=True
)

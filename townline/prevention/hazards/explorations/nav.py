"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.departments.guards import case_reader
from townline.platform.web.registry import NavItem, Tab

EXPLORATIONS = NavItem(
    "/explorations/",
    lambda: gettext("지하 탐사"),
    "explorations",
    case_reader,
    icon="radar",
    tabs=(
        Tab(url="/explorations/", label=lambda: gettext("탐사 목록")),
        Tab(url="/explorations/anomalies/", label=lambda: gettext("이상 신호와 공동")),
    ),
)

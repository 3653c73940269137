"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.departments.guards import who_may
from townline.platform.web.registry import NavItem
from townline.prevention.exploration_planning.views.access import reads_list

WHERE_NEXT = NavItem(
    "/hazards/where-next/",
    lambda: gettext("다음 탐사 구간"),
    "where_next",
    who_may(reads_list),
    more=True,
)

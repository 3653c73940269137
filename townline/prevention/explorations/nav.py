"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.departments.guards import case_reader
from townline.platform.web.registry import NavItem

EXPLORATIONS = NavItem(
    "/explorations/", lambda: gettext("지하 탐사"), "explorations", case_reader, more=True
)

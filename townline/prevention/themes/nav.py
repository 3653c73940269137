"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.departments.guards import case_reader
from townline.platform.web.registry import NavItem

THEMES = NavItem(
    "/insights/themes/", lambda: gettext("반복되는 주제"), "themes", case_reader, more=True
)

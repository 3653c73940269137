"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.departments.guards import case_reader
from townline.platform.web.registry import NavItem

INCIDENTS = NavItem(
    "/incidents/", lambda: gettext("동일 사안"), "incidents", case_reader, more=True
)

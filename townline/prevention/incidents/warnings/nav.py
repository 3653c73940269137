"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.departments.guards import case_reader
from townline.platform.web.registry import NavItem, PublicPage
from townline.prevention.incidents.warnings.views.public import ADDRESS, is_public

WARNINGS = NavItem(
    "/warnings/", lambda: gettext("안전 알림"), "warnings", case_reader, icon="megaphone"
)
OPEN_WARNINGS = PublicPage(ADDRESS, lambda: gettext("안전 알림 신청"), is_public)

"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.departments.guards import viewer_of
from townline.platform.web.registry import NavItem, PublicPage
from townline.prevention.warnings.views.public import ADDRESS, is_public


def _reads(request: HttpRequest) -> bool:
    viewer = viewer_of(request)
    return viewer is not None and viewer.reads


WARNINGS = NavItem("/warnings/", lambda: gettext("안전 알림"), "warnings", _reads, more=True)
OPEN_WARNINGS = PublicPage(ADDRESS, lambda: gettext("안전 알림 신청"), is_public)

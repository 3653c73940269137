"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.departments.guards import who_may
from townline.platform.web.registry import NavItem, PublicPage
from townline.prevention.works.api import reads
from townline.prevention.works_progress.views.public import is_public

WORKS_PROGRESS = NavItem(
    "/works/progress/", lambda: gettext("공사 진행"), "works_progress", who_may(reads), more=True
)
OPEN_WORKS = PublicPage("/open/works", lambda: gettext("집수리와 안전 공사"), is_public)

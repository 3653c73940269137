"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.web.registry import PublicPage
from townline.prevention.hazards.hazard_map.views.page import ADDRESS, is_shown

HAZARD_MAP = PublicPage(ADDRESS, lambda: gettext("땅속 안전"), is_shown, is_map=True)

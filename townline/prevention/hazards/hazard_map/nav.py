"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.web.registry import PublicPage, Tab
from townline.prevention.hazards.hazard_map.views.page import ADDRESS, is_shown

HAZARD_MAP = PublicPage(ADDRESS, lambda: gettext("땅속 안전"), is_shown, is_map=True)
SAFETY_MAP = Tab(url="/map/", label=lambda: gettext("안전 지도"))

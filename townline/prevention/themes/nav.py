"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.web.registry import NavItem
from townline.prevention.themes.views.access import reads

THEMES = NavItem("/insights/themes/", lambda: gettext("반복되는 주제"), "themes", reads, more=True)

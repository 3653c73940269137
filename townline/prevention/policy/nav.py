"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.web.registry import NavItem
from townline.prevention.themes.views.access import reads

POLICY = NavItem("/policy/", lambda: gettext("정책 과제"), "policy", reads, more=True)

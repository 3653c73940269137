"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.web.registry import NavItem
from townline.prevention.surveys.views.access import reader_of

SURVEYS = NavItem("/surveys/", lambda: gettext("주택 조사"), "surveys", reader_of, more=True)

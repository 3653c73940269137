"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.departments.guards import who_may
from townline.platform.web.registry import NavItem
from townline.prevention.surveys.selectors.sight import reads

SURVEYS = NavItem("/surveys/", lambda: gettext("주택 조사"), "surveys", who_may(reads), more=True)

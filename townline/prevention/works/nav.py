"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.departments.guards import who_may
from townline.platform.web.registry import NavItem
from townline.prevention.works.selectors.sight import reads

WORKS = NavItem("/works/", lambda: gettext("정비 사업"), "works", who_may(reads), more=True)

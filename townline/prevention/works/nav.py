"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.web.registry import NavItem
from townline.prevention.works.views.access import reader_of

WORKS = NavItem("/works/", lambda: gettext("정비 사업"), "works", reader_of, more=True)

"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.web.registry import NavItem
from townline.prevention.works.views.access import reader_of

WORKS_PLANS = NavItem(
    "/works/plans/", lambda: gettext("정비 연차 계획"), "works_plans", reader_of, more=True
)

"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.departments.guards import who_may
from townline.platform.web.registry import NavItem
from townline.prevention.works.api import reads

WORKS_PLANS = NavItem(
    "/works/plans/", lambda: gettext("정비 연차 계획"), "works_plans", who_may(reads), more=True
)

"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.web.registry import NavItem
from townline.prevention.works.views.access import reader_of


def _reads(request: HttpRequest) -> bool:
    return reader_of(request) is not None


WORKS_PLANS = NavItem(
    "/works/plans/", lambda: gettext("정비 연차 계획"), "works_plans", _reads, more=True
)

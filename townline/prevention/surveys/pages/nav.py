"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.web.registry import PublicPage, Tab
from townline.prevention.surveys.pages.selectors.deciding import waiting_count
from townline.prevention.surveys.pages.views import agreement
from townline.prevention.surveys.pages.views.public import ADDRESS, is_public
from townline.prevention.surveys.views.homes import filters_of


def _waiting(request: HttpRequest) -> int | None:
    return waiting_count(filters_of(request).kind) or None


DECIDE = Tab(url="/surveys/decide/", label=lambda: gettext("판정 대기"), count=_waiting)
REVIEWS = Tab(url="/surveys/reviews/", label=lambda: gettext("재검토"))
AGREEMENT = Tab(url=agreement.ADDRESS, label=lambda: gettext("평가자 간 일치도(κ)"))
OPEN_SURVEYS = PublicPage(ADDRESS, lambda: gettext("주택 조사 현황"), is_public)

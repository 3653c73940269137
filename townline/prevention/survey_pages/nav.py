"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.web.registry import PublicPage
from townline.prevention.survey_pages.selectors.deciding import waiting_count
from townline.prevention.survey_pages.views import agreement
from townline.prevention.survey_pages.views.public import ADDRESS, is_public
from townline.prevention.surveys.ports.pages import Tab

DECIDE = Tab(
    key="decide", url="/surveys/decide/", label=lambda: gettext("확인할 항목"), count=waiting_count
)
AGREEMENT = Tab(key="agreement", url=agreement.ADDRESS, label=lambda: gettext("일치도"))
OPEN_SURVEYS = PublicPage(ADDRESS, lambda: gettext("주택 조사 현황"), is_public)

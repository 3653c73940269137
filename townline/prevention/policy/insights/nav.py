"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.departments.guards import who_may
from townline.platform.web.registry import NavItem, PublicPage, Tab
from townline.prevention.policy.insights.views.pages import sees_figures
from townline.prevention.policy.insights.views.public import is_public
from townline.prevention.policy.insights.views.public_map import is_shown

FIGURES = NavItem(
    "/figures/",
    lambda: gettext("통계"),
    "figures",
    who_may(sees_figures),
    icon="chart",
    carries=("period", "from", "to"),
    tabs=(
        Tab(url="/figures/", label=lambda: gettext("통계")),
        Tab(url="/figures/fairness/", label=lambda: gettext("답변 형평성")),
    ),
)
COMPLAINTS_MAP = PublicPage(
    "/open/map/matters", lambda: gettext("우리 동네에서 알려 주신 일"), is_shown, is_map=True
)
OPEN_FIGURES = PublicPage("/open/figures", lambda: gettext("답변 기한 준수 현황"), is_public)

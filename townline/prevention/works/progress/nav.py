"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.web.registry import PublicPage, Tab
from townline.prevention.works.progress.views.public import is_public

ORDERS = Tab(
    url="/works/progress/",
    label=lambda: gettext("발주·공사"),
    parts=(
        Tab(url="/works/progress/", label=lambda: gettext("진행 상황")),
        Tab(url="/works/orders/", label=lambda: gettext("발주")),
    ),
)
PAYMENTS = Tab(url="/works/payments/", label=lambda: gettext("지급"))
CHECKS = Tab(url="/works/checks/", label=lambda: gettext("정기 점검·하자"))
RESULTS = (
    Tab(url="/works/gallery/", label=lambda: gettext("시공 전·후")),
    Tab(url="/works/effect/", label=lambda: gettext("효과")),
)
OPEN_WORKS = PublicPage("/open/works", lambda: gettext("집수리와 안전 공사"), is_public)

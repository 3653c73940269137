"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.departments.guards import who_may
from townline.platform.web.registry import NavItem, Tab
from townline.prevention.works.selectors.visibility import reads

WORKS = NavItem(
    "/works/",
    lambda: gettext("정비 사업"),
    "works",
    who_may(reads),
    icon="wrench",
    tabs=(
        Tab(url="/works/", label=lambda: gettext("조치 목록")),
        Tab(url="/works/consents/", label=lambda: gettext("동의 현황")),
    ),
)

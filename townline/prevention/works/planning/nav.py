"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.web.registry import Tab

WORKS_PLANS = Tab(url="/works/plans/", label=lambda: gettext("연차 계획"))

"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.web.registry import Tab

WHERE_NEXT = Tab(url="/hazards/where-next/", label=lambda: gettext("다음 탐사 구간"))

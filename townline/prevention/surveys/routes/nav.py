"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.web.registry import Tab

SURVEY_ROUTES = Tab(url="/surveys/routes/", label=lambda: gettext("방문 계획"))

"""What this room hangs beside the pages of surveys; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.prevention.surveys.ports.pages import Tab

SURVEY_ROUTES = Tab(key="routes", url="/surveys/routes/", label=lambda: gettext("방문 계획"))

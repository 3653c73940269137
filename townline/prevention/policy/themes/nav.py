"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.web.registry import Tab

THEMES = Tab(url="/insights/themes/", label=lambda: gettext("반복되는 주제"))

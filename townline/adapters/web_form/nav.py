"""What this adapter hangs into the pages for everybody; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.web.registry import PublicPage

ADDRESS = "/open/report"
OPEN_REPORT = PublicPage(ADDRESS, lambda: gettext("민원 신고"), lambda: True)

"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.utils.translation import gettext

from townline.platform.web.registry import NavItem, PublicPage
from townline.prevention.policy.views.public import ADDRESS, is_public
from townline.prevention.themes.views.access import reads

POLICY = NavItem("/policy/", lambda: gettext("정책 과제"), "policy", reads, more=True)
STORIES = PublicPage(ADDRESS, lambda: gettext("문자가 정책이 되기까지"), is_public)

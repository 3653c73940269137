"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.departments.guards import case_reader
from townline.platform.departments.late import late_bar
from townline.platform.web.registry import Banner, NavItem, PublicPage, Tab
from townline.prevention.policy.services.overdue import DUE_MARK, late_in
from townline.prevention.policy.views.public import ADDRESS, is_public

POLICY = NavItem(
    "/policy/",
    lambda: gettext("주제와 정책"),
    "policy",
    case_reader,
    icon="tag",
    tabs=(Tab(url="/policy/", label=lambda: gettext("정책 과제")),),
)
STORIES = PublicPage(ADDRESS, lambda: gettext("문자가 정책이 되기까지"), is_public)


def late_steps_banner(request: HttpRequest) -> Banner | None:
    """Tell who owns a late step, or sees its department, how many are late."""
    return late_bar(request, DUE_MARK, late_in, _late, "/policy/?view=late")


def _late(number: str) -> tuple[str, str]:
    return gettext("기한 경과 정책 과제 %(number)s건") % {"number": number}, gettext("과제 보기")

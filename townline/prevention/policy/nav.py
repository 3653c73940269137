"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.core import clock
from townline.platform.core.history import marks
from townline.platform.departments.api import Act
from townline.platform.web.registry import Banner, NavItem, PublicPage
from townline.prevention.policy.services.due import DUE_MARK, MOST, late_in
from townline.prevention.policy.views.public import ADDRESS, is_public
from townline.prevention.themes.views.access import reader_of, reads

POLICY = NavItem("/policy/", lambda: gettext("정책 과제"), "policy", reads, more=True)
STORIES = PublicPage(ADDRESS, lambda: gettext("문자가 정책이 되기까지"), is_public)


def late_steps_banner(request: HttpRequest) -> Banner | None:
    """Tell who owns a late step, or sees its department, how many are late."""
    viewer = reader_of(request)
    mark = marks.mark_of(request, DUE_MARK) if viewer else None
    late = late_in(Act(viewer, clock.now()), mark) if viewer and mark else 0
    if not late:
        return None
    number = f"{late}+" if late == MOST else str(late)
    words = gettext("기한 경과 정책 과제 %(number)s건") % {"number": number}
    return Banner("warning", words, "/policy/?view=late", gettext("과제 보기"))

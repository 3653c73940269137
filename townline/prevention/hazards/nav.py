"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.core import clock
from townline.platform.core.history import marks
from townline.platform.departments.api import Act
from townline.platform.web.registry import Banner, NavItem
from townline.prevention.hazards.services.lateness import DUE_MARK, MOST, late_in
from townline.prevention.hazards.views.access import reader_of


def _reads(request: HttpRequest) -> bool:
    return reader_of(request) is not None


HAZARDS = NavItem("/hazards/", lambda: gettext("위험 지점"), "hazards", _reads, more=True)


def late_banner(request: HttpRequest) -> Banner | None:
    """Tell who reads cases how many of the hazards that they see are late."""
    viewer = reader_of(request)
    mark = marks.mark_of(request, DUE_MARK) if viewer else None
    late = late_in(Act(viewer, clock.now()), mark) if viewer and mark else 0
    if not late:
        return None
    number = f"{late}+" if late == MOST else str(late)
    words = gettext("기한 경과 위험 지점 %(number)s곳") % {"number": number}
    return Banner("warning", words, "/hazards/?view=overdue", gettext("목록 보기"))

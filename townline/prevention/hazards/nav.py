"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.departments.guards import case_reader
from townline.platform.departments.late import late_bar
from townline.platform.web.registry import Banner, NavItem, Tab
from townline.prevention.hazards.services.escalation import DUE_MARK, late_in

HAZARDS = NavItem(
    "/hazards/",
    lambda: gettext("위험 지점"),
    "hazards",
    case_reader,
    icon="hazard",
    tabs=(
        Tab(url="/hazards/", label=lambda: gettext("위험 지점")),
        Tab(url="/hazards/numbers/", label=lambda: gettext("위험 지점 통계")),
    ),
)


def late_banner(request: HttpRequest) -> Banner | None:
    """Tell who reads cases how many of the hazards that they see are late."""
    return late_bar(request, DUE_MARK, late_in, _late, "/hazards/?view=overdue")


def _late(number: str) -> tuple[str, str]:
    return gettext("기한 경과 위험 지점 %(number)s곳") % {"number": number}, gettext("목록 보기")

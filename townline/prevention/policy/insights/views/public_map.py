"""The map on which anybody sees what others told of nearby: no sign-in, no cookie, no person."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

from townline.platform.core import clock, resident_moments
from townline.platform.triage.api import dong_name
from townline.platform.web.moments import english
from townline.platform.web.public_pages import opened_if
from townline.platform.web.registry import open_pages
from townline.prevention.policy.insights.selectors.public_map import (
    PublicMatter,
    public_map,
    public_map_settings,
)
from townline.prevention.policy.insights.views.lines import service_names
from townline.prevention.policy.insights.views.published import office_context


@dataclass(frozen=True, slots=True)
class PublicMapLine:
    """One matter in words."""

    matter: PublicMatter
    service: str
    dong: str
    state: str
    kind: str
    day: str


def is_shown() -> bool:
    """Say whether the district shows such a map."""
    return bool(public_map_settings().services)


@opened_if(is_shown)
def page(_request: HttpRequest) -> HttpResponse:
    """Show what was told of lately, and what became of it."""
    names = service_names()
    found = public_map(now=clock.now())
    lines = [_line(matter, names) for matter in found]
    open_ones = sum(not one.answered for one in found)
    context = office_context() | {"lines": lines, "open_ones": open_ones, "days": _days()}
    context |= {"open_pages": open_pages("/open/map/matters")}
    return HttpResponse(render_to_string("insights/public_map.html", context))


def _days() -> int:
    return public_map_settings().days


def _line(matter: PublicMatter, names: dict[str, str]) -> PublicMapLine:
    return PublicMapLine(
        matter,
        names.get(matter.service, ""),
        dong_name(matter.dong, english=english()),
        gettext("답변을 드렸습니다") if matter.answered else gettext("답변을 준비하고 있습니다"),
        "done" if matter.answered else "case",
        resident_moments.format_date(matter.day),
    )

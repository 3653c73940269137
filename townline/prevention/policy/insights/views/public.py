"""The page on which anybody sees whether the promise is kept: no sign-in, no cookie, no script."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

from townline.platform.core import clock, district
from townline.platform.web.export import ExportSheet, open_tables
from townline.platform.web.public_pages import opened_if
from townline.platform.web.registry import open_pages
from townline.prevention.policy.insights.rules.periods import month_start
from townline.prevention.policy.insights.rules.publishing import PublicLine, PublicSum
from townline.prevention.policy.insights.settings import FigureSettings
from townline.prevention.policy.insights.views.pages import today
from townline.prevention.policy.insights.views.published import (
    Published,
    office_context,
    publish_figures,
)
from townline.prevention.policy.insights.views.sentences import percent


def is_public() -> bool:
    """Say whether the district shows its figures to everybody."""
    return district.part(FigureSettings).public_figures


def _now() -> Published:
    return publish_figures(month_start(today()), today=today(), now=clock.now())


@opened_if(is_public)
def page(_request: HttpRequest) -> HttpResponse:
    """Show this month and the last twelve."""
    context = office_context() | {"figures": _now(), "open_pages": open_pages("/open/figures")}
    # Without the request: the frame of the staff's pages asks who is signed in.
    return HttpResponse(render_to_string("insights/public.html", context))


@opened_if(is_public)
def csv_file(_request: HttpRequest) -> HttpResponse:
    """Give the page's tables."""
    found = _now()
    head = [
        gettext("문자 수"), gettext("기한이 된 문자"), gettext("기한 내 답변"),
        gettext("기한 내 답변율"),
    ]  # fmt: skip
    rows: list[list[str]] = []
    for first, lines in (("", found.months), (gettext("분야"), found.services)):
        rows += [[first, *head]] if first else []
        rows += [[line.name, *_cells(line)] for line in lines]
        rows.append([])
    rows.append([gettext("모두"), *_cells(found.total)])
    return open_tables("open-figures.csv", ExportSheet([gettext("달"), *head], rows))


def _cells(found: PublicLine | PublicSum) -> list[str]:
    return [*map(_digits, (found.came, found.due, found.kept)), percent(found.share)]


def _digits(count: int | None) -> str:
    return "-" if count is None else str(count)

"""The office's own page of figures."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from townline.platform.core import clock
from townline.platform.departments.api import Role, Viewer
from townline.platform.departments.guards import has_role
from townline.platform.web.showing.charts import WIDE, WIDTH, count_bars, share_line
from townline.platform.web.staff import staff_page
from townline.prevention.policy.insights import api
from townline.prevention.policy.insights.api import Period, PeriodFigures
from townline.prevention.policy.insights.rules.measures import met_share
from townline.prevention.policy.insights.rules.periods import month_start
from townline.prevention.policy.insights.views.cards import cards, promise_hours
from townline.prevention.policy.insights.views.lines import FigureTable, tables
from townline.prevention.policy.insights.views.periods import (
    NAMES,
    PeriodQuery,
    parse_period_query,
    span_words,
)
from townline.prevention.policy.insights.views.sentences import sentence

# Who may see the figures of the office: who leads it, checks it, or sorts its texts.

# Heads see their own departments'.
sees_figures = has_role(Role.CLERK, Role.HEAD, Role.MAYOR, Role.DEPUTY, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class FigurePart:
    """A table with its sentence and, where a drawing says more, its chart.

    ``wide``: the same chart for a desk's whole width, where it has many points.
    """

    table: FigureTable
    sentence: str
    chart: SafeString | None
    wide: SafeString | None = None


def today() -> dt.date:
    """Give the district's day."""
    return timezone.localdate(clock.now())


def read(period_query: PeriodQuery, viewer: Viewer) -> PeriodFigures:
    """Give the figures of a wish that a viewer may see."""
    found = period_query.period
    return api.figures(
        span=found.span,
        before=found.before,
        step=found.step,
        departments=viewer.departments,
        today=today(),
        now=clock.now(),
    )


@require_GET
@staff_page(sees_figures, reads=True)
def page(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show a time's figures beside those of the time before."""
    period_query = parse_period_query(request.GET, today())
    found = read(period_query, viewer)
    context = {
        "wish": period_query,
        "title": span_words(period_query.period.span, period_query.period.kind),
        "before": span_words(period_query.period.before, period_query.period.kind),
        "cards": cards(found),
        "parts": [_part(table) for table in tables(found, period_query.period.step)[1:]],
        "kinds": [(kind, name) for kind, name in NAMES.items() if kind != "own"],
        "query": query(period_query.period),
        "moves": moves(period_query.period),
        "hours": promise_hours(),
        "whole": viewer.departments is None,
        "nothing": not found.total.came,
        "report_month": f"{month_start(today(), -1):%Y-%m}",
    }
    status = 422 if period_query.problem else 200
    return render(request, "insights/figures.html", context, status=status)


def query(period: Period) -> str:
    """Give what names a period in an address."""
    if period.kind == "own":
        span = period.span
        return urlencode({"period": "own", "from": span.since, "to": span.last})
    return urlencode({"period": period.kind, "day": period.span.since})


def moves(period: Period) -> dict[str, str]:
    """Give the addresses of the periods beside this one; none that lies ahead."""
    if period.kind == "own":
        return {}
    moves = {"back": query(api.period(period.kind, period.before.since))}
    if period.span.until <= today():
        moves["on"] = query(api.period(period.kind, period.span.until))
    return moves


def _part(table: FigureTable) -> FigurePart:
    caption = sentence(table)
    if table.key == "steps":
        return FigurePart(
            table, caption, _steps(table, caption, WIDTH), _steps(table, caption, WIDE)
        )
    return FigurePart(table, caption, _chart(table, caption))


def _steps(table: FigureTable, caption: str, width: int) -> SafeString:
    shares = [met_share(line.counted) for line in table.lines]
    return share_line([line.name for line in table.lines], shares, caption, width=width)


def _chart(table: FigureTable, caption: str) -> SafeString | None:
    names = [line.name for line in table.lines]
    if table.key in {"hours", "weekdays"}:
        return count_bars(names, [line.counted.came for line in table.lines], caption)
    return None

"""Charts of works: measures and money on their way, and orders as spans of time."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext

from townline.platform.web.moments import month
from townline.platform.web.showing.curves import Chart, Series, Span, curves, spans
from townline.platform.web.templatetags.townline import day_words, short_day
from townline.prevention.work_orders.views.labels import ORDERS
from townline.prevention.works.progress.selectors.course import CourseMonth
from townline.prevention.works.progress.selectors.lists import OrderRow

_MILLION = 1_000_000


def course_charts(course: Sequence[CourseMonth]) -> list[Chart]:
    """Draw measures and money of each month's end; [] where there are fewer than two months."""
    if len(course) <= 1:
        return []
    measures = _curve(
        course, gettext("발주와 준공 승인의 누계(건)"),
        (gettext("발주"), [each.ordered for each in course]),
        (gettext("준공 승인"), [each.accepted for each in course]),
    )  # fmt: skip
    money = _curve(
        course, gettext("발주와 지급 금액의 누계(백만 원)"),
        (gettext("발주 금액"), [each.ordered_won / _MILLION for each in course]),
        (gettext("지급 금액"), [each.paid_won / _MILLION for each in course]),
    )  # fmt: skip
    return [measures, money]


def _curve(course: Sequence[CourseMonth], label: str, *lines: tuple[str, Sequence[float]]) -> Chart:
    names = [month(each.month, short=True) for each in course]
    svg = curves(names, [Series(name, values) for name, values in lines], label)
    columns = [[f"{value:,.0f}" for value in values] for _, values in lines]
    rows = [tuple(row) for row in zip(names, *columns, strict=True)]
    return Chart(label, svg, (gettext("달"), *(name for name, _ in lines)), rows)


def orders_chart(rows: Sequence[OrderRow], today: dt.date) -> Chart | None:
    """Draw orders from when they were sent to when they are due; None for none."""
    if not rows:
        return None
    label = gettext("발주부터 기한까지")
    pieces = [_span(row) for row in rows]
    heads = (gettext("업체"), gettext("발주일"), gettext("기한"), gettext("상태"))
    table = [
        (piece.name, day_words(piece.begins), day_words(row.order.due_on), _state(row))
        for piece, row in zip(pieces, rows, strict=True)
    ]
    svg = spans(pieces, label, today=today, day_words=short_day)
    return Chart(label, svg, heads, table)


def _span(row: OrderRow) -> Span:
    begins = timezone.localdate(row.order.created_at)
    state = "late" if row.late else "done" if row.approved == row.items else "open"
    name = f"{row.order.contractor.name[:10]} #{row.order.pk}"
    ends = max(begins, row.order.due_on)
    words = f"{name}: {day_words(begins)} ~ {day_words(row.order.due_on)}, {_state(row)}"
    return Span(name, begins, ends, state, words)


def _state(row: OrderRow) -> str:
    state = str(ORDERS[row.order.state][2])
    return f"{state} · {gettext('기한 경과')}" if row.late else state

"""The figures for the public, of a month and of the twelve that end with it."""

import datetime as dt
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from townline.platform.core import district
from townline.platform.core.personal_data.suppression import SMALLEST
from townline.platform.core.settings import Office
from townline.platform.core.text.particles import settle
from townline.platform.web import moments
from townline.platform.web.moments import english
from townline.platform.web.showing.charts import known_part, share_line
from townline.prevention.policy.insights import api
from townline.prevention.policy.insights.api import PeriodFigures, Span
from townline.prevention.policy.insights.rules.measures import ShareValue
from townline.prevention.policy.insights.rules.periods import month_start
from townline.prevention.policy.insights.rules.publishing import (
    PublicLine,
    PublicSum,
    public_lines,
    public_sum,
)
from townline.prevention.policy.insights.views.cards import (
    hours_words,
    ninetieth_words,
    promise_hours,
)
from townline.prevention.policy.insights.views.lines import service_names
from townline.prevention.policy.insights.views.periods import step_words
from townline.prevention.policy.insights.views.sentences import percent, share_of_due

_YEAR = 11


@dataclass(frozen=True, slots=True)
class Board:
    """What one time shows at the top: value, unit, label and detail of each figure."""

    title: str
    cells: list[tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class Published:
    """All that is published; ``services``: of the month for a report, else of the year."""

    month: Board
    year: Board
    months: list[PublicLine]
    services: list[PublicLine]
    total: PublicSum
    said: str
    chart: SafeString

    @property
    def bars(self) -> list[tuple[PublicLine, int | None]]:
        """Each category with the width of its bar, in hundredths of the largest; None: none."""
        most = max((line.came or 0 for line in self.services), default=0)
        return [
            (line, round(100 * line.came / most) if line.came and most else None)
            for line in self.services
        ]

    @property
    def boards(self) -> list[Board]:
        return [self.month, self.year]


def publish_figures(
    month: dt.date, *, today: dt.date, now: dt.datetime, of_month: bool = False
) -> Published:
    """Give the figures of a month (its first day) and of the year that ends with it."""
    one = Span(month, month_start(month, 1))
    twelve = Span(month_start(month, -_YEAR), one.until)
    of_one, of_year = _read(one, "day", today, now), _read(twelve, "month", today, now)
    months = public_lines([(moments.month(day), each) for day, each in of_year.steps.items()])
    hides, parts = months[-1].came is None, of_one if of_month else of_year
    known = [None if line.came == 0 else line for line in months]
    months = months[known_part(known)]
    caption = _sentence(months)
    return Published(
        month=_board(moments.month(month), public_sum(of_one.total, hide=hides)),
        year=_board(gettext("최근 12개월"), public_sum(of_year.total)),
        months=months,
        services=_services(parts),
        total=public_sum(parts.total),
        said=caption,
        chart=share_line(
            [step_words(day, "month") for day in of_year.steps][known_part(known)],
            [line.share for line in months],
            caption,
        ),
    )


def _read(span: Span, step: str, today: dt.date, now: dt.datetime) -> PeriodFigures:
    return api.figures(
        span=span, before=Span(span.since, span.since), step=step, departments=None, today=today,
        now=now,
    )  # fmt: skip


def _services(found: PeriodFigures) -> list[PublicLine]:
    names = service_names()
    ordered = sorted(found.services.items(), key=lambda item: (-item[1].came, item[0]))
    return public_lines([(names.get(c, c or gettext("분류 중")), tally) for c, tally in ordered])


def _board(title: str, found: PublicSum) -> Board:
    promise = gettext("%(hours)d시간 안에 답변드린 문자") % {"hours": promise_hours()}
    if found.came is None:
        basis = nine = rated = gettext("공개하지 않음")
    else:
        basis, nine, rated = _share_basis(found), _ninetieth(found), _rating_words(found)
    mean = "-" if found.rating is None else f"{found.rating:.1f}"
    return Board(
        title,
        [
            (*_percent(found.share), promise, basis),
            (
                hours_words(found.median),
                _unit(found.median),
                gettext("답변까지 걸린 시간 (중앙값)"),
                nine,
            ),
            (mean, "/ 5" if found.rating is not None else "", gettext("만족도"), rated),
        ],
    )


def _share_basis(found: PublicSum) -> str:
    """Say what the share is of: a time that still runs has cases whose answer is not due."""
    words = {"count": f"{found.came:,}"}
    if found.due is None or found.kept is None:
        return gettext("문자 %(count)s건 중 기한이 된 것만 셈") % words
    words |= {"due": f"{found.due:,}", "kept": f"{found.kept:,}"}
    return gettext("기한이 된 %(due)s건 중 %(kept)s건 · 문자 %(count)s건") % words


def _ninetieth(found: PublicSum) -> str:
    if found.ninetieth is None:
        return gettext("답변 %(n)d건 미만") % {"n": SMALLEST}
    return ninetieth_words(found.ninetieth)


def _rating_words(found: PublicSum) -> str:
    """Name who rated and what was reopened; a count that is too small to be shown in words."""
    few = {"n": SMALLEST}
    rated = (
        gettext("%(n)d명 미만이 답함") % few
        if found.rated is None
        else gettext("%(count)s명이 답함") % {"count": f"{found.rated:,}"}
    )
    again = (
        gettext("재처리 %(n)d건 미만") % few
        if found.reopened is None
        else gettext("재처리 %(share)s") % {"share": percent(found.reopened)}
    )
    return f"{rated} · {again}"


def _unit(hours: float | None) -> str:
    return gettext("시간") if hours is not None else ""


def _percent(share: ShareValue | None) -> tuple[str, str]:
    return ("-", "") if share is None else (f"{round(100 * share)}", "%")


def _sentence(months: list[PublicLine]) -> str:
    known = [(line.share, line) for line in months if line.share is not None]
    if not known:
        return gettext("아직 셀 만큼 문자가 없습니다.")
    (low, worst), (share, last) = min(known, key=lambda one: one[0]), known[-1]
    words = {
        "worst": worst.name, "low": percent(low), "last": last.name,
        "share": share_of_due(share, last.kept, last.due),
    }  # fmt: skip
    template = gettext("가장 낮은 달은 %(worst)s(%(low)s)이고, %(last)s은(는) %(share)s입니다.")
    return settle(template % words)


def office_context() -> dict[str, object]:
    """Give what stands around the figures: names, number and promise of the district."""
    here, lang = district.current(), "en" if english() else "ko"
    office = here.part(Office)
    return {
        "office": office.service_name.in_language(lang),
        "district": here.name(lang),
        "mayor": office.mayor_title.in_language(lang),
        "line_number": district.line_number(),
        "hours": promise_hours(),
        "language": lang,
    }

"""How well the machine's suggestions do, month by month: for reading, printing, spreadsheets."""

import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.casework.alarms import api as alarms
from townline.casework.cases.views.lists import Directory, directory, the_act, the_viewer
from townline.casework.classification import api
from townline.platform.core import clock, district
from townline.platform.departments.api import Act, Role
from townline.platform.departments.guards import has_role
from townline.platform.web import moments
from townline.platform.web.export import ExportSheet, Percent, export_tables
from townline.platform.web.staff import staff_page
from townline.platform.web.templatetags.townline import named

# The figures of the triage as tables: the same on the page, in CSV and in a spreadsheet.

# A day is written as people read it on the page, and by ISO 8601 in files.
type Cell = str | int | dt.date | api.ShareEstimate | None
_CONFUSED = 15


@dataclass(frozen=True)
class TriageTable:
    """``key`` names it in addresses; ``note`` says how to read it."""

    key: str
    title: str
    columns: Sequence[str]
    lines: list[Sequence[Cell]] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True)
class Alarmed:
    """Alarms of one month: what was read as danger, and what people found it to be."""

    read: int = 0
    false: int = 0
    missed: int = 0
    seconds: tuple[int, ...] = ()

    @property
    def median(self) -> int | None:
        return round(statistics.median(self.seconds)) if self.seconds else None


def tables(
    found: api.TriageFigures,
    alarms: dict[dt.date, Alarmed],
    joins: api.SimilarityFigures,
    names: Directory,
) -> list[TriageTable]:
    """Give all tables, in the order in which they are read."""
    return [
        _months(found),
        _services(found, names),
        _confusion_table(found, names),
        _alarms_triage_tables(found, alarms),
        _same(joins),
        _texts(found),
        _versions(found),
    ]


def _months(found: api.TriageFigures) -> TriageTable:
    return TriageTable(
        "months",
        gettext("월별"),
        [gettext("달"), gettext("직원 결정"), gettext("첫 추천 일치"),
         gettext("추천 3개 안에 포함"), gettext("신뢰도 높음으로 추천"),
         gettext("신뢰도 높은 추천 일치"),
         gettext("직원 확인 없이 처리")],
        [
            [moments.month(month), tally.decided, tally.accuracy, tally.top_three,
             tally.coverage, tally.precision, tally.nobody]
            for month, tally in reversed(found.months.items())
            if tally.decided or tally.alone
        ],
        gettext("괄호는 우연을 고려한 95% 범위입니다. 자동으로 배정한 것은 세지 않습니다."),
    )  # fmt: skip


def _services(found: api.TriageFigures, names: Directory) -> TriageTable:
    known = sorted(found.services.items(), key=lambda pair: -pair[1].decided)
    return TriageTable(
        "services",
        gettext("분야별"),
        [gettext("민원 분야"), gettext("직원 결정"), gettext("그중 인식"),
         gettext("이 분야로 추천"), gettext("그중 일치")],
        [
            [_service(code, names), tally.decided, api.ShareEstimate(tally.found, tally.decided),
             tally.named, api.ShareEstimate(tally.found, tally.named)]
            for code, tally in known
        ],
    )  # fmt: skip


def _confusion_table(found: api.TriageFigures, names: Directory) -> TriageTable:
    return TriageTable(
        "confused",
        gettext("오분류 분야"),
        [gettext("추천"), gettext("직원 결정"), gettext("건수")],
        [
            [_service(named_, names), _service(decided, names), count]
            for (named_, decided), count in found.confused.most_common(_CONFUSED)
        ],
    )


def _service(code: str, names: Directory) -> str:
    if not code:
        return gettext("다른 부서(분야 없음)")
    service = names.services.get(code)
    return named(service) if service else code


def _alarms_triage_tables(found: api.TriageFigures, alarms: dict[dt.date, Alarmed]) -> TriageTable:
    return TriageTable(
        "alarms",
        gettext("위험 경보"),
        [gettext("달"), gettext("자동 인식 경보"), gettext("오경보 건수"),
         gettext("누락(직원이 지정)"), gettext("경보 확인까지 중앙값(초)")],
        [
            [moments.month(month), one.read, one.false, one.missed, one.median]
            for month in reversed(found.months)
            if (one := alarms.get(month))
        ],
    )  # fmt: skip


def _same(joins: api.SimilarityFigures) -> TriageTable:
    """Tell of the cases that people joined how high the other one stood among the suggested."""
    shares = [
        api.ShareEstimate(joins.first, joins.joins),
        api.ShareEstimate(joins.shown, joins.joins),
    ]
    return TriageTable(
        "same",
        gettext("유사 민원"),
        [
            gettext("기간"),
            gettext("직원이 병합"),
            gettext("첫 번째로 표시"),
            gettext("다섯 건 안에 표시"),
        ],
        [[gettext("12개월 전체"), joins.joins, *shares]] if joins.joins else [],
    )


def _texts(found: api.TriageFigures) -> TriageTable:
    return TriageTable(
        "texts",
        gettext("문자 인식"),
        [gettext("달"), gettext("인식"), gettext("인식 실패"), gettext("기다림"),
         gettext("광고로 판단"), gettext("광고 맞음"), gettext("광고 아님")],
        [
            [moments.month(month), one.read, one.failed, one.waiting, one.spam, one.spam_right,
             one.spam_wrong]
            for month, one in reversed(found.texts.items())
            if one.read or one.failed or one.waiting
        ],
    )  # fmt: skip


def _versions(found: api.TriageFigures) -> TriageTable:
    return TriageTable(
        "versions",
        gettext("사용한 모델"),
        [gettext("판"), gettext("문자 인식"), gettext("처음"), gettext("마지막")],
        [
            [one.name, one.texts, localdate(one.first_at), localdate(one.last_at)]
            for one in found.versions
        ],
    )


# With fewer decisions a share says little.
FEW = 30
READERS = (
    Role.CLERK, Role.HEAD, Role.ADMINISTRATOR, Role.MAYOR, Role.DEPUTY, Role.AUDITOR,
)  # fmt: skip
triage_page = staff_page(has_role(*READERS))


@require_GET
@triage_page
def page(request: HttpRequest) -> HttpResponse:
    """Show the tables; those by service are of one month if the address names it."""
    now, month = clock.now(), _month(request)
    figures = api.triage_figures(now=now, month=month)
    context = {
        "tables": _tables(Act(the_viewer(request), now), figures),
        "few": figures.all.decided < FEW,
        "all": figures.all,
        "month": month,
        "months": [(one, moments.month(one)) for one in reversed(figures.months)],
        "waiting": api.waits_long(now),
        "demo": settings.TOWNLINE_DEMO,
    }
    return render(request, "classification/triage.html", context)


def _month(request: HttpRequest) -> dt.date | None:
    """Read the month of the address; anything else means the whole year."""
    try:
        month = dt.datetime.strptime(request.GET.get("month", ""), "%Y-%m").date()  # noqa: DTZ007 -- a month, no moment
    except ValueError:
        return None
    return month if month in api.months_until(clock.now()) else None


def _alarms(act: Act, figures: api.TriageFigures) -> dict[dt.date, Alarmed]:
    zone, since = district.current().zone, _since(figures)
    by_month: dict[dt.date, list[alarms.AlarmFact]] = defaultdict(list)
    for fact in alarms.alarm_facts(viewer=act.viewer, since=since, until=act.now):
        by_month[fact.raised_at.astimezone(zone).date().replace(day=1)].append(fact)
    return {month: _alarm_counts(facts) for month, facts in by_month.items()}


def _alarm_counts(facts: list[alarms.AlarmFact]) -> Alarmed:
    return Alarmed(
        read=sum(fact.read for fact in facts),
        false=sum(fact.read and fact.state == alarms.AlarmState.NOT_URGENT for fact in facts),
        missed=sum(not fact.read and fact.state != alarms.AlarmState.NOT_URGENT for fact in facts),
        seconds=tuple(fact.seconds for fact in facts if fact.seconds is not None),
    )


def _all(request: HttpRequest) -> list[TriageTable]:
    now = clock.now()
    figures = api.triage_figures(now=now, month=_month(request))
    return _tables(Act(the_viewer(request), now), figures)


def _tables(act: Act, figures: api.TriageFigures) -> list[TriageTable]:
    joins = api.similarity_figures(since=_since(figures), until=act.now)
    return tables(figures, _alarms(act, figures), joins, directory())


def _since(figures: api.TriageFigures) -> dt.datetime:
    return dt.datetime.combine(next(iter(figures.months)), dt.time(), district.current().zone)


@require_GET
@triage_page
def csv_file(request: HttpRequest) -> HttpResponseBase:
    """Give all tables in one, each line with the name of its table."""
    return export_tables(the_act(request), "triage.csv", *_sheets(request))


@require_GET
@triage_page
def xlsx_file(request: HttpRequest) -> HttpResponseBase:
    """Give each table as a sheet of one book."""
    return export_tables(the_act(request), "triage.xlsx", *_sheets(request))


def _sheets(request: HttpRequest) -> list[ExportSheet]:
    return [
        ExportSheet(
            table.columns, [[_value(cell) for cell in line] for line in table.lines], table.title
        )
        for table in _all(request)
    ]


def _value(cell: Cell) -> object:
    if not isinstance(cell, api.ShareEstimate):
        return cell
    return None if cell.value is None else Percent(cell.value)

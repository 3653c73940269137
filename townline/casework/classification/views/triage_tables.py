"""The figures of the triage as tables: the same on the page, in CSV and in a spreadsheet."""

import datetime as dt
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.timezone import localdate
from django.utils.translation import gettext

from townline.casework.cases.views.lists import Directory
from townline.casework.classification import api
from townline.platform.web import moments
from townline.platform.web.templatetags.townline import named

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
        _alarms(found, alarms),
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


def _alarms(found: api.TriageFigures, alarms: dict[dt.date, Alarmed]) -> TriageTable:
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

"""The figures of the triage as tables: the same on the page, in CSV and in a spreadsheet."""

import datetime as dt
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext

from townline.casework.cases.views.lists import Directory
from townline.casework.classification import api
from townline.platform.web.templatetags.townline import named

type Cell = str | int | api.Share | None
_CONFUSED = 15


@dataclass(frozen=True)
class Table:
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


def month_name(month: dt.date) -> str:
    return date_format(month, gettext("Y. n."))


def tables(
    found: api.TriageFigures,
    alarms: dict[dt.date, Alarmed],
    joins: api.AlikeFigures,
    names: Directory,
) -> list[Table]:
    """Give all tables, in the order in which they are read."""
    return [
        _months(found),
        _services(found, names),
        _confused(found, names),
        _alarms(found, alarms),
        _same(joins),
        _texts(found),
        _versions(found),
    ]


def _months(found: api.TriageFigures) -> Table:
    return Table(
        "months",
        gettext("달마다"),
        [gettext("달"), gettext("사람이 정함"), gettext("첫 제안이 맞음"),
         gettext("셋 안에 있음"), gettext("확실하다고 함"), gettext("확실한 것이 맞음"),
         gettext("사람 손이 없었음")],
        [
            [month_name(month), tally.decided, tally.accuracy, tally.top_three,
             tally.coverage, tally.precision, tally.nobody]
            for month, tally in reversed(found.months.items())
            if tally.decided or tally.alone
        ],
        gettext("괄호는 우연을 헤아린 95% 범위입니다. 기계가 혼자 보낸 것은 세지 않습니다."),
    )  # fmt: skip


def _services(found: api.TriageFigures, names: Directory) -> Table:
    known = sorted(found.services.items(), key=lambda pair: -pair[1].decided)
    return Table(
        "services",
        gettext("분류마다"),
        [gettext("분류"), gettext("사람이 정함"), gettext("그 가운데 알아봄"),
         gettext("이것으로 제안함"), gettext("그 가운데 맞음")],
        [
            [_service(code, names), tally.decided, api.Share(tally.found, tally.decided),
             tally.named, api.Share(tally.found, tally.named)]
            for code, tally in known
        ],
    )  # fmt: skip


def _confused(found: api.TriageFigures, names: Directory) -> Table:
    return Table(
        "confused",
        gettext("무엇과 헷갈리나"),
        [gettext("제안"), gettext("사람이 정함"), gettext("건")],
        [
            [_service(named_, names), _service(decided, names), count]
            for (named_, decided), count in found.confused.most_common(_CONFUSED)
        ],
    )


def _service(code: str, names: Directory) -> str:
    if not code:
        return gettext("다른 부서(분류 없이)")
    service = names.services.get(code)
    return named(service) if service else code


def _alarms(found: api.TriageFigures, alarms: dict[dt.date, Alarmed]) -> Table:
    return Table(
        "alarms",
        gettext("위험 경보"),
        [gettext("달"), gettext("글을 읽고 울림"), gettext("급하지 않았음"),
         gettext("놓침(사람이 표시)"), gettext("확인까지 가운뎃값(초)")],
        [
            [month_name(month), one.read, one.false, one.missed, one.median]
            for month in reversed(found.months)
            if (one := alarms.get(month))
        ],
    )  # fmt: skip


def _same(joins: api.AlikeFigures) -> Table:
    """Tell of the cases that people joined how high the other one stood among the suggested."""
    shares = [api.Share(joins.first, joins.joins), api.Share(joins.shown, joins.joins)]
    return Table(
        "same",
        gettext("같은 일"),
        [
            gettext("기간"),
            gettext("사람이 합침"),
            gettext("첫째로 보임"),
            gettext("다섯 안에 보임"),
        ],
        [[gettext("열두 달 모두"), joins.joins, *shares]] if joins.joins else [],
    )


def _texts(found: api.TriageFigures) -> Table:
    return Table(
        "texts",
        gettext("읽은 문자"),
        [gettext("달"), gettext("읽음"), gettext("읽지 못함"), gettext("기다림"),
         gettext("광고로 봄"), gettext("광고가 맞음"), gettext("광고가 아니었음")],
        [
            [month_name(month), one.read, one.failed, one.waiting, one.spam, one.spam_right,
             one.spam_wrong]
            for month, one in reversed(found.texts.items())
            if one.read or one.failed or one.waiting
        ],
    )  # fmt: skip


def _versions(found: api.TriageFigures) -> Table:
    return Table(
        "versions",
        gettext("쓴 모델"),
        [gettext("판"), gettext("읽은 문자"), gettext("처음"), gettext("마지막")],
        [[one.name, one.texts, _day(one.first_at), _day(one.last_at)] for one in found.versions],
    )


def _day(at: dt.datetime) -> str:
    return date_format(at, "Y-m-d")

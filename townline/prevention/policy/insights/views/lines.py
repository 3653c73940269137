"""Figures as lines of tables: one list of columns for the page, spreadsheets and papers."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext

from townline.casework.cases import api as cases
from townline.platform.departments import api as departments
from townline.platform.web import moments
from townline.platform.web.moments import english
from townline.prevention.policy.insights.api import PeriodFigures
from townline.prevention.policy.insights.rules import measures
from townline.prevention.policy.insights.rules.counting import CaseTally, GroupCounts
from townline.prevention.policy.insights.views.periods import step_words

STEPS = 4  # of a map's colours, beside that of nothing

type Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One line: its name and its figures. Shares are 0 to 1, lengths of time in hours.

    ``known`` False: it gathers what has no name yet. ``dong``: whose ground it colours on a map,
    by ``step`` (0 to 4, of the most that came).
    """

    name: str
    cells: list[Cell]
    counted: CaseTally | GroupCounts
    known: bool = True
    dong: str = ""
    step: int = 0


@dataclass(frozen=True, slots=True)
class FigureTable:
    """``key`` names it in addresses; ``columns`` are the names of what follows the first."""

    key: str
    title: str
    first: str
    columns: list[str]
    lines: list[FigureLine] = field(default_factory=list)


def few_columns() -> list[str]:
    return [
        gettext("접수 건수"), gettext("기한 내 답변"), gettext("기한 경과"),
        gettext("기한 내 답변율"),
    ]  # fmt: skip


def all_columns() -> list[str]:
    return [
        *few_columns(),
        gettext("답변까지 (중앙값, 시간)"),
        gettext("답변까지 (90%, 시간)"),
        gettext("첫 답변까지 (중앙값, 시간)"),
        gettext("재처리율"),
        gettext("만족도 (5점)"),
        gettext("이행 약속 이행률"),
        gettext("법정 처리기한 준수율"),
    ]


def few(counted: CaseTally | GroupCounts) -> list[Cell]:
    return [counted.came, counted.kept, counted.late, measures.met_share(counted)]


def everything(tally: CaseTally) -> list[Cell]:
    return [
        *few(tally),
        measures.median(tally.answer),
        measures.ninetieth(tally.answer),
        measures.median(tally.first),
        measures.reopened_share(tally),
        measures.rating(tally),
        measures.promised_share(tally),
        measures.legal_share(tally),
    ]


def tables(found: PeriodFigures, step: str) -> list[FigureTable]:
    """Give all tables of a time; two queries for names, one for the dongs."""
    first = {"day": gettext("날짜"), "week": gettext("주 (월요일부터)"), "month": gettext("달")}
    return [
        FigureTable(
            "total",
            gettext("모두"),
            gettext("모두"),
            all_columns(),
            [FigureLine(gettext("모두"), everything(found.total), found.total)],
        ),
        FigureTable("steps", gettext("날짜별"), first[step], few_columns(), _steps(found, step)),
        _tally_table(
            "departments", gettext("부서별"), gettext("부서"), found.departments, _departments()
        ),
        _tally_table(
            "services", gettext("분야별"), gettext("분야"), found.services, service_names()
        ),
        FigureTable("dongs", gettext("동별"), gettext("동"), few_columns(), _dongs(found)),
        _counts("hours", gettext("접수 시각"), gettext("시각"), found.total.hours, hour_name),
        _counts("weekdays", gettext("접수 요일"), gettext("요일"), found.total.weekdays, day_name),
    ]


def _steps(found: PeriodFigures, step: str) -> list[FigureLine]:
    return [FigureLine(step_words(day, step), few(each), each) for day, each in found.steps.items()]


def _tally_table(
    key: str, title: str, first: str, found: dict[str, CaseTally], names: dict[str, str]
) -> FigureTable:
    ordered = sorted(found.items(), key=lambda item: (-item[1].came, item[0]))
    lines = [
        FigureLine(
            names.get(code, code or gettext("미분류")),
            everything(tally),
            tally,
            known=bool(code),
        )
        for code, tally in ordered
    ]
    return FigureTable(key, title, first, all_columns(), lines)


def _departments() -> dict[str, str]:
    return {d.code: _name(d.name_ko, d.name_en) for d in departments.departments()}


def service_names() -> dict[str, str]:
    return {s.service_code: _name(s.name_ko, s.name_en) for s in departments.services()}


def _name(korean: str, other: str) -> str:
    return other if english() else korean


def _dongs(found: PeriodFigures) -> list[FigureLine]:
    names = {korean: _name(korean, other) for korean, other in cases.dongs()}
    ordered = sorted(found.dongs.items(), key=lambda item: (not item[0], -item[1].came, item[0]))
    most = max((place.came for dong, place in ordered if dong), default=0)
    return [
        FigureLine(
            names.get(dong, dong or gettext("알 수 없음")),
            few(place),
            place,
            known=bool(dong),
            dong=dong,
            step=math.ceil(STEPS * place.came / most) if dong and most else 0,
        )
        for dong, place in ordered
    ]


def _counts(
    key: str, title: str, first: str, counts: list[int], name: Callable[[int], str]
) -> FigureTable:
    lines = [
        FigureLine(name(at), [count], GroupCounts(came=count)) for at, count in enumerate(counts)
    ]
    return FigureTable(key, title, first, [gettext("접수 건수")], lines)


def hour_name(hour: int) -> str:
    return f"{hour:02d}:00"


def day_name(weekday: int) -> str:
    """Name a weekday, 0 for Monday."""
    return moments.weekday(weekday)

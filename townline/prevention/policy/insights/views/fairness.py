"""Whether all are served alike, by dong, language and channel: a page and a CSV."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET

from townline.casework.cases import api as cases
from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.platform.departments.guards import act_of
from townline.platform.web.export import ExportSheet, export_tables
from townline.platform.web.moments import english
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page
from townline.prevention.policy.insights import api
from townline.prevention.policy.insights.rules.counting import By, GroupCounts
from townline.prevention.policy.insights.rules.fairness import (
    Comparison,
    FairnessLine,
    Interval,
    compare_groups,
)
from townline.prevention.policy.insights.views.cards import promise_hours
from townline.prevention.policy.insights.views.pages import moves, query, sees_figures, today
from townline.prevention.policy.insights.views.periods import (
    NAMES,
    PeriodQuery,
    last_quarter,
    parse_period_query,
    span_words,
)
from townline.prevention.policy.insights.views.sentences import percent


@dataclass(frozen=True, slots=True)
class Cell:
    """One share as it is drawn: in per cent of the bar's width. ``words``: beside the whole."""

    found: Interval
    low: float
    width: float
    at: float
    whole: float | None
    words: str

    @property
    def worse(self) -> bool:
        return self.found.beside is Comparison.WORSE


@dataclass(frozen=True, slots=True)
class FairnessRow:
    name: str
    came: int | None
    cells: list[Cell | None]


@dataclass(frozen=True, slots=True)
class Board:
    """One way to group: its table, and a sentence that says what it shows."""

    key: By
    title: str
    first: str
    said: str
    whole: FairnessRow
    rows: list[FairnessRow]


@require_GET
@staff_page(sees_figures, reads=True)
def page(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show how dongs, languages and channels are served, each beside the whole."""
    period_query = parse_period_query(request.GET, today(), last_quarter(today()))
    boards = _boards(period_query, viewer)
    context = {
        "wish": period_query,
        "title": span_words(period_query.period.span, period_query.period.kind),
        "kinds": [(kind, name) for kind, name in NAMES.items() if kind != "own"],
        "moves": moves(period_query.period),
        "query": query(period_query.period),
        "boards": boards,
        "columns": columns(),
        "whole": viewer.departments is None,
        "nothing": not boards[0].whole.came,
    }
    status = 422 if period_query.problem else 200
    return render(request, "insights/fairness.html", context, status=status)


@require_GET
@staff_page(sees_figures, reads=True)
def csv_file(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Give the tables in one, with the base and the interval of each share."""
    period_query = parse_period_query(request.GET, today(), last_quarter(today()))
    if period_query.problem:
        return problem_page(request, 422, detail=period_query.problem)
    rows = [
        _csv_row(board, row)
        for board in _boards(period_query, viewer)
        for row in (board.whole, *board.rows)
    ]
    span = period_query.period.span
    name = f"fairness-{span.since}-{span.last}.csv"
    return export_tables(act_of(request), name, ExportSheet(_head(), rows))


def columns() -> list[str]:
    """Name what is compared, in the order of ``Measure``."""
    return [
        gettext("%(hours)d시간 안에 답변") % {"hours": promise_hours()},
        pgettext("fairness", "불수용"),
        gettext("재처리율"),
    ]


def _head() -> list[str]:
    parts = (gettext("비율"), gettext("95% 하한"), gettext("95% 상한"), gettext("대상 건수"))
    shares = [f"{name}: {part}" for name in columns() for part in parts]
    return [pgettext("fairness", "구분"), gettext("이름"), gettext("접수 건수"), *shares]


def _csv_row(board: Board, row: FairnessRow) -> list[str]:
    cells = [board.first, row.name, "-" if row.came is None else str(row.came)]
    for cell in row.cells:
        cells += _numbers(cell.found) if cell else ["-"] * 4
    return cells


def _numbers(found: Interval) -> list[str]:
    shares = (found.share, found.low, found.high)
    return [*(f"{100 * share:.1f}%" for share in shares), str(found.base)]


def _boards(period_query: PeriodQuery, viewer: Viewer) -> list[Board]:
    found = api.fairness(
        span=period_query.period.span,
        departments=viewer.departments,
        today=today(),
        now=clock.now(),
    )
    own = viewer.departments is not None
    whole = gettext("내 부서 전체") if own else gettext("모든 부서")
    titles = {
        By.DONG: (gettext("동별"), gettext("동"), _dong_names()),
        By.LANGUAGE: (gettext("언어별"), gettext("언어"), _language),
        By.CHANNEL: (gettext("접수 경로별"), gettext("접수 경로"), _channel),
    }
    return [_board(by, heading, found[by], whole) for by, heading in titles.items()]


def _board(
    by: By,
    heading: tuple[str, str, Callable[[str], str]],
    groups: Mapping[str, GroupCounts],
    whole: str,
) -> Board:
    title, first, name = heading
    total, lines = compare_groups(groups)
    rows = [_row(name(line.value), line, total) for line in lines]
    return Board(by, title, first, _sentence(rows, whole), _row(whole, total, None), rows)


def _row(name: str, line: FairnessLine, total: FairnessLine | None) -> FairnessRow:
    cells = [
        _cell(found, total.measures[each] if total else None) if found else None
        for each, found in line.measures.items()
    ]
    return FairnessRow(name, line.came, cells)


def _cell(found: Interval, whole: Interval | None) -> Cell:
    words = {
        Comparison.BETTER: gettext("전체보다 좋음"),
        Comparison.WORSE: gettext("전체보다 나쁨"),
        None: "",
    }
    return Cell(
        found,
        round(100 * found.low, 1),
        round(100 * (found.high - found.low), 1),
        round(100 * found.share, 1),
        round(100 * whole.share, 1) if whole else None,
        words[found.beside],
    )


def _sentence(rows: list[FairnessRow], whole: str) -> str:
    if not any(cell for row in rows for cell in row.cells):
        return gettext("자료가 아직 적습니다. 민원이 5건 이상이어야 합니다.")
    worse = [
        f"{row.name} ({name} {percent(cell.found.share)})"
        for row in rows
        for name, cell in zip(columns(), row.cells, strict=True)
        if cell and cell.worse
    ]
    if not worse:
        return gettext("%(whole)s의 비율보다 뚜렷하게 나쁜 곳이 없습니다.") % {"whole": whole}
    fields = {"whole": whole, "names": ", ".join(worse)}
    return gettext("%(whole)s의 비율보다 뚜렷하게 나쁜 곳: %(names)s.") % fields


def _dong_names() -> Callable[[str], str]:
    names = {korean: other if english() else korean for korean, other in cases.dongs()}
    return lambda dong: names.get(dong, dong or gettext("알 수 없음"))


def _language(code: str) -> str:
    usual = {"ko": pgettext("language", "한국어"), "en": pgettext("language", "영어")}
    return usual.get(code) or (cases.languages([code]) if code else gettext("알 수 없음"))


def _channel(code: str) -> str:
    names = {
        "text": gettext("문자"),
        "photo": gettext("사진이 있는 문자"),
        "page": gettext("웹 페이지"),
    }
    return names.get(code, gettext("알 수 없음"))

"""Figures of queues as tables: by service, by hour, by day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext

from townline.lines.queues.api import Counts, HourFigure
from townline.lines.queues.views.labels import english

type Cell = str | int | float | None


class Percentage(float):
    """A share, shown as a percentage."""


class Named(Protocol):
    """A queue with its names."""

    code: str
    name_ko: str
    name_en: str

    @property
    def site(self) -> "Placed": ...


class Placed(Protocol):
    """A site with its names."""

    name_ko: str
    name_en: str


@dataclass(frozen=True, slots=True)
class QueueTable:
    """Lines of cells, the first of each its name."""

    key: str
    title: str
    columns: list[str]
    lines: list[list[Cell]]


def name_of(queue: Named) -> str:
    """Name a queue with its place."""
    if english():
        return f"{queue.name_en} · {queue.site.name_en}"
    return f"{queue.name_ko} · {queue.site.name_ko}"


def tables(rows: Sequence[HourFigure], queues: Sequence[Named]) -> list[QueueTable]:
    """Give all tables of a time."""
    return [_services(rows, queues), hours_table(rows, queues), _hours(rows), _days(rows)]


def _services(rows: Iterable[HourFigure], queues: Sequence[Named]) -> QueueTable:
    found = _sum_counts(rows, lambda row: row.queue)
    lines = [[name_of(q), *_cells(found[q.code])] for q in queues if q.code in found]
    return QueueTable("services", gettext("업무별"), [gettext("업무"), *_columns()], lines)


def _hours(rows: Iterable[HourFigure]) -> QueueTable:
    found = _sum_counts(rows, lambda row: row.hour)
    lines = [[_hour(at), *_cells(found[at])] for at in sorted(found)]
    return QueueTable("hours", gettext("시간대별"), [gettext("발권 시각"), *_columns()], lines)


def _days(rows: Iterable[HourFigure]) -> QueueTable:
    found = _sum_counts(rows, lambda row: row.day)
    lines = [[day.isoformat(), *_cells(found[day])] for day in sorted(found)]
    return QueueTable("days", gettext("일별"), [gettext("날짜"), *_columns()], lines)


def hours_table(rows: Iterable[HourFigure], queues: Sequence[Named]) -> QueueTable:
    """Give the mean wait in minutes by service and hour."""
    found = _sum_counts(rows, lambda row: (row.queue, row.hour))
    hours = sorted({at for _, at in found})
    here = {code for code, _ in found}
    lines: list[list[Cell]] = []
    for queue in queues:
        if queue.code in here:
            cells = [found.get((queue.code, at)) for at in hours]
            means = [each.mean if each else None for each in cells]
            lines.append([name_of(queue), *means])
    title = gettext("평균 대기(분): 업무와 발권 시각별")
    return QueueTable("waits", title, [gettext("업무"), *(_hour(at) for at in hours)], lines)


def _hour(at: int) -> str:
    return f"{at:02d}:00" if english() else f"{at}시"


def _columns() -> list[str]:
    return [
        gettext("발권 건수"),
        gettext("호출 건수"),
        gettext("평균 대기(분)"),
        gettext("90% 대기(분)"),
        gettext("최장 대기(분)"),
        gettext("미응답"),
        gettext("이용 취소"),
        gettext("미호출"),
        gettext("예상 범위 안 호출"),
    ]


def _cells(counts: Counts) -> list[Cell]:
    return [
        counts.taken,
        counts.called,
        counts.mean,
        counts.most,
        counts.longest // 60 if counts.called else None,
        _share(counts, "missed"),
        _share(counts, "left"),
        _share(counts, "unserved"),
        _share(counts, "inside"),
    ]


def _share(counts: Counts, part: str) -> Percentage | None:
    found = counts.share(part)
    return None if found is None else Percentage(found)


def _sum_counts[K](rows: Iterable[HourFigure], key: Callable[[HourFigure], K]) -> dict[K, Counts]:
    found: dict[K, Counts] = defaultdict(Counts)
    for row in rows:
        found[key(row)].join(row.counts)
    return dict(found)


def cell_text(value: Cell) -> str:
    """Write a cell for people: ``12``, ``4.5``, ``93%``, ``-``."""
    if value is None:
        return "-"
    if isinstance(value, Percentage):
        return f"{round(100 * value)}%"
    return f"{value:.1f}" if isinstance(value, float) else str(value)

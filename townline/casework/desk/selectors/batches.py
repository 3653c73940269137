"""Reads of what was done with many cases in one press."""

import datetime as dt
from dataclasses import dataclass, field

from townline.casework.cases.api import NotFound, visible
from townline.casework.desk.models import Batch, BatchLine
from townline.casework.desk.rules import BatchAction, LineState
from townline.platform.departments.api import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLineView:
    """One case. ``title``: "" for one that the reader does not see (any more)."""

    code: str
    title: str
    state: LineState
    problem: str
    detail: str
    extra: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchView:
    """One press. ``undoable``: until ``until``, by who pressed."""

    id: int
    deed: BatchAction
    department: str | None
    assignee: int | None
    at: dt.datetime
    until: dt.datetime
    undone_at: dt.datetime | None
    undoable: bool
    lines: list[BatchLineView] = field(default_factory=list)

    def count(self, *states: LineState) -> int:
        return sum(line.state in states for line in self.lines)


def batch_get(act: Act, *, batch_id: int) -> BatchView:
    """Give one's own batch with its lines; three queries. Raises NotFound."""
    batch = Batch.objects.filter(id=batch_id, by=act.viewer.staff_id).first()
    if batch is None:
        raise NotFound(f"you have no batch {batch_id}")
    lines = list(batch.lines.order_by("id"))
    seen = visible(act.viewer).filter(code__in=[line.code for line in lines])
    titles = dict(seen.values_list("code", "title"))
    done = any(line.state == LineState.DONE for line in lines)
    return BatchView(
        id=batch.pk,
        deed=BatchAction(batch.deed),
        department=batch.said.get("department"),
        assignee=batch.said.get("assignee"),
        at=batch.at,
        until=batch.until,
        undone_at=batch.undone_at,
        undoable=done and act.now <= batch.until,
        lines=[_line(line, titles.get(line.code, "")) for line in lines],
    )


def _line(line: BatchLine, title: str) -> BatchLineView:
    return BatchLineView(
        code=line.code,
        title=title,
        state=LineState(line.state),
        problem=line.problem,
        detail=line.detail,
        extra=line.extra,
    )

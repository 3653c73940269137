"""What is owed, in the words of pages: kinds, times of day, in whose place."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from townline.casework.cases.views import labels, notice_words
from townline.casework.desk import api
from townline.casework.desk.selectors.handover import MovedCase
from townline.casework.desk.selectors.work_list import WorkItem, WorkKind
from townline.platform.departments.api import Staff

KINDS: dict[WorkKind, Promise] = {
    WorkKind.CASE: _("민원"),
    WorkKind.POSITION: _("협조 의견"),
    WorkKind.PROMISED: _("이행 약속 기한"),
    WorkKind.VISIT: _("방문"),
    WorkKind.MEETING: _("회의"),
    WorkKind.NOTICE: _("알림"),
}
_DAY = dt.timedelta(days=1)
_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """One thing owed with the words it shows. ``where``: the page on which it is done.

    ``also``: what else is owed about the same case, in the same row.
    """

    owed: WorkItem
    kind: Promise
    where: str
    state: str
    instead: Staff | None
    notice: Promise | str
    fixed: bool
    also: tuple["WorkLine", ...] = ()


def lines(
    owed: Iterable[WorkItem], people: Mapping[int, Staff], now: dt.datetime, *, paper: bool = False
) -> list[WorkLine]:
    """Put words to what is owed. ``fixed``: shown as a moment, and not as what is left.

    On ``paper`` everything is: there "two hours left" is wrong a minute later.
    """
    return [
        WorkLine(
            owed=one,
            kind=KINDS[one.kind],
            where=_where(one),
            state=labels.state(one.state),
            instead=people.get(one.instead_of or 0),
            notice=notice_words.NOTICES.get(one.notice, _("답변 기한 임박")) if one.notice else "",
            fixed=paper or (one.timed and one.due_at >= now),
        )
        for one in owed
    ]


def rows(found: Iterable[WorkLine]) -> list[WorkLine]:
    """Give each case once, where its first line stands, with all that is owed about it."""
    by_case: dict[str, list[WorkLine]] = {}
    for line in found:
        by_case.setdefault(line.owed.code, []).append(line)
    return [replace(first, also=tuple(more)) for first, *more in by_case.values()]


def _where(one: WorkItem) -> str:
    if one.kind is WorkKind.MEETING:
        return f"/meetings/{one.number}/"
    anchors = {WorkKind.PROMISED: "#promised", WorkKind.POSITION: "#joint"}
    return f"/cases/{one.code}/{anchors.get(one.kind, '')}"


def groups(found: Iterable[WorkLine], now: dt.datetime) -> list[tuple[Promise, list[WorkLine]]]:
    """Divide by when it is due: late, today, tomorrow, within a week, later; none is empty."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    ends: list[tuple[Promise, dt.datetime | None]] = [
        (_("기한 경과"), now),
        (_("오늘"), midnight + _DAY),
        (_("내일"), midnight + 2 * _DAY),
        (_("이번 주 안"), midnight + _WEEK * _DAY),
        (_("이후"), None),
    ]
    left, divided = sorted(found, key=lambda line: line.owed.due_at), []
    for word, end in ends:
        here = [line for line in left if end is None or line.owed.due_at < end]
        left = left[len(here) :]
        if here:
            divided.append((word, sorted(here, key=lambda line: not line.owed.danger)))
    return divided


def moved_labels(found: Iterable[MovedCase]) -> list[tuple[MovedCase, str]]:
    return [(one, labels.state(one.state)) for one in found]


def counts(found: Iterable[WorkItem]) -> list[tuple[WorkKind, Promise, int]]:
    """Count cases by what is owed, in the order of the kinds; what there is none of is left out."""
    kinds = [kind for kind, _ in {(one.kind, one.code) for one in found}]
    return [(kind, KINDS[kind], kinds.count(kind)) for kind in api.WorkKind if kind in kinds]

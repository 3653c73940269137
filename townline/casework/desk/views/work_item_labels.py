"""What is owed, in the words of pages: kinds, times of day, in whose place."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from townline.casework.cases.views import labels, thread
from townline.casework.cases.views.lists import Directory
from townline.casework.deadlines.settings import Kinds
from townline.casework.desk import api
from townline.casework.desk.selectors.handover import MovedCase
from townline.casework.desk.selectors.work_list import WorkItem, WorkKind
from townline.platform.core import district
from townline.platform.core.models import Transition
from townline.platform.departments.api import Staff
from townline.platform.web.moments import english
from townline.platform.web.templatetags.townline import named

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
            notice=labels.NOTICES.get(one.notice, _("답변 기한 임박")) if one.notice else "",
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


# What a line of a case's history is about, by name: departments, categories and kinds.

# A person who returned a case named the department that it is for.
_SUGGESTED = re.compile(r"(?<= → )[\w-]+$")


def history(
    lines: list[Transition], people: dict[int, Staff], names: Directory
) -> list[thread.TimelineStep]:
    """Tell a history, newest first: each line with the names of what its codes stand for."""
    steps = thread.history(lines, people)
    return [
        _with_names(step, line, names) for step, line in zip(steps, reversed(lines), strict=True)
    ]


def _with_names(
    step: thread.TimelineStep, line: Transition, names: Directory
) -> thread.TimelineStep:
    about = ", ".join(filter(None, (describe(line, names) for describe in _ABOUT)))
    reason = _SUGGESTED.sub(
        lambda code: _department(code.group(), names) or code.group(), step.reason
    )
    return replace(step, what=f"{step.what}: {about}" if about else step.what, reason=reason)


def _department(code: object, names: Directory) -> str:
    found = names.departments.get(str(code))
    return named(found) if found else ""


def _of_department(line: Transition, names: Directory) -> str:
    return _department(line.data.get("department"), names)


def _of_service(line: Transition, names: Directory) -> str:
    found = names.services.get(str(line.data.get("service")))
    return named(found) if found else ""


def _of_kind(line: Transition, _names: Directory) -> str:
    before, after = (_kind(line.data.get(name)) for name in ("before", "after"))
    return f"{before} → {after}" if before and after else after


def _kind(code: object) -> str:
    found = district.part(Kinds).named(str(code))
    return found.name.in_language("en" if english() else "ko") if found else ""


_ABOUT: tuple[Callable[[Transition, Directory], str], ...] = (
    _of_department,
    _of_service,
    _of_kind,
)

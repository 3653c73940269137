"""Promised dates as lists, on one case, and as figures."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from townline.casework.cases.api import NotFound, may_know, survivor, visible
from townline.casework.cases.models import Case
from townline.casework.deadlines.models import PromisedDate
from townline.casework.deadlines.rules.commitments import UNSETTLED, Promise, PromisedState
from townline.platform.departments import api as departments
from townline.platform.departments.api import Staff, Viewer

_S = PromisedState
_LATE = Q(missed_at__isnull=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedRow:
    """A promised date. ``code`` and ``title`` are those of the case that it belongs to today."""

    id: int
    code: str
    title: str
    words: str
    next_word: bool
    department: str | None
    officer: Staff | None
    made_at: dt.datetime
    due_at: dt.datetime
    state: PromisedState
    missed_at: dt.datetime | None
    settled_at: dt.datetime | None
    note: str

    @property
    def unsettled(self) -> bool:
        return self.state in UNSETTLED


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedFilters:
    """``whose``: mine, department or all. ``state``: unsettled, one state, or all."""

    whose: str = "all"
    state: str = "unsettled"
    department: str = ""


def promised_list(
    *, viewer: Viewer, filters: PromisedFilters, limit: int = 200
) -> list[PromisedRow]:
    """List promised dates: what is missed and due next first, what is settled newest first.

    Two queries, and one more where a case was merged into another.
    """
    found = PromisedDate.objects.filter(_visible_promises(viewer))
    if filters.whose == "mine":
        found = found.filter(officer=viewer.staff_id)
    elif filters.whose == "department" and viewer.department:
        found = found.filter(department=viewer.department)
    if filters.department:
        found = found.filter(department=filters.department)
    unsettled = filters.state == "unsettled"
    if unsettled:
        found = found.filter(state__in=sorted(UNSETTLED))
    elif filters.state in set(PromisedState):
        found = found.filter(state=filters.state)
    found = found.order_by("due_at", "id") if unsettled else found.order_by("-due_at", "-id")
    return _rows(found.select_related("case")[:limit])


def promised_get(*, promised_id: int, viewer: Viewer) -> PromisedRow:
    """Give one date. Raises NotFound, also for what the viewer may not see."""
    rows = _rows(
        PromisedDate.objects.filter(_visible_promises(viewer), id=promised_id).select_related(
            "case"
        )
    )
    if not rows:
        raise NotFound("there is no such commitment")
    return rows[0]


def _visible_promises(viewer: Viewer) -> Q:
    # Whoever sees every department's still does not know of what few may know.
    few = may_know(viewer, "case__")
    return Q(case__in=visible(viewer)) if viewer.departments is not None else few


def promised_of_case(*, case_id: int) -> list[PromisedRow]:
    """List the dates promised in the answers of a case, and of those merged into it."""
    into = Q(case__merged_into=case_id) | Q(case__merged_into__merged_into=case_id)
    found = PromisedDate.objects.filter(Q(case=case_id) | into).select_related("case")
    rows = _rows(found.order_by("due_at", "id"))
    return sorted(rows, key=lambda row: not row.unsettled)


def _rows(found: QuerySet[PromisedDate]) -> list[PromisedRow]:
    dates = list(found)
    people = departments.staff_names({d.officer_id for d in dates if d.officer_id})
    return [_row(date, _today(date.case), people.get(date.officer_id or 0)) for date in dates]


def _today(case: Case) -> Case:
    return survivor(case) if case.merged_into_id else case


def _row(date: PromisedDate, case: Case, officer: Staff | None) -> PromisedRow:
    return PromisedRow(
        id=date.id,
        code=case.code or "",
        title=case.title,
        words=date.words,
        next_word=date.next_word,
        department=date.department_id,
        officer=officer,
        made_at=date.made_at,
        due_at=date.due_at,
        state=PromisedState(date.state),
        missed_at=date.missed_at,
        settled_at=date.settled_at,
        note=date.note,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedFigures:
    """What became of the dates that fell due in a time.

    ``kept``: done by the day; ``moved``: another day was given in time; ``missed``: the day
    passed, also where it was done later. ``share``: kept of all of them, None without any.
    """

    kept: int
    moved: int
    missed: int

    @property
    def share(self) -> float | None:
        whole = self.kept + self.moved + self.missed
        return self.kept / whole if whole else None


def _counts() -> dict[str, Count]:
    return {
        "kept": Count("id", filter=Q(state=_S.KEPT) & ~_LATE),
        "moved": Count("id", filter=Q(state=_S.MOVED) & ~_LATE),
        "missed": Count("id", filter=_LATE & ~Q(state=_S.WITHDRAWN)),
    }


def promised_figures(*, viewer: Viewer, since: dt.datetime, until: dt.datetime) -> PromisedFigures:
    """Count for the dates that a viewer sees and that fell due in ``[since, until)``; one query."""
    due = PromisedDate.objects.filter(
        _visible_promises(viewer), due_at__gte=since, due_at__lt=until
    )
    return PromisedFigures(**due.aggregate(**_counts()))


def promised_by_department(
    *, viewer: Viewer, since: dt.datetime, until: dt.datetime
) -> dict[str, PromisedFigures]:
    """Count as ``promised_figures``, by department; one query."""
    due = PromisedDate.objects.filter(
        _visible_promises(viewer), due_at__gte=since, due_at__lt=until
    )
    found = due.filter(department__isnull=False).values_list("department")
    counted = found.annotate(**_counts()).order_by("department")
    return {
        code: PromisedFigures(kept=met, moved=moved, missed=missed)
        for code, met, moved, missed in counted
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedLoad:
    """How it stands with all dates now; ``kept``, ``moved``, ``missed`` are of all time."""

    open: int
    unsettled_missed: int
    kept: int
    moved: int
    missed: int


def promised_load() -> PromisedLoad:
    """Count for the figures of the machine; one query."""
    found = PromisedDate.objects.aggregate(
        open=Count("id", filter=Q(state=_S.OPEN)),
        unsettled_missed=Count("id", filter=Q(state=_S.MISSED)),
        **_counts(),
    )
    return PromisedLoad(**found)


# What a draft keeps of a person's check of its dates, and which cases hold a missed one.


def promised_of(check: Mapping[str, Any]) -> tuple[Promise, ...]:
    """Give the dates of a draft that a person has checked (``dates_checked``), earliest first."""
    dates = [_read(one) for one in check.get("dates", ())]
    return tuple(sorted(dates, key=lambda one: one.at))


def dates_seen(check: Mapping[str, Any]) -> frozenset[tuple[str, dt.datetime]]:
    """Give the dates, by words and moment, that a person had before them at that check."""
    return frozenset((words, dt.datetime.fromisoformat(at)) for words, at in check.get("of", ()))


def _read(stored: dict[str, Any]) -> Promise:
    at = dt.datetime.fromisoformat(stored["at"])
    return Promise(at=at, words=stored["words"], next_word=stored["next_word"])


def with_promised_missed() -> Q:
    """Say which cases have a promised date that passed and that nobody has settled."""
    missed = PromisedDate.objects.filter(state=PromisedState.MISSED)
    # Of merged cases the one that went on is shown.
    into = Q(id__in=missed.filter(case__merged_into__isnull=False).values("case__merged_into"))
    return Q(id__in=missed.values("case")) | into

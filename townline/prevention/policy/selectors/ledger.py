"""The ledger: matters by stage, what is late first."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from townline.prevention.policy.errors import MatterNotFound
from townline.prevention.policy.models import Matter
from townline.prevention.policy.rules.states import ENDED, LIVE, Stage

PAGE = 100
_LIVE = Q(state__in=sorted(LIVE))


@dataclass(frozen=True, slots=True)
class LedgerFilters:
    """``view``: open, late, a stage, ended or all; ``q``: words of the title, or a number."""

    view: str = "open"
    q: str = ""
    department: str = ""


def ledger(
    filters: LedgerFilters, *, day: dt.date, offset: int = 0, limit: int = PAGE
) -> tuple[list[Matter], int]:
    """Give matters, those that are due first, and how many there are; two queries.

    Each has ``voices_count`` and its owner.
    """
    rows = _narrow(filters, day)
    shown = rows.select_related("owner").annotate(
        voices_count=Count("voices", distinct=True), cases_count=Count("origins", distinct=True)
    )
    ordered = shown.order_by(F("due_on").asc(nulls_last=True), "-began_at", "-id")
    return list(ordered[offset : offset + limit]), rows.count()


def _narrow(filters: LedgerFilters, day: dt.date) -> QuerySet[Matter]:
    rows = Matter.objects.filter(_in_view(filters.view, day))
    if filters.department:
        rows = rows.filter(department=filters.department)
    if filters.q:
        named = Q(title__icontains=filters.q) | Q(title_en__icontains=filters.q)
        number = filters.q.removeprefix("#")
        small = number.isascii() and number.isdigit() and len(number) < 10  # noqa: PLR2004 -- of a row
        rows = rows.filter(named | Q(pk=int(number)) if small else named)
    return rows


def _in_view(view: str, day: dt.date) -> Q:
    if view == "all":
        return Q()
    if view == "ended":
        return Q(state__in=sorted(ENDED))
    if view == "late":
        return _LIVE & Q(due_on__lt=day)
    return Q(state=view) if view in set(Stage) else _LIVE


def ledger_counts(day: dt.date) -> dict[str, int]:
    """Count matters by view and stage; one query."""
    stages = {str(stage): Count("id", filter=Q(state=stage)) for stage in Stage}
    return Matter.objects.aggregate(
        open=Count("id", filter=_LIVE), late=Count("id", filter=_in_view("late", day)),
        ended=Count("id", filter=Q(state__in=sorted(ENDED))), all=Count("id"), **stages,
    )  # fmt: skip


def matter_get(number: int) -> Matter:
    """Give one matter. Raises MatterNotFound."""
    matter = Matter.objects.select_related("owner", "began_by").filter(pk=number).first()
    if matter is None:
        raise MatterNotFound(f"there is no matter {number}")
    return matter

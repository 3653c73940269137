"""Homes on the map of progress: the worst first, each with the state of its works."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from townline.prevention.works.api import Measure, MeasureState, ObjectState, WorkObject
from townline.prevention.works.progress.selectors.progress import ProgressFilters

MOST = 200
_S = MeasureState
# What of several states a home is shown by: whatever needs a person first.
_FIRST = (
    _S.DEFECTIVE, _S.REFUSED, _S.HELD, _S.DECIDED, _S.DONE, _S.READY, _S.PLANNED, _S.ORDERED,
    _S.ACCEPTED,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeShown:
    """A home with the state that it is shown by, and how many of its works are accepted."""

    row: WorkObject
    state: str
    works: int
    accepted: int


def homes(filters: ProgressFilters) -> list[HomeShown]:
    """Give at most MOST homes with works, and where they lie; two queries."""
    of = _filter_measures(filters).filter(object=OuterRef("pk"))
    rows = WorkObject.objects.filter(
        Exists(of), state=ObjectState.ACTIVE, latitude__isnull=False, longitude__isnull=False
    )
    rows = rows.filter(dong=filters.dong) if filters.dong else rows
    found = list(rows.order_by("-severity", "-risk", "id")[:MOST])
    states: dict[int, list[str]] = {row.pk: [] for row in found}
    for number, state in (
        _filter_measures(filters).filter(object__in=states).values_list("object", "state")
    ):
        states[number].append(state)
    return [_home(row, states[row.pk]) for row in found if states[row.pk]]


def _filter_measures(filters: ProgressFilters) -> QuerySet[Measure]:
    rows = Measure.objects.filter(state__in=_FIRST)
    wanted = {"kind": filters.kind, "year": filters.year, "budget": filters.budget}
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def _home(row: WorkObject, states: list[str]) -> HomeShown:
    first = min(states, key=lambda state: _FIRST.index(_S(state)))
    return HomeShown(
        row=row, state=first, works=len(states), accepted=states.count(MeasureState.ACCEPTED)
    )

"""Which spots wait for their repair, for rooms that plan it."""

from collections.abc import Iterable
from dataclasses import dataclass

from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.rules.states import KIND, HazardState
from townline.prevention.hazards.selectors.labels import hazard_settings
from townline.prevention.work_orders.api import objects_ordered


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A spot as it stands. ``waits``: it was made safe, and no order of its own repairs it.

    ``place`` of its severity, 0 for the least.
    """

    hazard: Hazard
    waits: bool
    place: int


def hazard_repairs(ids: Iterable[int]) -> list[Repair]:
    """Give these spots; two queries."""
    rows = Hazard.objects.filter(id__in=list(ids)).order_by("id")
    order = list(reversed(hazard_settings().severities))
    ordered = set(objects_ordered(KIND, [row.pk for row in rows]))
    return [
        Repair(
            hazard=row,
            waits=row.state == HazardState.MADE_SAFE and row.pk not in ordered,
            place=order.index(row.severity) if row.severity in order else 0,
        )
        for row in rows
    ]


def hazards_to_repair() -> list[int]:
    """Give the spots that wait for their repair."""
    rows = Hazard.objects.filter(state=HazardState.MADE_SAFE).order_by("id")
    return list(rows.values_list("id", flat=True))


def hazards_ordered(ids: Iterable[int]) -> list[int]:
    """Lock these spots, in their order; give those with an open order of their own."""
    rows = Hazard.objects.select_for_update(of=("self",)).filter(id__in=list(ids)).order_by("id")
    return objects_ordered(KIND, [row.pk for row in rows])

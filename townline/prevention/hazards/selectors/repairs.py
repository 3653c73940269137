"""Which spots wait for their repair, for rooms that plan it."""

from collections.abc import Iterable
from dataclasses import dataclass

from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.rules.states import HazardState
from townline.prevention.hazards.selectors.words import told


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A spot as it stands. ``waits``: it was made safe, and is to be repaired.

    ``place`` of its severity, 0 for the least.
    """

    hazard: Hazard
    waits: bool
    place: int


def hazard_repairs(ids: Iterable[int]) -> list[Repair]:
    """Give these spots; one query."""
    rows = Hazard.objects.filter(id__in=list(ids)).order_by("id")
    order = list(reversed(told().severities))
    return [
        Repair(
            hazard=row,
            waits=row.state == HazardState.MADE_SAFE,
            place=order.index(row.severity) if row.severity in order else 0,
        )
        for row in rows
    ]


def hazards_to_repair() -> list[int]:
    """Give the spots that wait for their repair."""
    rows = Hazard.objects.filter(state=HazardState.MADE_SAFE).order_by("id")
    return list(rows.values_list("id", flat=True))

"""What was taken of each kind of file, and when the last time."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max

from townline.prevention.hazards.exploration_planning.models import (
    PlaceFile,
    RainDay,
    ReferenceLine,
    Section,
)
from townline.prevention.hazards.exploration_planning.rules.columns import PlaceFileKind


@dataclass(frozen=True, slots=True)
class StoredKind:
    """How many there are of a kind, and when a file of it was taken last; None for never."""

    kind: PlaceFileKind
    number: int
    taken_at: dt.datetime | None


def stored_kinds() -> list[StoredKind]:
    """Give all kinds, in their order; four queries."""
    lines = dict(ReferenceLine.objects.values_list("kind").annotate(Count("id")).order_by())
    last_imports = dict(PlaceFile.objects.values_list("kind").annotate(Max("taken_at")).order_by())
    number = lines | {
        PlaceFileKind.SECTION: Section.objects.count(),
        PlaceFileKind.RAIN: RainDay.objects.count(),
    }
    return [StoredKind(kind, number.get(kind, 0), last_imports.get(kind)) for kind in PlaceFileKind]


def file_waiting(*, file_id: int, staff_id: int) -> PlaceFile | None:
    """Give the file that this person brought and has not taken yet."""
    return PlaceFile.objects.filter(id=file_id, brought_by=staff_id, taken_at=None).first()

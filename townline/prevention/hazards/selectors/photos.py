"""Photos of the spots that a case tells of are seen by who sees the case."""

from collections.abc import Iterable

from townline.casework.cases.api import merged_ids
from townline.casework.cases.ports import Holder
from townline.prevention.hazards.models import HazardCase
from townline.prevention.hazards.rules.states import KIND
from townline.prevention.work_orders.api import photos_every, photos_of


def hazard_photo_holder() -> Holder:
    """Name what keeps photos of hazards."""
    return Holder(every=photos_every, of_case=_of_case)


def _of_case(case_id: int) -> Iterable[str]:
    ids = [case_id, *merged_ids(case_id)]
    linked_hazards = HazardCase.objects.filter(case__in=ids).values("hazard")
    found = photos_of(KIND, linked_hazards)
    return found.order_by("id").values_list("sha256", flat=True)

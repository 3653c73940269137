"""Photos that hazards keep; those of a case are seen by who sees the case."""

from collections.abc import Iterable

from townline.casework.cases.api import merged_ids
from townline.casework.cases.ports.photos import Holder
from townline.prevention.hazards.models import EvidencePhoto


def hazard_photo_holder() -> Holder:
    """Name what keeps photos of hazards."""
    return Holder(every=_every, of_case=_of_case)


def _every() -> Iterable[str]:
    return EvidencePhoto.objects.values_list("sha256", flat=True)


def _of_case(case_id: int) -> Iterable[str]:
    ids = [case_id, *merged_ids(case_id)]
    found = EvidencePhoto.objects.filter(evidence__hazard__cases__case__in=ids)
    return found.order_by("id").values_list("sha256", flat=True)

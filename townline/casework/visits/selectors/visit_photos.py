"""Photos that visits keep."""

from collections.abc import Iterable

from townline.casework.cases.api import merged_ids
from townline.casework.cases.ports.photos import Holder
from townline.casework.visits.models import VisitPhoto


def visit_photo_holder() -> Holder:
    """Name what keeps photos of visits."""
    return Holder(every=_every, of_case=_of_case)


def _every() -> Iterable[str]:
    return VisitPhoto.objects.values_list("sha256", flat=True)


def _of_case(case_id: int) -> Iterable[str]:
    # A visit stays with its case when that one is merged.
    found = VisitPhoto.objects.filter(visit__case__in=[case_id, *merged_ids(case_id)])
    return found.order_by("id").values_list("sha256", flat=True)

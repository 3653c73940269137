"""Photos that surveys keep."""

from collections.abc import Iterable
from itertools import chain

from townline.casework.cases.ports.photos import Holder
from townline.prevention.surveys.models import HomeFile, SubmissionFile


def survey_photo_holder() -> Holder:
    """Name what keeps photos of homes; none of them belongs to a case."""
    return Holder(every=_every)


def _every() -> Iterable[str]:
    return chain(
        HomeFile.objects.values_list("sha256", flat=True),
        SubmissionFile.objects.values_list("sha256", flat=True),
    )

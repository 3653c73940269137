"""Photos that works keep: of signed forms of consent."""

from townline.casework.cases.ports.photos import Holder
from townline.prevention.works.models import Consent


def work_photo_holder() -> Holder:
    """Name what keeps photos of forms; none of them belongs to a case."""
    return Holder(every=lambda: Consent.objects.exclude(form="").values_list("form", flat=True))

"""How a resident found an answer, 1 to 5."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import InvalidInput, Remark, publish
from townline.casework.cases.models import Case
from townline.casework.portal.models import Rating
from townline.casework.portal.services.notifications import remark
from townline.platform.core.history import audit

_LEAST, _MOST = 1, 5


@transaction.atomic
def rating_give(
    *, case: Case, resident_id: int, stars: int, via: str, now: dt.datetime, **data: object
) -> Rating:
    """Keep a rating in the place of an earlier one. Raises InvalidInput beyond 1 to 5."""
    if not _LEAST <= stars <= _MOST:
        raise InvalidInput("a rating is a number from 1 to 5")
    rating, _ = Rating.objects.update_or_create(
        case=case, resident_id=resident_id, defaults={"stars": stars, "via": via, "at": now}
    )
    remark(case, Remark.RATED, audit.RESIDENT, now, stars=stars, via=via, **data)
    publish(case)
    return rating

"""How often a sure suggestion was what people decided."""

import datetime as dt

from django.db.models import Count, F, Q

from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.readings import How
from townline.casework.classification.rules.shares import ShareEstimate

_PERIOD = dt.timedelta(days=183)


def precision_of(service: str, *, now: dt.datetime) -> float | None:
    """Give the lower bound of how often sure suggestions of a service were right; one query.

    None where nobody decided yet. What the machine sent by itself counts once a person has
    changed it, and never as right.
    """
    decided = TextReading.objects.filter(
        at__gte=now - _PERIOD, service=service, sure=True, decided_at__isnull=False
    ).exclude(how=How.BY_ITSELF)
    found = decided.aggregate(all=Count("pk"), hits=Count("pk", filter=_RIGHT))
    return ShareEstimate(found["hits"], found["all"]).low


_RIGHT = Q(decided_service=F("service"))

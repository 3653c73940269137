"""What the same resident brought again in the same category, in a time."""

import datetime as dt

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from townline.casework.cases.api import CaseBrief, CaseState, counted_cases
from townline.casework.cases.models import Case
from townline.casework.classification.settings import Sorting
from townline.platform.core import district


def repeated_cases(since: dt.datetime, until: dt.datetime) -> tuple[int, list[CaseBrief]]:
    """Give from which time on it counts, and the cases of ``[since, until)``; one query.

    ``repeats`` of the district says from how many complaints on, and within what time. Whether it
    is the same matter says a person who reads them. Private ones are left out.
    """
    repeats = district.part(Sorting).repeats
    before = Case.objects.filter(
        resident=OuterRef("resident"),
        service=OuterRef("service"),
        private=False,
        id__lt=OuterRef("id"),
        last_text_at__gte=since - repeats.within,
    ).exclude(state=CaseState.MERGED)
    number = before.order_by().values("resident").values_list(Count("pk"))
    rows = counted_cases(since, until).filter(private=False, service__isnull=False)
    rows = rows.annotate(before=Coalesce(Subquery(number), 0))
    rows = rows.filter(before__gte=repeats.complaints - 1).order_by("id")
    found = rows.values_list("id", "department_id", "service_id")
    return repeats.complaints, [CaseBrief(*row) for row in found]

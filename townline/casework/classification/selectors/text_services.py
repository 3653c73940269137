"""Which services the texts of some time were read as, for who counts alike ones."""

import datetime as dt
from collections import Counter

from townline.casework.classification.models import TextReading


def text_services(since: dt.datetime, until: dt.datetime) -> list[tuple[dt.datetime, str]]:
    """Give when each case's first text came, with the likeliest service; one query.

    From ``since`` until before ``until``, the oldest first; without what is not read yet.
    """
    rows = TextReading.objects.filter(at__gte=since, at__lt=until, text_first=True)
    return list(rows.exclude(service="").order_by("at").values_list("at", "service"))


def text_service_counts(since: dt.datetime, until: dt.datetime) -> Counter[str]:
    """Count the first texts of cases of that time by their likeliest service; one query."""
    return Counter(service for _, service in text_services(since, until))

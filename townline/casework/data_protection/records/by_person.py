"""Who looked at numbers and data in a time, and how often."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count

from townline.platform.core.history import access_log
from townline.platform.core.history.access_log import AccessFilters
from townline.platform.departments import api as departments
from townline.platform.departments.api import Staff

_KIND = "staff:"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessCount:
    """``looks`` of one person; None where the server or nobody signed in acted."""

    staff: Staff | None
    looks: int


def access_by_person(*, since: dt.datetime, until: dt.datetime) -> list[AccessCount]:
    """Count what the privacy officer's list holds in ``[since, until)``, by person; two queries."""
    rows = access_log.access_entries(AccessFilters(since=since, until=until)).order_by()
    found = list(rows.values_list("actor").annotate(n=Count("id")).order_by("-n", "actor"))
    people = departments.staff_names({int(a.removeprefix(_KIND)) for a, _ in found if _is_staff(a)})
    return [
        AccessCount(staff=people.get(int(a.removeprefix(_KIND))) if _is_staff(a) else None, looks=n)
        for a, n in found
    ]


def _is_staff(actor: str) -> bool:
    return actor.startswith(_KIND) and actor.removeprefix(_KIND).isdigit()

"""Reads of helpers' accounts: who is at work, since when, and until when."""

import datetime as dt
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.db.models import Max

from townline.platform.core.models import Transition
from townline.platform.departments.models import Staff
from townline.platform.departments.rules import HELPER_AT_MOST, Role

_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """One account. ``made_by``: the name of who made it; ``seen_at``: when a page was last open.

    ``works``: it has not ended.
    """

    id: int
    username: str
    name: str
    office: str
    ends_at: dt.datetime
    works: bool
    made_by: str
    seen_at: dt.datetime | None


def helpers(now: dt.datetime) -> list[Helper]:
    """Give those who have not ended, the earliest end first, then those of the last week.

    Three queries.
    """
    rows = Staff.objects.filter(role=Role.HELPER, ends_at__gt=now - HELPER_AT_MOST)
    found = list(rows.order_by("-is_active", "ends_at", "id")[:_SHOWN])
    ids = [row.pk for row in found]
    seen = UserSession.objects.filter(user__in=ids).values("user").annotate(at=Max("last_seen_at"))
    last = dict(seen.values_list("user", "at"))
    made = Transition.objects.filter(
        subject__in=[f"staff:{one}" for one in ids], event="staff:helper:add"
    )
    makers = dict(made.values_list("subject", "actor_label"))
    return [
        Helper(
            id=row.pk, username=row.username, name=row.name_ko, office=row.office,
            ends_at=row.ends_at or now, works=row.works(now),
            made_by=makers.get(f"staff:{row.pk}", ""), seen_at=last.get(row.pk),
        )
        for row in found
    ]  # fmt: skip

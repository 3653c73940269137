"""Where the office itself noticed something dangerous: places and times, for counting."""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.rules.states import HazardState

_NO_HAZARD = (HazardState.PROPOSED, HazardState.DISMISSED, HazardState.MERGED)


class Noticed(NamedTuple):
    """Degrees of WGS 84, and when it was reported."""

    latitude: float
    longitude: float
    at: dt.datetime


def hazards_noticed(
    *, kinds: Collection[str], since: dt.datetime, until: dt.datetime
) -> list[Noticed]:
    """Give hazards of some kinds that staff reported in ``[since, until)``; one query.

    Left out: what cases tell of (whoever counts these counts them already), and cavities that an
    exploration found.
    """
    rows = Hazard.objects.filter(
        kind__in=kinds, reported_at__gte=since, reported_at__lt=until, cases__isnull=True
    ).exclude(state__in=_NO_HAZARD)
    rows = rows.exclude(source="exploration").order_by("id")
    return [Noticed(*row) for row in rows.values_list("latitude", "longitude", "reported_at")]

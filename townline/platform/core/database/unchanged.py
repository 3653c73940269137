"""What is counted of many rows is counted again when something was written, and not before."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable

from django.db import connection

from townline.platform.core import district

type _Counted = tuple[str, dt.datetime, object]

_MAX_FIGURES = 1000  # figures in a process; the oldest go


def while_unchanged[Found](
    key: Hashable, make: Callable[[], Found], *, now: dt.datetime, within: dt.timedelta
) -> Found:
    """Give what ``make`` gave before while the database shows the same; one small query for it.

    Two equal snapshots see the same rows, whoever wrote them. ``within``: how long what also
    depends on ``now`` may stand. ``make`` may look at nothing but the database, the settings and
    what ``key`` says, and nobody may change what it gives.
    """
    known = district.derive(_count_cache)
    with connection.cursor() as cursor:
        # Asked before counting: what is written meanwhile ends this snapshot.
        cursor.execute("SELECT pg_current_snapshot()::text, pg_current_xact_id_if_assigned()::text")
        snapshot, writing = cursor.fetchone()
    if writing is not None:  # what one writes oneself does not change one's own snapshot
        return make()
    before = known.get(key)
    if before and before[0] == snapshot and before[1] <= now < before[1] + within:
        found: Found = before[2]  # type: ignore[assignment] # made by the same key
        return found
    found = make()
    known[key] = (snapshot, now, found)
    known.move_to_end(key)
    if len(known) > _MAX_FIGURES:
        known.popitem(last=False)
    return found


def _count_cache(_: district.Settings) -> OrderedDict[Hashable, _Counted]:
    return OrderedDict()

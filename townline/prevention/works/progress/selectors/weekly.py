"""What works came to in a time: for who tells of a week."""

import datetime as dt
from typing import NamedTuple

from django.db import connection

from townline.prevention.works.progress.rules.remarks import KIND

# Both halves of the condition have an index or few rows behind them.
_WEEK = """
SELECT
  count(*) FILTER (WHERE m.accepted_at >= %(since)s AND m.accepted_at < %(until)s),
  count(*) FILTER (WHERE m.year = %(year)s AND m.state NOT IN ('proposed', 'dropped')),
  count(*) FILTER (WHERE m.year = %(year)s AND m.state IN ('accepted', 'defective')),
  (SELECT count(*) FROM work_orders_orderitem i JOIN hazards_order w ON w.id = i.order_id
   WHERE i.kind = %(kind)s AND i.open AND i.done_at IS NULL AND w.due_on < %(today)s)
FROM works_measure m WHERE m.year = %(year)s OR m.accepted_at >= %(since)s
"""


class WorksFact(NamedTuple):
    """Measures accepted in the time; those planned for the year, and of these done; late ones."""

    accepted: int
    planned: int
    done: int
    late: int


def works_weekly(*, since: dt.datetime, until: dt.datetime, year: int, today: dt.date) -> WorksFact:
    """Count measures done in ``[since, until)``, and how the plan of a year stands; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            _WEEK, {"since": since, "until": until, "year": year, "today": today, "kind": KIND}
        )
        return WorksFact(*cursor.fetchone())

"""The one writer of the state of a reading."""

import datetime as dt
from collections.abc import Sequence

from townline.cases.errors import WrongState
from townline.cases.models import TextReading
from townline.cases.rules.readings import (
    TRANSITIONS,
    ReadingEvent,
    ReadingState,
    reading_subject,
)
from townline.core import audit


def readings_transition(
    found: Sequence[TextReading],
    event: ReadingEvent,
    *,
    now: dt.datetime,
    columns: Sequence[str] = (),
    reason: str = "",
) -> None:
    """Move locked readings along the table with ``columns`` already set, a line of history each.

    Raises WrongState when the table has no such move for one of them.
    """
    lines = []
    for row in found:
        before = ReadingState(row.state)
        after = TRANSITIONS.get((before, event))
        if after is None:
            raise WrongState(f"{event} is not possible while the reading is {before}", state=before)
        row.state = after
        lines.append(_line(row, event, before, now, reason))
    if len(found) == 1:
        found[0].save(update_fields=["state", *columns])
    elif found:
        TextReading.objects.bulk_update(found, ["state", *columns], batch_size=500)
    audit.record_many(lines)


def _line(
    row: TextReading, event: ReadingEvent, before: ReadingState, now: dt.datetime, reason: str
) -> audit.Entry:
    return audit.Entry(
        subject=reading_subject(row.text_id),
        event=event,
        actor=audit.SYSTEM,
        at=now,
        from_state=before,
        to_state=row.state,
        reason=reason,
        data={"case": row.case_id, "version": row.version},
    )

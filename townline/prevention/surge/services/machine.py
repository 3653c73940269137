"""How surge mode changes its state, and what is told of it."""

import datetime as dt

from townline.platform.core import district, live
from townline.platform.core.history import marks
from townline.platform.core.history.machine import Machine
from townline.prevention.surge.errors import SurgeOver
from townline.prevention.surge.models import SurgeMode
from townline.prevention.surge.rules.states import (
    OPEN,
    TRANSITIONS,
    SurgeEvent,
    SurgeState,
    surge_subject,
)

SURGES: Machine[SurgeMode, SurgeState, SurgeEvent] = Machine(
    model=SurgeMode,
    table=TRANSITIONS,
    subject=lambda row: surge_subject(row.pk),
    refusal=lambda row, event: SurgeOver(
        f"{event} is not possible while it is {row.state}", state=row.state
    ),
)

SURGE_MARK = "surge"  # what the banner of every page reads


def publish_surge(row: SurgeMode, now: dt.datetime) -> None:
    """Tell open pages, and note it for those that are opened next."""
    if row.state in OPEN:
        marks.mark_put(
            SURGE_MARK, at=now, state=str(row.state), texts=row.texts, minutes=row.minutes,
            calm=row.calm_at is not None,
        )  # fmt: skip
    else:
        marks.mark_drop(SURGE_MARK)
    district.forget()  # so that the next receipt here knows; other processes within half a minute
    live.publish("surge", str(row.pk))

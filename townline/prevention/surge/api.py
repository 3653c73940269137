"""The door of surge: when more texts come than usual, and what was decided then."""

from townline.prevention.surge.errors import LongerPromise, SurgeGoesOn, SurgeOver
from townline.prevention.surge.models import SurgeMode
from townline.prevention.surge.rules.states import SurgeEvent, SurgeState, surge_subject
from townline.prevention.surge.selectors.now import Hour, crowd_at, hours, surge_open, surge_past
from townline.prevention.surge.services.deciding import (
    leads,
    surge_begin,
    surge_dismiss,
    surge_end,
    surge_promise,
    surge_start,
)
from townline.prevention.surge.services.machine import SURGE_MARK
from townline.prevention.surge.services.watching import surge_watch

__all__ = [
    "SURGE_MARK",
    "Hour",
    "LongerPromise",
    "SurgeEvent",
    "SurgeGoesOn",
    "SurgeMode",
    "SurgeOver",
    "SurgeState",
    "crowd_at",
    "hours",
    "leads",
    "surge_begin",
    "surge_dismiss",
    "surge_end",
    "surge_open",
    "surge_past",
    "surge_promise",
    "surge_start",
    "surge_subject",
    "surge_watch",
]

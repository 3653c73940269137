"""What a resident is asked some time after an answer, and the one table of its states."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from townline.platform.core.history.tags import Tagged


class FollowKind(StrEnum):
    """``rating``: how was the answer, 1 to 5. ``check_in``: is it still well a month later."""

    RATING = "rating"
    CHECK_IN = "check_in"


class FollowState(StrEnum):
    """``wondering``: few stars were given, and we have asked what should be better."""

    PLANNED = "planned"
    ASKED = "asked"
    WONDERING = "wondering"
    ANSWERED = "answered"
    EXPIRED = "expired"
    DROPPED = "dropped"


class FollowEvent(Tagged):
    """Of a check-in the history says ``check_in`` where a rating has ``rating``."""

    ASK = "ask", "follow_up:rating:ask"
    ANSWER = "answer", "follow_up:rating:answer"
    WONDER = "wonder", "follow_up:rating:wonder"
    EXPIRE = "expire", "follow_up:rating:expire"
    DROP = "drop", "follow_up:rating:drop"


_S, _E = FollowState, FollowEvent
TRANSITIONS: dict[tuple[FollowState, FollowEvent], FollowState] = {
    (_S.PLANNED, _E.ASK): _S.ASKED,
    (_S.PLANNED, _E.DROP): _S.DROPPED,
    (_S.ASKED, _E.ANSWER): _S.ANSWERED,
    (_S.ASKED, _E.WONDER): _S.WONDERING,
    (_S.ASKED, _E.EXPIRE): _S.EXPIRED,
    (_S.ASKED, _E.DROP): _S.DROPPED,
    (_S.WONDERING, _E.ANSWER): _S.ANSWERED,
    (_S.WONDERING, _E.WONDER): _S.WONDERING,
    (_S.WONDERING, _E.EXPIRE): _S.ANSWERED,
    # On their page a resident rates also before they are asked, and after the question is over.
    (_S.PLANNED, _E.ANSWER): _S.ANSWERED,
    (_S.PLANNED, _E.WONDER): _S.WONDERING,
    (_S.EXPIRED, _E.ANSWER): _S.ANSWERED,
    (_S.EXPIRED, _E.WONDER): _S.WONDERING,
    # A second rating takes the place of the first.
    (_S.ANSWERED, _E.ANSWER): _S.ANSWERED,
    (_S.ANSWERED, _E.WONDER): _S.WONDERING,
}
ENDED = frozenset({_S.ANSWERED, _S.EXPIRED, _S.DROPPED})
# Who gave so few is asked what should be better.
FEW_STARS = 2
# How long the next text is taken for the answer to that.
WONDER_LIFE = dt.timedelta(hours=24)
_DAYS_LOOKED = 60


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When the office may be heard from: weekdays (1 Monday), from and to on its own clock."""

    weekdays: frozenset[int]
    start: dt.time
    end: dt.time
    zone: ZoneInfo


def office_moment(
    at: dt.datetime, hours: OfficeHours, days_off: Collection[dt.date]
) -> dt.datetime:
    """Give ``at`` if the office is open then, else the next opening; UTC.

    ``days_off`` are holidays. Raises ValueError where no day within two months is open.
    """
    local = at.astimezone(hours.zone)
    for step in range(_DAYS_LOOKED):
        day = local.date() + dt.timedelta(days=step)
        opens = dt.datetime.combine(day, hours.start, hours.zone)
        closes = dt.datetime.combine(day, hours.end, hours.zone)
        if day.isoweekday() in hours.weekdays and day not in days_off and at < closes:
            return max(at, opens).astimezone(dt.UTC)
    raise ValueError("the office is closed for two months")

"""What can be subscribed to, how a delivery goes on, and how often it is tried."""

import datetime as dt
from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class EventType(StrEnum):
    """What a message can be about; stable names."""

    CASE_OPENED = "case.opened"
    CASE_CHANGED = "case.changed"
    CASE_ASSIGNED = "case.assigned"
    CASE_TEXT_RECEIVED = "case.text_received"
    CASE_MERGED = "case.merged"
    HAZARD_CHANGED = "hazard.changed"
    ORDER_CHANGED = "order.changed"


TEST = "webhook.test"


class Scope(StrEnum):
    """What a message may hold beyond codes, states and moments."""

    TEXTS = "texts"  # the words of residents: personal data


class DeliveryState(StrEnum):
    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    DEAD = "dead"
    WITHHELD = "withheld"


class DeliveryEvent(Tagged):
    CLAIM = "claim", "webhook:delivery:claim"
    SENT = "sent", "webhook:delivery:send"
    AGAIN = "again", "webhook:delivery:retry"
    GIVEN_UP = "given_up", "webhook:delivery:give_up"
    WITHHOLD = "withhold", "webhook:delivery:withhold"
    RESEND = "resend", "webhook:delivery:resend"
    REPLAY = "replay", "webhook:delivery:replay"


_S, _E = DeliveryState, DeliveryEvent
TRANSITIONS: dict[tuple[DeliveryState, DeliveryEvent], DeliveryState] = {
    (_S.QUEUED, _E.CLAIM): _S.CLAIMED,
    (_S.CLAIMED, _E.SENT): _S.SENT,
    # Also when nobody knows whether it arrived: a receiver knows the id of a repeated one.
    (_S.CLAIMED, _E.AGAIN): _S.QUEUED,
    (_S.CLAIMED, _E.GIVEN_UP): _S.DEAD,
    (_S.CLAIMED, _E.WITHHOLD): _S.WITHHELD,
    # A late report of a sender whose lease had ended.
    (_S.QUEUED, _E.SENT): _S.SENT,
    (_S.QUEUED, _E.AGAIN): _S.QUEUED,
    (_S.QUEUED, _E.GIVEN_UP): _S.DEAD,
    (_S.QUEUED, _E.WITHHOLD): _S.WITHHELD,
    (_S.DEAD, _E.RESEND): _S.QUEUED,
    (_S.DEAD, _E.REPLAY): _S.QUEUED,
    (_S.SENT, _E.REPLAY): _S.QUEUED,
}
ENDS = frozenset({_E.SENT, _E.GIVEN_UP, _E.WITHHOLD})

LEASE = dt.timedelta(minutes=2)  # longer than a batch of calls
# The last try is three days after the first one.
WAITS = (
    dt.timedelta(seconds=5),
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=30),
    dt.timedelta(hours=2),
    dt.timedelta(hours=5),
    dt.timedelta(hours=10),
    dt.timedelta(hours=14),
    dt.timedelta(hours=20),
    dt.timedelta(hours=20, minutes=24, seconds=55),
)
RETENTION = dt.timedelta(days=30)  # how far back a replay can begin
OLD_SECRET = dt.timedelta(hours=24)  # how long a replaced secret signs beside the new one
MOST_ENDPOINTS = 20


def wait_before(attempts: int) -> dt.timedelta | None:
    """Give how long a message waits after so many attempts; None when it had them all."""
    return WAITS[attempts - 1] if 1 <= attempts <= len(WAITS) else None

"""What is told to a person outside of these pages, by which ways, and when it waits."""

import datetime as dt
from enum import StrEnum

from townline.platform.core.calendars.quiet import quiet_until
from townline.platform.core.history.tags import Tagged


class AlertKind(StrEnum):
    """A kind of notification that people can choose; each holds several."""

    DANGER = "danger"
    MENTION = "mention"
    ORDER = "order"
    RETURNED = "returned"
    REMINDER = "reminder"
    MISSED = "missed"


class Way(StrEnum):
    MAIL = "mail"
    PUSH = "push"
    TEXT = "text"


class AlertState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"


class AlertEvent(Tagged):
    SEND = "send", "alert:delivery:send"
    DROP = "drop", "alert:delivery:drop"


TRANSITIONS: dict[tuple[AlertState, AlertEvent], AlertState] = {
    (AlertState.WAITING, AlertEvent.SEND): AlertState.SENT,
    (AlertState.WAITING, AlertEvent.DROP): AlertState.DROPPED,
}

# A notice with words of its own: it is about more than the one case that it stands with.
SURGE = "surge"
_KINDS: dict[str, AlertKind] = {
    "danger": AlertKind.DANGER,
    "duty_danger": AlertKind.DANGER,
    "alarm_late": AlertKind.DANGER,
    # Nobody waits for the morning: a crowd writes of danger.
    SURGE: AlertKind.DANGER,
    "mention": AlertKind.MENTION,
    **dict.fromkeys(
        ("returned", "returned_twice", "position_refused", "not_fixed", "rating_low"),
        AlertKind.RETURNED,
    ),
    **dict.fromkeys(
        ("overdue", "promised_missed", "legal_overdue", "position_silent", "referral_late"),
        AlertKind.MISSED,
    ),
    "visit_missed": AlertKind.MISSED,
    "hazard": AlertKind.ORDER,
    "hazard_late": AlertKind.MISSED,
    "policy_late": AlertKind.MISSED,
    **dict.fromkeys(
        ("instruction", "position_asked", "position_given", "visit", "group"), AlertKind.ORDER
    ),
    **dict.fromkeys(
        ("meeting", "meeting_moved", "meeting_cancelled", "meeting_declined", "meeting_decided"),
        AlertKind.ORDER,
    ),
}
# After so long nobody needs to be told any more: it stands among the notices all the same.
LIFE = dt.timedelta(hours=24)


def alert_subject(alert_id: int) -> str:
    """Name an alert in the history: ``alert:7``."""
    return f"alert:{alert_id}"


def kind_of(notice: str) -> AlertKind:
    """Say which of the chosen kinds a notice belongs to; what is not listed is a reminder."""
    return _KINDS.get(notice, AlertKind.REMINDER)


def alert_due(
    at: dt.datetime, kind: AlertKind, *, start: dt.time | None, end: dt.time | None
) -> dt.datetime:
    """Give when a person hears of it: after their quiet hours, but of danger at once.

    ``at`` is in the district's own zone, in which the hours are meant.
    """
    if kind is AlertKind.DANGER or start is None or end is None:
        return at
    return quiet_until(at, start=start, end=end) or at

"""An alarm: somebody's life may be in danger, and a person must say that they have seen it."""

import datetime as dt
from collections.abc import Collection
from enum import StrEnum

from townline.casework.cases.rules import codes_in
from townline.platform.core.history.tags import Tagged

# Marked by somebody who read the text, not by what the text was read as.
BY_PERSON = "person"
# Whoever tells of it may hide, with somebody reading along: advice once, then no automatic text.
HIDDEN = "violence"
UNDO_WITHIN = dt.timedelta(minutes=10)
REASON_LIMIT = 500
# Who hears at a stage: on duty at once, then the heads, then the mayor's office, then everybody.
HEADS, OFFICE, EVERYBODY = 1, 2, 3


class AlarmState(StrEnum):
    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    SETTLED = "settled"
    NOT_URGENT = "not_urgent"


class AlarmEvent(Tagged):
    ACKNOWLEDGE = "acknowledge", "alarm:danger:acknowledge"
    SETTLE = "settle", "alarm:danger:settle"
    DISMISS = "dismiss", "alarm:danger:dismiss"
    RAISE_AGAIN = "raise_again", "alarm:danger:raise_again"
    PUT_BACK = "put_back", "alarm:danger:restore"


class AlarmRemark(StrEnum):
    """A line of history that changes no state of an alarm."""

    RAISE = "alarm:danger:raise"
    MORE = "alarm:danger:repeat"
    ESCALATE = "alarm:danger:escalate"
    OPEN_UP = "alarm:access:open"
    RELEASE = "alarm:texts:release"


_S, _E = AlarmState, AlarmEvent
TRANSITIONS: dict[tuple[AlarmState, AlarmEvent], AlarmState] = {
    (_S.RAISED, _E.ACKNOWLEDGE): _S.ACKNOWLEDGED,
    (_S.ACKNOWLEDGED, _E.RAISE_AGAIN): _S.RAISED,
    (_S.ACKNOWLEDGED, _E.SETTLE): _S.SETTLED,
    (_S.RAISED, _E.DISMISS): _S.NOT_URGENT,
    (_S.ACKNOWLEDGED, _E.DISMISS): _S.NOT_URGENT,
}
# What leads back to where an alarm was; which of these states that is, the alarm remembers.
PUT_BACK: dict[tuple[AlarmState, AlarmEvent], frozenset[AlarmState]] = {
    (_S.NOT_URGENT, _E.PUT_BACK): frozenset({_S.RAISED, _S.ACKNOWLEDGED}),
    (_S.SETTLED, _E.PUT_BACK): frozenset({_S.ACKNOWLEDGED}),
}
LIVE = frozenset({_S.RAISED, _S.ACKNOWLEDGED})
OVER = frozenset(_S) - LIVE


def alarm_subject(alarm_id: int) -> str:
    """Name an alarm in the history: ``alarm:7``."""
    return f"alarm:{alarm_id}"


def alarm_id_of(reference: str) -> int:
    """Read what ``alarm_subject`` wrote."""
    return int(reference.removeprefix("alarm:"))


def stage_at(now: dt.datetime, *, deadline: dt.datetime, step: dt.timedelta) -> int:
    """Say how often the time to acknowledge has passed: 0 before ``deadline``, 1 from then on."""
    return 0 if now < deadline else 1 + (now - deadline) // step


def stage_next(
    now: dt.datetime, *, deadline: dt.datetime, step: dt.timedelta, max_stage: int
) -> dt.datetime | None:
    """Give when the next stage begins, or None after the last of ``max_stage``."""
    stage = stage_at(now, deadline=deadline, step=step)
    return deadline + stage * step if stage < max_stage else None


def acknowledgement(body: str, *, words: Collection[str], prefix: str) -> str | None:
    """Read a reply to an alarm's text: the code it names, "" for none; None: it is no such reply.

    ``words`` are folded (lower case, letters and digits only). A code alone is none: it may be
    a text about the case.
    """
    codes = codes_in(body, prefix)
    reply_text = "".join(filter(str.isalnum, body.lower()))
    for code in codes:
        reply_text = reply_text.replace("".join(filter(str.isalnum, code.lower())), "", 1)
    return (codes[0] if codes else "") if reply_text in words else None

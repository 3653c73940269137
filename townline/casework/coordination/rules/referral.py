"""A case handed to an outside agency: the table, and when its officer is reminded."""

import datetime as dt
from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class ReferralState(StrEnum):
    HANDED = "handed"
    ANSWERED = "answered"
    CALLED_BACK = "called_back"


class ReferralEvent(Tagged):
    MOVE = "move", "case:referral:move"
    REMIND = "remind", "case:referral:remind"
    ANSWER = "answer", "case:referral:answer"
    CALL_BACK = "call_back", "case:referral:withdraw"


_S, _E = ReferralState, ReferralEvent
TRANSITIONS: dict[tuple[ReferralState, ReferralEvent], ReferralState] = {
    (_S.HANDED, _E.MOVE): _S.HANDED,
    (_S.HANDED, _E.REMIND): _S.HANDED,
    (_S.HANDED, _E.ANSWER): _S.ANSWERED,
    (_S.HANDED, _E.CALL_BACK): _S.CALLED_BACK,
}
_BEFORE = dt.timedelta(days=1)
_AFTER = dt.timedelta(days=2)
HEAD_STAGE = 3  # from here on the head hears too


def referral_reminders(handed_at: dt.datetime, promised_at: dt.datetime) -> list[dt.datetime]:
    """List three reminders: a day before (or half-way), when it is due, and two days after."""
    before = max(promised_at - _BEFORE, handed_at + (promised_at - handed_at) / 2)
    return [before, promised_at, promised_at + _AFTER]

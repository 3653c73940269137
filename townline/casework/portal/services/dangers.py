"""While a danger that somebody told of is not over, no word to the line is answered as usual."""

from townline.casework.alarms import api as alarms
from townline.casework.cases.api import Remark, subject, text_noted
from townline.casework.cases.rules.intent import BY_NOTED
from townline.platform.conversations.api import Claim, IncomingView


def danger_claim(view: IncomingView) -> Claim | None:
    """Put a word to the line with the danger, whose advice is repeated; None where none is live.

    No deadline is named then, and nobody who texts "help" is told how the line works.
    """
    case = None if view.first_text else alarms.danger_of(view.resident_id)
    if case is None:
        return None
    text_noted(case, view, Remark.LITTLE)
    alarms.alarm_follow(case=case, text_id=view.id, now=view.now)
    return Claim(by=BY_NOTED, reference=subject(case.id))

"""A confirmation that a phone sends again, because it does not know whether it arrived."""

import datetime as dt
import re

from django.db import transaction

from townline.casework.answers.errors import PressTooOld
from townline.casework.answers.models import Confirmation
from townline.casework.answers.services.approval import case_confirm
from townline.casework.cases.api import (
    CaseEvent,
    CaseState,
    InvalidInput,
    NotAllowed,
    case_lock,
    subject,
)
from townline.casework.cases.models import Case
from townline.platform.core.history import audit
from townline.platform.departments.api import Act, Permission, Viewer

LIFE = dt.timedelta(hours=12)
_NAME = re.compile(r"[0-9a-f-]{32,36}")


@transaction.atomic
def case_confirm_once(
    act: Act, *, code: str, hash_: str, press: str, person: int, pressed_at: dt.datetime
) -> bool:
    """Confirm as ``case_confirm`` does, once for each ``press``; the hold begins now.

    ``press`` is a random name (UUID) of the press, ``person`` who pressed. Returns False when
    it had arrived already, or the same person had confirmed these words in another way: then
    nothing is done, also when the answer was taken back since. Raises PressTooOld after twelve
    hours, NotAllowed for another person's press, and what ``case_confirm`` raises.
    """
    if not _NAME.fullmatch(press):
        raise InvalidInput("a press is named by a UUID")
    if person != act.viewer.staff_id:
        raise NotAllowed("this was pressed by somebody else")
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.CONFIRM)
    if _has_arrived(case, press) or _is_confirmed(case, act.viewer, hash_):
        return False
    if act.now - pressed_at > LIFE:
        raise PressTooOld("this was pressed more than twelve hours ago; look at it again")
    press_record = {"press": press, "pressed_at": pressed_at.isoformat(timespec="seconds")}
    case_confirm(act, code=code, hash_=hash_, press=press_record)
    return True


def _has_arrived(case: Case, press: str) -> bool:
    lines = audit.history(subject(case.id)).filter(event=CaseEvent.CONFIRM.tag, data__press=press)
    return lines.exists()


def _is_confirmed(case: Case, viewer: Viewer, hash_: str) -> bool:
    """Say whether these words are on their way, or went out, by this person's word."""
    mine = Confirmation.objects.filter(case=case, hash=hash_, confirmed_by=viewer.staff_id)
    return case.state != CaseState.AWAITING_CONFIRMATION and mine.exists()

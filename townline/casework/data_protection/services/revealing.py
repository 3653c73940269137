"""Which of a case's residents is meant, and a look at their number."""

from typing import Any

from django.db import transaction

from townline.casework.cases.api import (
    InvalidInput,
    NotFound,
    Remark,
    WrongState,
    case_lock,
    publish,
    remark,
    subject,
)
from townline.casework.cases.models import Case
from townline.platform.conversations import api as conversations
from townline.platform.departments.api import Act, Permission


def resident_of(case: Case, text: int | None) -> int:
    """Give who sent an incoming text of the case; without one, whose case it is.

    Raises NotFound for a text that the case does not have.
    """
    if text is None:
        return case.resident_id
    thread = conversations.thread(subject(case.id))
    found = {t.id: t.resident_id for t in thread if t.direction == "in"}.get(text)
    if found is None:
        raise NotFound(f"case {case.code} has no such text")
    return found


@transaction.atomic
def number_reveal(act: Act, *, code: str, reason: str, text: int | None = None) -> str:
    """Show a resident's number to one who has a reason; each look is recorded.

    ``text`` names whose, by one of their texts, where there are several. Raises NotFound for
    one that the case does not have, WrongState for a number that was erased.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.REVEAL)
    if not reason.strip():
        raise InvalidInput("write why you need the number; it stays in the history")
    resident = resident_of(case, text)
    if conversations.residents_brief([resident])[resident].is_erased:
        raise WrongState("the number of this resident was erased")
    details: dict[str, Any] = {} if text is None else {"text": text}
    remark(act, case, Remark.NUMBER_REVEAL, **details)
    publish(case)
    return conversations.number_reveal(
        resident_id=resident, actor=act.actor, reason=reason, now=act.now
    )


@transaction.atomic
def words_reveal(act: Act, *, code: str, reason: str, text: int) -> str:
    """Show a text of a case as it came, personal numbers and all; each look is recorded.

    Raises NotFound for a text that the case does not have, WrongState where nothing is masked.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.REVEAL)
    if not reason.strip():
        raise InvalidInput("write why you need the number; it stays in the history")
    resident_of(case, text)
    words = conversations.words_reveal(text_id=text, actor=act.actor, reason=reason, now=act.now)
    if not words:
        raise WrongState("nothing is masked in this text")
    remark(act, case, Remark.NUMBER_REVEAL, text=text, personal=True)
    publish(case)
    return words

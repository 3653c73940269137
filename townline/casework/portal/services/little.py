"""Texts that are no matter: each is answered once or lies before a person, and promises nothing."""

from townline.casework.cases.api import (
    OPEN,
    CaseState,
    Remark,
    case_by_code,
    case_by_recency,
    subject,
    text_noted,
    theirs,
)
from townline.casework.cases.models import Case
from townline.casework.cases.rules.intent import BY_NOTED
from townline.casework.portal.rules.residents import Command
from townline.casework.portal.services.notifications import fill_text
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause, Claim, IncomingView
from townline.platform.core import district, resident_moments
from townline.platform.core.settings import Working

BY = "cases.little"
# Who claims texts that are only of the line, of no case.
LINE_WORDS = [BY, "cases.help", "cases.who", "cases.start"]
_ANSWERS = {Command.HELP: "help", Command.WHO: "who", Command.START: "started_already"}


def known_claim(view: IncomingView, command: Command) -> Claim | None:
    """Answer who asks how the line works, who we are, or for what they get already.

    "Again" to a person who asked something is for that person.
    """
    if command is Command.START and _is_awaited(view):
        return None
    return line_answer(view, _ANSWERS[command], by=f"cases.{command}")


def idle_claim(view: IncomingView) -> Claim | None:
    """Take a text that nobody could act on; None where a person waits for any reply.

    It lies with the case that is being talked of, for a person to see, and changes nothing there.
    """
    if _is_awaited(view):
        return None
    case = None if view.first_text else (case_by_code(view) or case_by_recency(view))
    if case is None:
        return line_answer(view, "unclear")
    text_noted(case, view, Remark.LITTLE)
    return Claim(by=BY_NOTED, reference=subject(case.id))


def cancel_claim(view: IncomingView, code: str) -> Claim | None:
    """Take a wish to cancel: a person sees it with the case, and nothing ends by itself."""
    if _is_awaited(view):
        return None
    case = None if view.first_text else _case_to_cancel(view, code)
    if case is None:
        return line_answer(view, "code_unknown" if code else "cancel_none", code=code)
    text_noted(case, view, Remark.CANCEL_ASKED)
    words = fill_text("cancel_case", case, view.language)
    return _answer(view, words, reference=subject(case.id), by=BY_NOTED)


def hours_claim(view: IncomingView) -> Claim:
    """Tell when the office is open, as the district's data says it."""
    office_hours, language = district.part(Working).office_hours, view.language
    first, last = (
        resident_moments.weekday(pick(office_hours.weekdays), language) for pick in (min, max)
    )
    return line_answer(
        view,
        "hours",
        days=f"{first}~{last}" if language == "ko" else f"{first}-{last}",
        start=f"{office_hours.start:%H:%M}",
        end=f"{office_hours.end:%H:%M}",
    )


def _case_to_cancel(view: IncomingView, code: str) -> Case | None:
    case = case_by_code(view) if code else case_by_recency(view)
    return case if case and (code or case.state in OPEN) else None


def _is_awaited(view: IncomingView) -> bool:
    mine = Case.objects.filter(theirs(view.resident_id), state=CaseState.AWAITING_RESIDENT)
    return not view.first_text and mine.exists()


def line_answer(view: IncomingView, key: str, *, by: str = BY, **values: str) -> Claim:
    """Answer a text by the district's words; it is of no case."""
    words = district.text(key, view.language).format(line_number=district.line_number(), **values)
    return _answer(view, words, reference=f"resident:{view.resident_id}", by=by)


def _answer(view: IncomingView, words: str, *, reference: str, by: str) -> Claim:
    conversations.automatic_queue(
        resident_id=view.resident_id,
        body=words,
        reference=reference,
        now=view.now,
        cause=Cause.ASKED,
    )
    return Claim(by=by, reference=reference)

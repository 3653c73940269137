"""``상태``, ``status``: how a resident's cases stand, by text. Changes nothing about a case."""

from townline.casework.cases.api import OPEN, CaseState, Remark, case_by_code, subject, theirs
from townline.casework.cases.models import Case
from townline.casework.portal.rules.residents import BY_STATUS
from townline.casework.portal.services.links import link_line
from townline.casework.portal.services.little import line_answer
from townline.casework.portal.services.notifications import fill_text, remark
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause, Claim, IncomingView
from townline.platform.core import district
from townline.platform.core.history import audit

_LINES = 3
BY = BY_STATUS


def status_claim(view: IncomingView, code: str) -> Claim:
    """Answer a question how it goes, also after a STOP: it was asked for."""
    case = case_by_code(view) if code else None
    if code and case is None:
        return line_answer(view, "code_unknown", code=code)
    cases = [case] if case else _open_cases(view.resident_id) or _last(view.resident_id)
    if not cases:
        return line_answer(view, "status_none")
    reference = subject(cases[0].id)
    remark(cases[0], Remark.STATUS_ASKED, audit.RESIDENT, view.now, text=view.id)
    conversations.automatic_queue(
        resident_id=view.resident_id,
        body=_words(cases, view),
        reference=reference,
        now=view.now,
        cause=Cause.ASKED,
    )
    return Claim(by=BY, reference=reference)


def _open_cases(resident_id: int) -> list[Case]:
    found = Case.objects.filter(theirs(resident_id), state__in=sorted(OPEN))
    return list(found.order_by("-first_text_at", "-id"))


def _last(resident_id: int) -> list[Case]:
    found = Case.objects.filter(theirs(resident_id)).exclude(state=CaseState.MERGED)
    return list(found.order_by("-last_text_at", "-id")[:1])


def _words(cases: list[Case], view: IncomingView) -> str:
    if len(cases) == 1:
        words = _one(cases[0], view)
    else:
        head = district.text("status_several", view.language).format(count=len(cases))
        words = "\n".join([head, *(_line(case, view) for case in cases[:_LINES])])
    return words + link_line(cases[0], view.resident_id, view.language, view.now)


def _line(case: Case, view: IncomingView) -> str:
    key = "status_line" if case.is_promised else "status_noted"
    return fill_text(key, case, view.language, state=state_summary(case.state, view.language))


def _one(case: Case, view: IncomingView) -> str:
    return fill_text(
        _key(case, view), case, view.language, state=state_summary(case.state, view.language)
    )


def _key(case: Case, view: IncomingView) -> str:
    if case.state in OPEN and not case.is_promised:
        return "status_noted"
    if case.state in OPEN:
        return "status_late" if case.answer_due_at <= view.now else "status"
    return "status_answered" if case.answered_at else "status_closed"


def state_summary(state: str, language: str) -> str:
    """Say a state as residents are told it; one that the texts leave out as *looked into*."""
    try:
        return district.text(f"state.{state}", language)
    except KeyError:
        return district.text(f"state.{CaseState.WITH_DEPARTMENT}", language)

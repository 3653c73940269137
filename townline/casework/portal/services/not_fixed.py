"""Opening an answered case again for "not fixed"; the department's head hears of it."""

from townline.casework.cases.api import (
    FINISHED,
    NOT_FIXED,
    OPEN,
    CaseEvent,
    case_by_code,
    case_transition,
    promise_columns,
    publish,
    record_text,
    subject,
    theirs,
)
from townline.casework.cases.models import Case
from townline.casework.portal.selectors.not_fixed import may_reopen
from townline.casework.portal.services.notifications import fill_text, heads_notice, queue_text
from townline.platform.conversations.api import Cause, Claim, IncomingView
from townline.platform.core.history import audit

BY = "cases.not_fixed"


def not_fixed_claim(view: IncomingView, code: str) -> Claim | None:
    """Take "not fixed" about an answer of the last months; None where there is none.

    Then it is a text like any other: it joins what is open, or opens a case.
    """
    case = case_by_code(view) if code else _last_answered(view)
    return case_not_fixed(case, view) if case and may_reopen(case, view.received_at) else None


def _last_answered(view: IncomingView) -> Case | None:
    mine = Case.objects.filter(theirs(view.resident_id))
    found = mine.filter(state__in=sorted(FINISHED), answered_at__isnull=False)
    case = found.select_for_update().order_by("-answered_at", "-id").first()
    # What a resident wrote of since then is what they speak of now.
    newer = case and mine.filter(state__in=sorted(OPEN), last_text_at__gt=case.answered_at)
    return None if newer and newer.exists() else case


def case_not_fixed(case: Case, view: IncomingView) -> Claim:
    """Open a locked, finished case again because a resident says that nothing has changed."""
    record_text(case, view, view.now)
    case_transition(
        case=case,
        event=CaseEvent.REOPEN,
        actor=audit.RESIDENT,
        now=view.now,
        reason=NOT_FIXED,
        changes=promise_columns(view.received_at) | {"finished_at": None},
        data={"text": view.id},
    )
    heads_notice(case, "not_fixed", view.now)
    publish(case, kind="text")
    # Also where receipts are off: the resident's page says that this text will come.
    body = fill_text("not_fixed_receipt", case, view.language)
    queue_text(body, case, view.resident_id, view.now, cause=Cause.PROMISED)
    return Claim(by=BY, reference=subject(case.id))

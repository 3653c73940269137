"""What the mayor does with a text at once: passes it on with words, or answers it in person."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress

from django.db import transaction

from townline.casework.answers.models import Draft
from townline.casework.answers.services.drafting import draft_save, draft_submit
from townline.casework.cases.api import (
    CaseEvent,
    CaseState,
    InvalidInput,
    Kind,
    Remark,
    case_lock,
    case_transition,
    check_department,
    notify,
    publish,
    subject,
)
from townline.casework.cases.models import Case, Note
from townline.casework.coordination.api import meeting_call
from townline.casework.coordination.models import Meeting
from townline.casework.deadlines.api import DatesUnchecked
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.departments import api as directory
from townline.platform.departments.api import Act, Permission, Role, Viewer
from townline.platform.departments.settings import House

_LIMIT = 2_000


@transaction.atomic
def case_instruct(act: Act, *, code: str, department: str, body: str) -> Note:
    """Pass a case on to a department with the mayor's words; its head is told.

    Where the case is there already it stays as it is, and only the words are added. Only who
    confirms may do it: it is the mayor's voice. Raises InvalidInput for no words or an unknown
    department, WrongState where the case cannot go to another department now.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.CONFIRM)
    body = body.strip()
    if not 1 <= len(body) <= _LIMIT:
        raise InvalidInput(f"an instruction has 1 to {_LIMIT} characters")
    check_department(department)
    if case.department_id != department:
        _pass_on(act, case, department)
    note = Note.objects.create(
        case=case, author_id=act.viewer.staff_id, body=body, at=act.now, instruction=True
    )
    heads = directory.staff_ids(roles=[Role.HEAD], department=department)
    notify(case, heads, "instruction", act.now)
    audit.record(
        audit.AuditEntry(
            subject=subject(case.id),
            event=Remark.INSTRUCT,
            actor=act.actor,
            at=act.now,
            data={"note": note.id, "department": department, "people": len(heads)}
            | _for_the_mayor(act.viewer),
        )
    )
    publish(case)
    return note


def _for_the_mayor(viewer: Viewer) -> dict[str, object]:
    return {"on_behalf": True} if viewer.role is Role.DEPUTY else {}


def _pass_on(act: Act, case: Case, department: str) -> None:
    case_transition(
        case=case,
        event=CaseEvent.ASSIGN,
        actor=act.actor,
        now=act.now,
        changes={"department_id": department, "assignee_id": None},
        data={"department": department, "service": None},
    )


@transaction.atomic
def case_answer(act: Act, *, code: str, body: str, base_version: int) -> Case:
    """Put one's own answer up for one's own confirmation; nothing is sent by it.

    A case that no department has goes to the mayor's office. Where the words name dates that
    nobody has looked at, the case stays *drafted*: which of them are promises is asked first.
    Raises what saving and submitting a draft raise.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.CONFIRM)
    if case.department_id is None:
        _pass_on(act, case, district.part(House).mayors_office)
    stored = Draft.objects.filter(case=case).first()
    draft = draft_save(
        act,
        code=code,
        body=body,
        kind=Kind(stored.kind) if stored and stored.body else Kind.ANSWER,
        reason=stored.reason if stored else "",
        remedy=stored.remedy if stored else "",
        next_due_at=stored.next_due_at if stored else None,
        base_version=base_version,
    )
    case.refresh_from_db()
    if case.state != CaseState.AWAITING_CONFIRMATION:
        with suppress(DatesUnchecked):
            draft_submit(act, code=code, base_version=draft.version)
    case.refresh_from_db()
    return case


@transaction.atomic
def case_meet(
    act: Act,
    *,
    code: str,
    starts_at: dt.datetime,
    place: str,
    agenda: str,
    departments: Sequence[str],
    reason: str = "",
) -> Meeting:
    """Call a meeting about a text at once; one that nobody has goes to the first department.

    Raises what ``meeting_call`` raises, and InvalidInput where no department is named.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.CONFIRM)
    if not departments:
        raise InvalidInput("name the departments that shall come")
    if case.department_id is None:
        check_department(departments[0])
        _pass_on(act, case, departments[0])
    return meeting_call(
        act,
        code=code,
        starts_at=starts_at,
        place=place,
        agenda=agenda,
        departments=departments,
        reason=reason,
    )

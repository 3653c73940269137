"""The office's work on a case: sending it to a department, notes, closing, opening again."""

from typing import Any

from django.db import transaction

from townline.casework.cases.errors import InvalidInput, NotFound, WrongState
from townline.casework.cases.events import CaseAssigned, CaseReturnedTwice
from townline.casework.cases.models import Case, Notice, Presence
from townline.casework.cases.ports import DESTINATION, Action, check_vetoes
from townline.casework.cases.rules import PRESENCE_LIFE, CaseEvent, Remark, subject
from townline.casework.cases.selectors.lists import sees
from townline.casework.cases.selectors.senders import OFFICE_STAGE, recipients
from townline.casework.cases.services.notices import notify
from townline.casework.cases.services.promise import promise_columns, promise_give
from townline.casework.cases.services.returning import binding, return_event
from townline.casework.cases.services.threading_texts import bundle_refuse
from townline.casework.cases.services.transition import case_lock, case_transition, publish
from townline.casework.cases.services.undo_marks import (
    RESTORED_COLUMNS,
    SORTED,
    action_keep,
    columns_of,
)
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Decision
from townline.platform.core import events
from townline.platform.core.history import audit
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission, Viewer

TITLE_LIMIT = 80


@transaction.atomic
def case_assign(
    act: Act,
    *,
    code: str,
    department: str | None = None,
    service: str | None = None,
    assignee: int | None = None,
    reason: str = "",
    rule: int | None = None,
) -> Case:
    """Send a case to a department, named or found by its service, perhaps to one person.

    Without a named department a rule of the district that assigns by itself comes before the
    service's own department. ``rule``: whose suggestion is taken, for the history.

    Raises InvalidInput naming an unknown code and what is accepted, or an ``assignee`` (the id
    of a person) who does not work there.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.ASSIGN)
    if service is not None:
        found = departments.service_department(service)
        if found is None:
            accepted = ", ".join(s.service_code for s in departments.services())
            raise InvalidInput(f"unknown service {service!r}; accepted: {accepted}")
        if department is None and (own := DESTINATION.value(case, service)):
            department, rule = own.department, own.rule
            assignee = assignee or own.person
        department = department or found
    check_department(department)
    if assignee is not None:
        _check_assignee(assignee, department)
    changes: dict[str, Any] = {"department_id": department, "assignee_id": assignee}
    changes |= binding(case, act.viewer, reason)
    if service is not None:
        changes["service_id"] = service
    # Whoever sends it to a department says that it needs an answer; undoing that unsays nothing.
    promise_give(case, act.now)
    before = columns_of(case, RESTORED_COLUMNS + SORTED)
    from_department = case.department_id
    case_transition(
        case=case,
        event=CaseEvent.ASSIGN,
        actor=act.actor,
        now=act.now,
        reason=reason,
        changes=changes,
        data={"department": department, "service": service} | ({"rule": rule} if rule else {}),
    )
    events.emit(
        CaseAssigned(
            case_id=case.id,
            code=case.code or "",
            department=department or "",
            service=service,
            from_department=from_department,
            actor=act.actor,
            staff_id=act.viewer.staff_id,
            at=act.now,
        )
    )
    action_keep(act, action="assign", case=case, before=before)
    return case


def check_department(department: str | None) -> None:
    """Refuse a code that is no department that gets cases; say which are."""
    codes = [d.code for d in departments.departments() if d.kind == "department"]
    if department not in codes:
        raise InvalidInput(f"unknown department {department!r}; accepted: {', '.join(codes)}")


def _check_assignee(assignee: int, department: str | None) -> None:
    person = departments.staff_by_id(assignee)
    if person is None:
        raise InvalidInput(f"unknown assignee {assignee}")
    if not person.is_active:
        raise InvalidInput(f"the assignee {person.username!r} does not work here any more")
    if department is None or person.department_id not in departments.department_scope(department):
        raise InvalidInput(f"the assignee {person.username!r} does not work in {department!r}")


def _move(
    act: Act,
    *,
    code: str,
    event: CaseEvent,
    permission: Permission,
    reason: str,
    changes: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
) -> Case:
    case = case_lock(code=code, viewer=act.viewer, permission=permission)
    if not reason.strip():
        raise InvalidInput("write the reason; it stays in the history")
    case_transition(
        case=case,
        event=event,
        actor=act.actor,
        now=act.now,
        reason=reason,
        changes=changes,
        data=data,
    )
    return case


@transaction.atomic
def case_misroute(act: Act, *, code: str, reason: str, suggestion: str = "") -> Case:
    """Give a case back: not this department's, with a reason.

    The first time it goes to the front desk, the second time to the mayor's office, whose word
    binds: after that it raises ReturnedTwice.
    """
    event, changes = return_event(
        case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    )
    case = _move(
        act,
        code=code,
        event=event,
        permission=Permission.WRITE,
        reason=f"{reason} → {suggestion}" if suggestion else reason,
        changes=changes,
        data={"department": changes.get("department_id")},
    )
    if event is CaseEvent.RETURN_AGAIN:
        _emit_returned_twice(act, case)
        notify(case, recipients(case, OFFICE_STAGE), "returned_twice", act.now)
    return case


def _emit_returned_twice(act: Act, case: Case) -> None:
    events.emit(
        CaseReturnedTwice(
            case_id=case.id,
            code=case.code or "",
            department=case.department_id or "",
            actor=act.actor,
            at=act.now,
        )
    )


@transaction.atomic
def case_dismiss(act: Act, *, code: str, reason: str) -> Case:
    """Close without an answer (advertising, wrong number): only with a reason."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.ASSIGN)
    bundle_refuse(case)
    before = columns_of(case, RESTORED_COLUMNS + SORTED)
    changes = {"finished_at": act.now, "next_reminder_at": None}
    case = _move(
        act,
        code=code,
        event=CaseEvent.DISMISS,
        permission=Permission.ASSIGN,
        reason=reason,
        changes=changes,
    )
    action_keep(act, action="dismiss", case=case, before=before)
    return case


@transaction.atomic
def case_close(act: Act, *, code: str) -> Case:
    """Close an answered case."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    check_vetoes(Action.CLOSE, case)
    before = columns_of(case, RESTORED_COLUMNS + SORTED)
    case_transition(case=case, event=CaseEvent.CLOSE, actor=act.actor, now=act.now)
    action_keep(act, action="close", case=case, before=before)
    return case


@transaction.atomic
def case_reopen(act: Act, *, code: str, reason: str) -> Case:
    """Open an answered or closed case again; a new promise begins.

    Raises WrongState also where the resident was erased: there is nobody to answer.
    """
    changes = promise_columns(act.now) | {"finished_at": None}
    case = _move(
        act,
        code=code,
        event=CaseEvent.REOPEN,
        permission=Permission.WRITE,
        reason=reason,
        changes=changes,
    )
    if conversations.residents_brief([case.resident_id])[case.resident_id].is_erased:
        raise WrongState("the number of this resident was erased: there is nobody to answer")
    return case


def _note_history(act: Act, case: Case, event: Remark, reason: str = "", **data: object) -> None:
    where, actor = subject(case.id), act.actor
    audit.record(
        audit.AuditEntry(
            subject=where, event=event, actor=actor, at=act.now, reason=reason, data=data
        )
    )
    publish(case)


@transaction.atomic
def case_retitle(act: Act, *, code: str, title: str) -> Case:
    """Change the title of a case."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    title = " ".join(title.split())
    if not 1 <= len(title) <= TITLE_LIMIT:
        raise InvalidInput("a title has 1 to 80 characters")
    Case.objects.filter(id=case.id).update(title=title, title_by_person=True, updated_at=act.now)
    _note_history(act, case, Remark.RETITLE)
    case.title = title
    return case


@transaction.atomic
def text_settle(act: Act, *, code: str, text_id: int, decision: Decision, reason: str) -> None:
    """Decide about a text of this case whose outcome is unknown."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.SETTLE)
    if text_id not in {
        t.id for t in conversations.thread(subject(case.id)) if t.direction == "out"
    }:
        raise NotFound(f"case {code} has no such text")
    if not reason.strip():
        raise InvalidInput("write how you know; it stays in the history")
    try:
        conversations.text_settle(
            text_id=text_id, decision=decision, actor=act.actor, reason=reason, now=act.now
        )
    except ValueError as error:
        raise InvalidInput(str(error)) from error
    _note_history(act, case, Remark.TEXT_SETTLE, text=text_id, decision=decision)


def case_seen(*, case_id: int) -> None:
    """A person opened the case: it is no longer unread."""
    Case.objects.filter(id=case_id, unread=True).update(unread=False)


def presence_touch(act: Act, *, code: str, editing: bool) -> None:
    """Say that a person has the case open; the others are told when that changes."""
    case = Case.objects.filter(code=code).first()
    if case is None or not sees(act.viewer, case):
        raise NotFound(f"there is no case {code}")
    before = Presence.objects.filter(case=case, staff_id=act.viewer.staff_id).first()
    Presence.objects.update_or_create(
        case=case, staff_id=act.viewer.staff_id, defaults={"editing": editing, "seen_at": act.now}
    )
    if before is None or before.editing != editing or act.now - before.seen_at > PRESENCE_LIFE:
        publish(case, kind="presence")


def presence_leave(*, code: str, viewer: Viewer) -> None:
    """Say that a person has closed the case."""
    case = Case.objects.filter(code=code).first()
    if case and Presence.objects.filter(case=case, staff_id=viewer.staff_id).delete()[0]:
        publish(case, kind="presence")


def notices_read(act: Act, *, code: str | None = None) -> int:
    """Mark one's reminders as read, of one case or all."""
    unread = Notice.objects.filter(staff_id=act.viewer.staff_id, read_at=None)
    if code is not None:
        unread = unread.filter(case__code=code)
    return unread.update(read_at=act.now)

"""One answer to several cases of the same residents: put together, and taken apart again.

Whoever needs several of these cases locks the members first, in the order of their ids, and the
case that leads them last: a text that comes in has its own case already when it looks for that.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction

from townline.casework.answers.models import Confirmation, Draft
from townline.casework.answers.services.drafting import BODY_LIMIT
from townline.casework.cases.api import (
    WRITABLE,
    AnswerOnItsWay,
    BundledCase,
    CaseEvent,
    CaseState,
    IntoItself,
    InvalidInput,
    NotSamePeople,
    WrongState,
    case_check,
    case_transition,
    others_of,
    publish,
    subject,
)
from townline.casework.cases.models import Case, SharedAnswer
from townline.platform.core.history import audit
from townline.platform.departments.api import Act, Permission, Viewer


@transaction.atomic
def case_bundle(act: Act, *, code: str, others: Sequence[str]) -> Case:
    """Let the answer of ``code`` answer other cases (codes) too; their words go into its draft.

    All are the same residents' cases, still being written. Raises NotSamePeople, IntoItself,
    BundledCase, WrongState, NotFound, NotAllowed, InvalidInput.
    """
    wanted = sorted({other.strip().upper() for other in others if other.strip()})
    if not wanted:
        raise InvalidInput("pick the cases first")
    if code in wanted:
        raise IntoItself(f"{code} is this very case; choose another one")
    # Looked at before it is locked: who may not write here learns nothing of the others.
    case_check(
        Case.objects.filter(code=code).first(),
        code=code,
        viewer=act.viewer,
        permission=Permission.WRITE,
    )
    members = [_lock_case(each, act.viewer) for each in sorted(wanted, key=_id_of)]
    lead = _lock_case(code, act.viewer)
    _check_lead(lead)
    for member in members:
        _check_member(lead, member)
    _words_join(act, lead, members)
    for member in members:
        case_transition(
            case=member,
            event=CaseEvent.BUNDLE,
            actor=act.actor,
            now=act.now,
            changes={"bundled_into": lead},
            data={"into": lead.code},
        )
    publish(lead)
    return lead


def _id_of(code: str) -> int:
    return Case.objects.filter(code=code).values_list("id", flat=True).first() or 0


def _lock_case(code: str, viewer: Viewer) -> Case:
    case = Case.objects.select_for_update().filter(code=code).first()
    return case_check(case, code=code, viewer=viewer, permission=Permission.WRITE)


def _check_lead(lead: Case) -> None:
    if lead.state == CaseState.BUNDLED:
        raise BundledCase("this case is answered with another one itself", state=lead.state)
    if lead.state not in WRITABLE:
        raise WrongState("take the answer back to writing first", state=lead.state)


def _check_member(lead: Case, member: Case) -> None:
    if member.state == CaseState.BUNDLED or Case.objects.filter(bundled_into=member).exists():
        raise BundledCase(f"{member.code} is answered together with others already")
    if member.state not in WRITABLE:
        raise WrongState(f"{member.code} is not being written now", state=member.state)
    others = others_of([lead.id, member.id])
    people = [{case.resident_id, *others.get(case.id, ())} for case in (lead, member)]
    if people[0] != people[1]:
        raise NotSamePeople(f"{member.code} is of other residents; they may not get this answer")


def _words_join(act: Act, lead: Case, members: Iterable[Case]) -> None:
    """Put the members' prepared words below those of the case that leads."""
    draft = Draft.objects.select_for_update().filter(case=lead).first()
    prepared = Draft.objects.filter(case__in=members).exclude(body="").order_by("case")
    parts = [draft.body if draft else "", *(each.body for each in prepared)]
    body = "\n\n".join(part.strip() for part in parts if part.strip())
    if len(body) > BODY_LIMIT:
        raise InvalidInput(f"together they have {len(body)} characters; at most {BODY_LIMIT} fit")
    if lead.state != CaseState.DRAFTED:
        case_transition(case=lead, event=CaseEvent.DRAFT, actor=act.actor, now=act.now)
    draft = draft or Draft(case=lead, version=0)
    draft.body, draft.version = body, draft.version + 1
    draft.author_id, draft.updated_at = act.viewer.staff_id, act.now
    draft.submitted_by = draft.submitted_at = None
    draft.save()


@transaction.atomic
def case_unbundle(act: Act, *, code: str) -> Case:
    """Let a bundled case be answered by itself again, where it was.

    What of its words was put into the other's draft stays there for its writer to take out.
    Raises WrongState for a case that is not bundled, AnswerOnItsWay.
    """
    member = _lock_case(code, act.viewer)
    if member.state != CaseState.BUNDLED:
        raise WrongState("this case is answered by itself", state=member.state)
    bundle_leave(member, actor=act.actor, now=act.now)
    return member


def bundle_leave(member: Case, *, actor: audit.Actor, now: dt.datetime, reason: str = "") -> None:
    """Take a locked member out of its bundle."""
    lead = Case.objects.select_for_update().get(id=member.bundled_into_id or 0)
    if lead.state == CaseState.CONFIRMED:
        raise AnswerOnItsWay(
            f"the answer of {lead.code} is on its way; take it back first", code=lead.code
        )
    back_to = _state_before(member)
    case_transition(
        case=member,
        event=CaseEvent.UNBUNDLE,
        actor=actor,
        now=now,
        reason=reason,
        changes={"bundled_into": None},
        data={"from": lead.code},
        back_to=back_to,
    )
    publish(lead)


def _state_before(member: Case) -> CaseState:
    lines = audit.history(subject(member.id)).filter(event=CaseEvent.BUNDLE.tag)
    last = lines.values_list("from_state", flat=True).last()
    return CaseState(last) if last in WRITABLE else CaseState.DRAFTED


# The one text of several cases was accepted: all of them are answered at that moment.


def members_lock(confirmation: Confirmation) -> list[Case]:
    """Lock the cases that a confirmation speaks for too; before the one that leads them."""
    if not confirmation.bundled:
        return []
    ids = sorted(int(case) for case in confirmation.bundled)
    locked = Case.objects.select_for_update().filter(id__in=ids).order_by("id")
    return [
        case
        for case in locked
        if case.state == CaseState.BUNDLED and case.bundled_into_id == confirmation.case_id
    ]


def answer_share(member: Case, confirmation: Confirmation) -> None:
    """Show the answer's texts in a member's thread too."""
    texts = confirmation.texts.values_list("outgoing_text_id", flat=True)
    SharedAnswer.objects.bulk_create(
        SharedAnswer(case=member, outgoing_text_id=text)
        for text in sorted({confirmation.outgoing_text_id, *texts})
    )


def last_seen_text(member: Case, confirmation: Confirmation) -> int:
    """Give the last text of a member that the mayor had seen."""
    return int(confirmation.bundled[str(member.id)])


def bundled_of(bundled: tuple[tuple[int, int, int], ...]) -> dict[str, int]:
    """Write members and the last text heard in each, as a confirmation keeps them."""
    return {str(case): last for case, last, _ in bundled}

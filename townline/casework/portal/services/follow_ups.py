"""How a follow-up changes its state, and planning follow-ups when an answer has gone."""

import datetime as dt

from townline.casework.cases.api import Kind, WrongState
from townline.casework.cases.models import Case, CaseResident
from townline.casework.portal.models import FollowUp
from townline.casework.portal.rules.follow_ups import (
    ENDED,
    TRANSITIONS,
    FollowEvent,
    FollowKind,
    FollowState,
)
from townline.casework.portal.services.texts import asking
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine

FOLLOW_UPS: Machine[FollowUp, FollowState, FollowEvent] = Machine(
    model=FollowUp,
    table=TRANSITIONS,
    subject=lambda row: f"follow_up:{row.id}",
    named=lambda row, event: f"follow_up:{row.kind}:{event}",
    refusal=WrongState.of_move("it"),
    columns=lambda step: {"ended_at": step.at if step.after in ENDED else None},
)


def follow_ups_plan(*, case: Case, kind: Kind, at: dt.datetime) -> None:
    """Plan what each resident of a case is asked after an answer that went out at ``at``.

    What was planned after an earlier answer is not asked any more.
    """
    planned = FollowUp.objects.select_for_update().filter(case=case, state=FollowState.PLANNED)
    for row in planned.order_by("id"):
        FOLLOW_UPS.move(row, FollowEvent.DROP, actor=audit.SYSTEM, now=at)
    others = CaseResident.objects.filter(case=case).values_list("resident", flat=True)
    residents = [case.resident_id, *others]
    FollowUp.objects.bulk_create(
        FollowUp(
            case=case,
            resident_id=resident,
            kind=wished,
            answered_at=at,
            due_at=at + asking(wished).after,
        )
        for wished in FollowKind
        if _wanted(wished, kind)
        for resident in residents
    )


def _wanted(wished: FollowKind, kind: Kind) -> bool:
    said = asking(wished)
    return said.enabled and (kind is Kind.ANSWER or (kind is Kind.DECLINE and said.declined))


def follow_ups_end(*, resident_id: int, actor: audit.Actor, reason: str, now: dt.datetime) -> None:
    """Ask a resident nothing any more, and take no reply: they are erased."""
    going = [FollowState.PLANNED, FollowState.ASKED, FollowState.WONDERING]
    rows = FollowUp.objects.select_for_update().filter(resident=resident_id, state__in=going)
    for row in rows.order_by("id"):
        wondering = row.state == FollowState.WONDERING
        event = FollowEvent.EXPIRE if wondering else FollowEvent.DROP
        FOLLOW_UPS.move(row, event, actor=actor, now=now, reason=reason)

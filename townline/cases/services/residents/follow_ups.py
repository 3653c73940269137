"""The one writer of a follow-up's state, and planning follow-ups when an answer has gone."""

import datetime as dt
from typing import Any

from django.db import transaction

from townline.cases.errors import WrongState
from townline.cases.models import Case, CaseResident, FollowUp
from townline.cases.rules import Kind
from townline.cases.rules.follow_ups import (
    ENDED,
    FollowEvent,
    FollowKind,
    FollowState,
    state_after,
)
from townline.cases.services.residents.words import asking
from townline.core import audit


@transaction.atomic
def follow_up_transition(
    *,
    row: FollowUp,
    event: FollowEvent,
    actor: audit.Actor,
    now: dt.datetime,
    changes: dict[str, Any] | None = None,
    reason: str = "",
) -> FollowState:
    """Move a locked follow-up along its table and write its history (``follow_up:12``).

    Raises WrongState when the table has no such move.
    """
    before = FollowState(row.state)
    after = state_after(before, event)
    if after is None:
        raise WrongState(f"{event} is not possible while it is {before}", state=str(before))
    columns = {"state": after, "ended_at": now if after in ENDED else None} | (changes or {})
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    audit.record(
        audit.Entry(
            subject=f"follow_up:{row.id}",
            event=f"follow_up:{row.kind}:{event}",
            actor=actor,
            at=now,
            from_state=before,
            to_state=after,
            reason=reason,
        )
    )
    return after


def follow_ups_plan(*, case: Case, kind: Kind, at: dt.datetime) -> None:
    """Plan what each resident of a case is asked after an answer that went out at ``at``.

    What was planned after an earlier answer is not asked any more.
    """
    planned = FollowUp.objects.select_for_update().filter(case=case, state=FollowState.PLANNED)
    for row in planned.order_by("id"):
        follow_up_transition(row=row, event=FollowEvent.DROP, actor=audit.SYSTEM, now=at)
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
        follow_up_transition(row=row, event=event, actor=actor, now=now, reason=reason)

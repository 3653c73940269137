"""How a follow-up changes its state, and planning follow-ups when an answer has gone."""

import datetime as dt

from townline.casework.cases.api import Kind, Remark, WrongState
from townline.casework.cases.models import Case, CaseResident
from townline.casework.portal.models import FollowUp
from townline.casework.portal.rules.follow_ups import (
    ENDED,
    FEW_STARS,
    TRANSITIONS,
    WONDER_LIFE,
    FollowEvent,
    FollowKind,
    FollowState,
)
from townline.casework.portal.services.notifications import remark
from townline.casework.portal.services.texts import asking
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine

_QUESTION_REMARKS = {FollowKind.RATING: Remark.RATE_ASK, FollowKind.CHECK_IN: Remark.CHECK_IN_ASK}
FOLLOW_UPS: Machine[FollowUp, FollowState, FollowEvent] = Machine(
    model=FollowUp,
    table=TRANSITIONS,
    subject=lambda row: f"follow_up:{row.id}",
    named=lambda row, event: f"follow_up:{row.kind}:{event}",
    refusal=WrongState.of_move("it"),
    columns=lambda step: {"ended_at": step.at if step.after in ENDED else None},
)


def follow_ups_plan(*, case: Case, kind: Kind, at: dt.datetime, asks_rating: bool = False) -> None:
    """Plan what each resident of a case is asked after an answer that went out at ``at``.

    What was planned after an earlier answer is not asked any more. ``asks_rating``: the answer
    itself asked for a rating.
    """
    planned = FollowUp.objects.select_for_update().filter(case=case, state=FollowState.PLANNED)
    for row in planned.order_by("id"):
        FOLLOW_UPS.move(row, FollowEvent.DROP, actor=audit.SYSTEM, now=at)
    others = CaseResident.objects.filter(case=case).values_list("resident", flat=True)
    residents = [case.resident_id, *others]
    rows = FollowUp.objects.bulk_create(
        FollowUp(
            case=case,
            resident_id=resident,
            kind=follow_kind,
            answered_at=at,
            due_at=at + asking(follow_kind).after,
        )
        for follow_kind in FollowKind
        if follow_wanted(follow_kind, kind)
        for resident in residents
    )
    for row in rows:
        if asks_rating and row.kind == FollowKind.RATING:
            record_question(row, case, at)


def record_question(row: FollowUp, case: Case, now: dt.datetime) -> None:
    """Note that a resident was asked now, by a text or within the answer."""
    kind = FollowKind(row.kind)
    changes = {"asked_at": now, "open_until": now + asking(kind).open_for}
    FOLLOW_UPS.move(row, FollowEvent.ASK, actor=audit.SYSTEM, now=now, changes=changes)
    remark(case, _QUESTION_REMARKS[kind], audit.SYSTEM, now, follow_up=row.id)


def follow_up_rated(row: FollowUp, *, stars: int, at: dt.datetime, now: dt.datetime) -> bool:
    """Note that a resident rated: say whether they gave few stars and are now asked why.

    What they write within a day of ``at`` is the answer to that.
    """
    few = stars <= FEW_STARS
    until = at + WONDER_LIFE if few else None
    changes = {
        "wonder_until": until,
        "open_until": max(filter(None, (row.open_until, until)), default=None),
    }
    event = FollowEvent.WONDER if few else FollowEvent.ANSWER
    FOLLOW_UPS.move(row, event, actor=audit.RESIDENT, now=now, changes=changes)
    return few


def follow_wanted(follow_kind: FollowKind, kind: Kind) -> bool:
    """Say whether the district asks this after an answer of this kind."""
    settings = asking(follow_kind)
    return settings.enabled and (
        kind is Kind.ANSWER or (kind is Kind.DECLINE and settings.declined)
    )


def follow_ups_end(*, resident_id: int, actor: audit.Actor, reason: str, now: dt.datetime) -> None:
    """Ask a resident nothing any more, and take no reply: they are erased."""
    going = [FollowState.PLANNED, FollowState.ASKED, FollowState.WONDERING]
    rows = FollowUp.objects.select_for_update().filter(resident=resident_id, state__in=going)
    for row in rows.order_by("id"):
        wondering = row.state == FollowState.WONDERING
        event = FollowEvent.EXPIRE if wondering else FollowEvent.DROP
        FOLLOW_UPS.move(row, event, actor=actor, now=now, reason=reason)

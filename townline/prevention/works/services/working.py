"""A measure from its order until years after the work; a room above keeps the orders."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from townline.platform.core import district
from townline.platform.core.history import audit
from townline.prevention.works.models import Measure
from townline.prevention.works.rules import MeasureEvent, MeasureState
from townline.prevention.works.selectors.kinds import measure_kinds
from townline.prevention.works.services.locking import measures_lock
from townline.prevention.works.services.moving import active, measures_move, reason_of
from townline.prevention.works.services.settling import consents_settle

_E = MeasureEvent


@transaction.atomic
def measures_order(
    prices: Mapping[int, int | None], *, actor: audit.Actor, now: dt.datetime
) -> list[Measure]:
    """Order ready or planned measures: id to the agreed price in won, None for the estimate.

    Raises ConsentMissing, NoPrice, ObjectGone, WrongState, WorkNotFound; then none is ordered.
    """
    rows = active(measures_lock(prices))
    return measures_move(
        rows, _E.ORDER, actor=actor, now=now, changes=lambda row: _price(row, prices[row.pk])
    )


@transaction.atomic
def measures_order_cancel(
    ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime, reason: str
) -> list[Measure]:
    """Call an order off: planned again, or ready where it had no plan. Raises WrongState."""
    rows = measures_lock(ids)
    moved = measures_move(
        rows, _E.CANCEL_ORDER, actor=actor, now=now, reason=reason_of(reason),
        back_to=lambda row: MeasureState.PLANNED if row.year else MeasureState.READY,
    )  # fmt: skip
    consents_settle(moved, actor=actor, now=now)
    return moved


@transaction.atomic
def measures_finish(
    ids: Iterable[int],
    *,
    actor: audit.Actor,
    now: dt.datetime,
    finished_at: dt.datetime | None = None,
) -> list[Measure]:
    """Say that the work is done. Raises WrongState."""
    changes = {"finished_at": finished_at or now}
    return measures_move(
        measures_lock(ids), _E.FINISH, actor=actor, now=now, changes=lambda _: changes
    )


@transaction.atomic
def measures_return(
    ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime, reason: str
) -> list[Measure]:
    """Say what of the work is not right yet: it is ordered again. Raises WrongState.

    A consent that was withdrawn meanwhile holds it.
    """
    moved = measures_move(
        measures_lock(ids), _E.RETURN, actor=actor, now=now, reason=reason_of(reason)
    )
    consents_settle(moved, actor=actor, now=now)
    return moved


@transaction.atomic
def measures_accept(
    ids: Iterable[int],
    *,
    actor: audit.Actor,
    now: dt.datetime,
    prices: Mapping[int, int] | None = None,
) -> list[Measure]:
    """Accept the work: its guarantee and yearly checks begin. ``prices``: where it cost otherwise.

    Raises WrongState.
    """
    day = now.astimezone(district.current().zone).date()

    def changes(row: Measure) -> dict[str, Any]:
        paid = {"price": prices[row.pk]} if prices and row.pk in prices else {}
        return paid | {
            "guarantee_until": _after(row, day, "guarantee_days"),
            "check_on": _after(row, day, "check_every"),
        }

    return measures_move(measures_lock(ids), _E.ACCEPT, actor=actor, now=now, changes=changes)


@transaction.atomic
def measures_pay(ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime) -> list[Measure]:
    """Say that accepted work was paid. Raises WrongState, for what is paid already too."""
    return measures_move(measures_lock(ids), _E.PAY, actor=actor, now=now)


@transaction.atomic
def measures_unpay(
    ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime, reason: str
) -> list[Measure]:
    """Revoke a payment that was noted by mistake, with a reason. Raises WrongState."""
    return measures_move(
        measures_lock(ids), _E.UNPAY, actor=actor, now=now, reason=reason_of(reason)
    )


@transaction.atomic
def measures_check(
    ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime, note: str = ""
) -> list[Measure]:
    """Say that a yearly check found all well; the next one is due a year later."""
    day = now.astimezone(district.current().zone).date()
    return measures_move(
        measures_lock(ids), _E.CHECK, actor=actor, now=now, reason=note.strip(),
        changes=lambda row: {"check_on": _after(row, day, "check_every")},
    )  # fmt: skip


@transaction.atomic
def measures_defect(
    ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime, reason: str
) -> list[Measure]:
    """Say what broke of accepted work. Raises WrongState."""
    return measures_move(
        measures_lock(ids), _E.DEFECT, actor=actor, now=now, reason=reason_of(reason)
    )


@transaction.atomic
def measures_mend(ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime) -> list[Measure]:
    """Say that a defect was mended. Raises WrongState."""
    return measures_move(measures_lock(ids), _E.MEND, actor=actor, now=now)


def _price(row: Measure, price: int | None) -> dict[str, Any]:
    return {"price": row.estimate if price is None else price}


def _after(row: Measure, day: dt.date, which: str) -> dt.date | None:
    kind = measure_kinds().get(row.kind)
    days: int | None = getattr(kind, which) if kind else None
    return day + dt.timedelta(days=days) if days else None

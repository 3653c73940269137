"""An officer on the spot: accepts the work, returns it, finds a defect, makes the yearly check."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from townline.platform.conversations.api import UploadedPhoto
from townline.platform.core.history import audit
from townline.platform.departments.api import Act
from townline.prevention.work_orders import api as work_orders
from townline.prevention.work_orders.api import Evidence, SiteInspection, WorkOrder
from townline.prevention.works import api as works
from townline.prevention.works.api import Measure, MeasureState, measure_subject
from townline.prevention.works.progress.errors import PhotoFirst
from townline.prevention.works.progress.models import Trouble
from townline.prevention.works.progress.rules.asks import TroubleKind
from townline.prevention.works.progress.rules.remarks import KIND, WorkRemark
from townline.prevention.works.progress.rules.spot import SpotStep, allowed_steps
from townline.prevention.works.progress.selectors.lists import check_releases, check_works
from townline.prevention.works.progress.services.answering import firm_of
from townline.prevention.works.progress.services.asking import after_ask
from townline.prevention.works.progress.services.repairing import hazard_repaired


def spot_add(
    act: Act,
    *,
    measure_id: int,
    look: SiteInspection,
    files: Sequence[bytes] = (),
    price: int | None = None,
) -> Evidence:
    """Keep what an officer saw, and do its step (``rules/spot.py``) if the measure may.

    The same look sent again changes nothing; what comes too late for its step is kept. Outside a
    transaction. ``price``: what it cost, where that is not as agreed. Raises PhotoFirst,
    WorkReasonNeeded, WorkNotFound.
    """
    check_works(act.viewer)
    if known := work_orders.evidence_known((KIND, measure_id), look):
        return known
    uploads = work_orders.photos_make(files, act.now)
    return spot_import(act, measure_id=measure_id, look=look, uploads=uploads, price=price)


@transaction.atomic
def spot_import(
    act: Act,
    *,
    measure_id: int,
    look: SiteInspection,
    uploads: Sequence[UploadedPhoto],
    price: int | None = None,
) -> Evidence:
    """Keep a look with photos that were drawn anew already, and do its step."""
    check_works(act.viewer)
    (row,) = works.measures_lock([measure_id])
    if known := work_orders.evidence_known((KIND, measure_id), look):
        return known
    if look.step == SpotStep.ACCEPT and not look.moment:
        look = replace(look, moment="after")  # an officer photographs finished work
    evidence = work_orders.evidence_keep(
        (KIND, measure_id), look, uploads, actor=act.actor, staff=act.viewer.staff_id, now=act.now
    )
    step = SpotStep(look.step)
    if look.done and step in allowed_steps(row.state):
        _STEPS[step](act, row, evidence.note, price)
    return evidence


def _accept(act: Act, row: Measure, _note: str, price: int | None) -> None:
    shown = work_orders.photos_of(KIND, [row.pk]).filter(moment="after")
    if not shown.exists():
        raise PhotoFirst("the finished work is shown with a photo")
    order = _order(row)
    if row.state == MeasureState.DEFECTIVE:
        works.measures_mend([row.pk], actor=act.actor, now=act.now)
    else:
        prices = {row.pk: price} if price is not None else None
        works.measures_accept([row.pk], actor=act.actor, now=act.now, prices=prices)
    if order:
        work_orders.item_approve(order=order, object_id=row.pk, actor=act.actor, now=act.now)
    after_ask(row, firm=firm_of(row), now=act.now)
    hazard_repaired(act, row)


def _return(act: Act, row: Measure, note: str, _price: int | None) -> None:
    if row.state == MeasureState.DONE:
        works.measures_return([row.pk], actor=act.actor, now=act.now, reason=note)
    if order := _order(row):
        work_orders.order_return(
            order=order, actor=act.actor, now=act.now, reason=note, object_id=row.pk
        )


def _defect(act: Act, row: Measure, note: str, _price: int | None) -> None:
    works.measures_defect([row.pk], actor=act.actor, now=act.now, reason=note)


def _check(act: Act, row: Measure, note: str, _price: int | None) -> None:
    works.measures_check([row.pk], actor=act.actor, now=act.now, note=note)


_STEPS = {
    SpotStep.ACCEPT: _accept,
    SpotStep.RETURN: _return,
    SpotStep.DEFECT: _defect,
    SpotStep.CHECK: _check,
}


def _order(row: Measure) -> WorkOrder | None:
    """Give a measure's open order, locked after the measure."""
    found = work_orders.latest_orders(KIND, [row.pk]).get(row.pk)
    if found is None or found.state not in work_orders.OPEN:
        return None
    return work_orders.order_lock(found.pk)


@transaction.atomic
def measures_paid(act: Act, *, ids: Sequence[int]) -> int:
    """Say that accepted works were paid; all or none. Raises WrongState."""
    check_works(act.viewer)
    return len(works.measures_pay(ids, actor=act.actor, now=act.now))


@transaction.atomic
def measure_unpaid(act: Act, *, measure_id: int, reason: str) -> None:
    """Revoke a payment that was noted by mistake. Raises WrongState, WorkReasonNeeded."""
    check_works(act.viewer)
    works.measures_unpay([measure_id], actor=act.actor, now=act.now, reason=reason)


@transaction.atomic
def trouble_add(act: Act, *, measure_id: int, kind: TroubleKind, on: dt.date) -> Trouble:
    """Note that an object was flooded, or complained of, on a day; each once."""
    check_works(act.viewer)
    (row,) = works.measures_lock([measure_id])
    found, new = Trouble.objects.get_or_create(
        object_id=row.object_id, kind=kind, on=on,
        defaults={"at": act.now, "by_id": act.viewer.staff_id},
    )  # fmt: skip
    if new:
        _record(act, row.pk, WorkRemark.TROUBLE, kind=kind, on=on.isoformat())
    return found


@transaction.atomic
def work_photo_release(act: Act, *, measure_id: int, photo_id: int, released: bool) -> None:
    """Let everybody see one photo of a measure, or no more. Raises NotAllowed, WorkNotFound."""
    check_releases(act.viewer)
    works.measures_lock([measure_id])
    changed = work_orders.photo_release(KIND, measure_id, photo_id, released=released)
    if changed is None:
        raise works.WorkNotFound("the measure has no such photo")
    if changed:
        remark = WorkRemark.PHOTO_RELEASE if released else WorkRemark.PHOTO_WITHDRAW
        _record(act, measure_id, remark, photo=photo_id)


def _record(act: Act, measure_id: int, event: WorkRemark, **data: object) -> None:
    audit.record(
        audit.AuditEntry(
            subject=measure_subject(measure_id), event=event, actor=act.actor, at=act.now, data=data
        )
    )

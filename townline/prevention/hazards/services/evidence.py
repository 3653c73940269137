"""What an officer saw on the spot, and the step that is done with it."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from townline.platform.conversations.api import UploadedPhoto
from townline.platform.departments.api import Act
from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.rules.states import KIND, HazardRemark, HazardStep
from townline.prevention.hazards.services.marks import HAZARDS, hazard_lock, hazard_record, publish
from townline.prevention.hazards.services.stepping import SHOWN, has_photo, may_step, step_do
from townline.prevention.work_orders import api as work_orders
from townline.prevention.work_orders.api import Evidence, SiteInspection, StoredInspection


def evidence_add(
    act: Act, *, hazard_id: int, look: SiteInspection, files: Sequence[bytes] = ()
) -> Evidence:
    """Keep a look of an officer, and do its step where the hazard still waits for it.

    What comes too late for its step is kept all the same. Outside a transaction: each photo takes
    a third of a second. Raises TooManyHazardPhotos, PhotoUnusable, InvalidInput, HazardNotFound.
    """
    with transaction.atomic():
        hazard_lock(hazard_id, act.viewer)
    if known := work_orders.evidence_known((KIND, hazard_id), look):
        return known
    uploads = work_orders.photos_make(files, act.now)
    return evidence_import(act, hazard_id=hazard_id, look=look, uploads=uploads)


@transaction.atomic
def evidence_import(
    act: Act,
    *,
    hazard_id: int,
    look: SiteInspection,
    uploads: Sequence[UploadedPhoto],
    order_id: int | None = None,
) -> Evidence:
    """Keep a look that is brought along, with photos that were drawn anew already.

    ``order_id``: whose work it shows. Raises InvalidInput, HazardNotFound.
    """
    hazard = hazard_lock(hazard_id, act.viewer)
    if known := work_orders.evidence_known((KIND, hazard_id), look):
        return known
    orders = {order.pk: order for order in work_orders.orders_of(KIND, hazard_id)}
    row = work_orders.evidence_keep(
        (KIND, hazard_id), look, uploads, actor=act.actor, staff=act.viewer.staff_id, now=act.now,
        order=orders.get(order_id or 0),
    )  # fmt: skip
    hazard.refresh_from_db()
    step = HazardStep(look.step)
    if look.done and may_step(hazard, step) and (step not in SHOWN or has_photo(hazard, step)):
        step_do(
            hazard,
            step,
            actor=act.actor,
            staff=act.viewer.staff_id,
            now=act.now,
            done_at=row.seen_at,
        )
    return row


def note_evidence(stored: StoredInspection) -> None:
    """Note what a look at a locked hazard measured, whoever sent it."""
    hazard = HAZARDS.lock(stored.object_id)
    if hazard is None:
        return
    _measure(hazard, stored.look.sizes)
    hazard_record(
        hazard, HazardRemark.EVIDENCE, stored.actor, stored.now,
        step=stored.look.step, photos=stored.photos, evidence=stored.evidence_id,
    )  # fmt: skip
    publish(hazard)


def _measure(hazard: Hazard, sizes: Mapping[str, float | None]) -> None:
    found = {name: size for name in work_orders.SIZES if (size := sizes.get(name)) is not None}
    if not found:
        return
    for name, size in found.items():
        setattr(hazard, name, size)
    hazard.save(update_fields=[*found])

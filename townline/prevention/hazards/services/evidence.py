"""What was seen, measured and photographed: kept once, whoever sends it again."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from townline.casework.cases.api import InvalidInput, PhotoUnusable
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Taken
from townline.platform.core.history import audit
from townline.platform.departments.api import Viewer
from townline.prevention.hazards.errors import TooManyHazardPhotos
from townline.prevention.hazards.models import Evidence, EvidencePhoto, Hazard, RepairOrder
from townline.prevention.hazards.rules.shapes import NoShape, Point, placed
from townline.prevention.hazards.rules.states import HazardRemark, Step
from townline.prevention.hazards.services.marks import hazard_lock, hazard_record, publish
from townline.prevention.hazards.services.stepping import SHOWN, may_step, shown, step_do

PHOTOS = 6  # of one look
_OLDEST = dt.timedelta(days=14)  # a telephone that was off
_SIZES = ("width_cm", "length_cm", "depth_cm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a spot, as a telephone tells it.

    ``key`` makes it one and the same when it is sent again. ``point`` is where the telephone was,
    within ``accuracy_m``. ``sizes``: width_cm, length_cm, depth_cm. ``sketch``: a GeoJSON geometry
    of the extent. ``done``: the step is done with it. ``moment``: before or after a repair.
    """

    key: uuid.UUID
    step: Step
    seen_at: dt.datetime
    note: str = ""
    point: Point | None = None
    accuracy_m: float | None = None
    sizes: Mapping[str, float | None] = field(default_factory=dict)
    sketch: Mapping[str, Any] | None = None
    done: bool = True
    moment: str = ""


def evidence_add(
    *, hazard_id: int, viewer: Viewer, now: dt.datetime, look: Look, files: Sequence[bytes] = ()
) -> Evidence:
    """Keep a look of an officer, and do its step where the hazard still waits for it.

    What comes too late for its step is kept all the same. Outside a transaction: each photo takes
    a third of a second. Raises TooManyHazardPhotos, PhotoUnusable, InvalidInput, HazardNotFound.
    """
    with transaction.atomic():
        hazard_lock(hazard_id, viewer)
    if known := known_look(look, hazard_id):
        return known
    taken = photos_make(files, now)
    with transaction.atomic():
        hazard = hazard_lock(hazard_id, viewer)
        return look_keep(hazard, look, taken, actor=viewer.actor, staff=viewer.staff_id, now=now)


@transaction.atomic
def evidence_import(
    *,
    hazard_id: int,
    viewer: Viewer,
    now: dt.datetime,
    look: Look,
    taken: Sequence[Taken],
    order_id: int | None = None,
) -> Evidence:
    """Keep a look that is brought along, with photos that were drawn anew already.

    ``order_id``: whose work it shows. Raises InvalidInput, HazardNotFound.
    """
    hazard = hazard_lock(hazard_id, viewer)
    order = RepairOrder.objects.filter(hazard=hazard, id=order_id or 0).first()
    return look_keep(
        hazard, look, taken, actor=viewer.actor, staff=viewer.staff_id, now=now, order=order
    )


def known_look(look: Look, hazard_id: int) -> Evidence | None:
    """Give a look that was kept already. Raises InvalidInput where another hazard has its key."""
    known = Evidence.objects.filter(key=look.key).first()
    if known is not None and known.hazard_id != hazard_id:
        raise InvalidInput("this look was kept with another hazard")
    return known


def photos_make(files: Sequence[bytes], now: dt.datetime) -> list[Taken]:
    """Draw photos anew without what they say of themselves. Outside a transaction."""
    if len(files) > PHOTOS:
        raise TooManyHazardPhotos(f"at most {PHOTOS} photos", most=PHOTOS)
    try:
        return [conversations.photo_take(data=data, now=now) for data in files]
    except conversations.PhotoRefused as refused:
        raise PhotoUnusable(str(refused), problem=refused.problem) from refused


def look_keep(
    hazard: Hazard,
    look: Look,
    taken: Sequence[Taken],
    *,
    actor: audit.Actor,
    staff: int | None,
    now: dt.datetime,
    order: RepairOrder | None = None,
) -> Evidence:
    """Keep a look at a locked hazard once, with its photos, and do its step if that may be."""
    if known := known_look(look, hazard.pk):
        return known
    row = _row(hazard, look, staff, now, order)
    photos = _photos(row, look, taken, now)
    _measure(hazard, look)
    hazard_record(
        hazard, HazardRemark.EVIDENCE, actor, now, step=look.step, photos=photos, evidence=row.pk
    )
    if look.done and may_step(hazard, look.step) and _believed(hazard, look.step):
        step_do(hazard, look.step, actor=actor, staff=staff, now=now, done_at=row.seen_at)
    publish(hazard)
    return row


def _believed(hazard: Hazard, step: Step) -> bool:
    return step not in SHOWN or shown(hazard, step)


def _row(
    hazard: Hazard, look: Look, staff: int | None, now: dt.datetime, order: RepairOrder | None
) -> Evidence:
    latitude, longitude = look.point or (None, None)
    return Evidence.objects.create(
        hazard=hazard,
        order=order,
        step=look.step,
        key=look.key,
        note=look.note.strip(),
        latitude=latitude,
        longitude=longitude,
        accuracy_m=look.accuracy_m,
        **{name: look.sizes.get(name) for name in _SIZES},
        sketch=_sketch(look),
        # A clock that goes wrong moves nothing out of its order.
        seen_at=max(min(look.seen_at, now), now - _OLDEST),
        at=now,
        by_id=staff,
    )


def _sketch(look: Look) -> dict[str, Any] | None:
    if look.sketch is None:
        return None
    try:
        return placed(look.sketch).geometry
    except NoShape as error:
        raise InvalidInput(str(error)) from None


def _photos(row: Evidence, look: Look, taken: Sequence[Taken], now: dt.datetime) -> int:
    rows = []
    for photo in taken:
        latitude, longitude = photo.point or (None, None)
        rows.append(
            EvidencePhoto(
                evidence=row,
                sha256=photo.photo.sha256,
                moment=look.moment,
                latitude=latitude,
                longitude=longitude,
                at=now,
            )
        )
    EvidencePhoto.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _measure(hazard: Hazard, look: Look) -> None:
    found = {name: size for name in _SIZES if (size := look.sizes.get(name)) is not None}
    if not found:
        return
    for name, size in found.items():
        setattr(hazard, name, size)
    hazard.save(update_fields=[*found])

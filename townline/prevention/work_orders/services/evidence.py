"""What was seen, measured and photographed: kept once, whoever sends it again."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from townline.casework.cases.api import InvalidInput, PhotoUnusable
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import UploadedPhoto
from townline.platform.core.history import audit
from townline.prevention.work_orders.errors import SamePhoto, TooManyHazardPhotos
from townline.prevention.work_orders.models import Evidence, EvidencePhoto, WorkOrder
from townline.prevention.work_orders.ports import SiteInspection, StoredInspection, order_port
from townline.prevention.work_orders.rules import NoShape, measure_geometry
from townline.prevention.work_orders.selectors.inspections import photos_of
from townline.prevention.work_orders.services.marks import reason_of

PHOTOS = 6  # of one look
SIZES = ("width_cm", "length_cm", "depth_cm")
_OLDEST = dt.timedelta(days=14)  # a telephone that was off

# By whose history says so.
_DISCARDED = {
    "hazard": "hazard:evidence:discard",
    "measure": "measure:evidence:discard",
    "order": "order:evidence:discard",
}

type Subject = tuple[str, int]  # the kind of an object, and its id


def evidence_known(subject: Subject, look: SiteInspection) -> Evidence | None:
    """Give a look that was kept already. Raises InvalidInput where another object has its key."""
    known = Evidence.objects.filter(key=look.key).first()
    if known is not None and (known.kind, known.object_id) != subject:
        raise InvalidInput("this look was kept with another spot")
    return known


def photos_make(files: Sequence[bytes], now: dt.datetime) -> list[UploadedPhoto]:
    """Draw photos anew without what they say of themselves. Outside a transaction."""
    if len(files) > PHOTOS:
        raise TooManyHazardPhotos(f"at most {PHOTOS} photos", most=PHOTOS)
    try:
        return [conversations.photo_take(data=data, now=now) for data in files]
    except conversations.PhotoRefused as refused:
        raise PhotoUnusable(str(refused), problem=refused.problem) from refused


def evidence_keep(
    subject: Subject,
    look: SiteInspection,
    uploads: Sequence[UploadedPhoto],
    *,
    actor: audit.Actor,
    now: dt.datetime,
    staff: int | None = None,
    order: WorkOrder | None = None,
) -> Evidence:
    """Keep a look at a locked object once, with its photos; its room hears of it.

    Raises SamePhoto, InvalidInput.
    """
    if known := evidence_known(subject, look):
        return known
    _check_moment(subject, look, uploads)
    row = _row(subject, look, staff, now, order)
    photos = _photos(row, look, uploads, now)
    order_port(subject[0]).kept(
        StoredInspection(
            evidence_id=row.pk, object_id=subject[1], look=look, photos=photos, actor=actor,
            now=now,
        )
    )  # fmt: skip
    return row


def _check_moment(subject: Subject, look: SiteInspection, uploads: Sequence[UploadedPhoto]) -> None:
    """Refuse a photo of after that is known as one of before, and the other way round."""
    if not look.moment:
        return
    kind, object_id = subject
    other = EvidencePhoto.objects.filter(
        evidence__kind=kind, evidence__object_id=object_id,
        sha256__in=[one.photo.sha256 for one in uploads],
    ).exclude(moment__in=["", look.moment])  # fmt: skip
    if other.exists():
        raise SamePhoto("the photos of before and after are the same file")


def _row(
    subject: Subject,
    look: SiteInspection,
    staff: int | None,
    now: dt.datetime,
    order: WorkOrder | None,
) -> Evidence:
    kind, object_id = subject
    latitude, longitude = look.point or (None, None)
    return Evidence.objects.create(
        kind=kind,
        object_id=object_id,
        order=order,
        step=look.step,
        key=look.key,
        note=look.note.strip(),
        latitude=latitude,
        longitude=longitude,
        accuracy_m=look.accuracy_m,
        **{name: look.sizes.get(name) for name in SIZES},
        sketch=_sketch(look.sketch),
        # A clock that goes wrong moves nothing out of its order.
        seen_at=max(min(look.seen_at, now), now - _OLDEST),
        at=now,
        by_id=staff,
    )


def _sketch(sketch: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if sketch is None:
        return None
    try:
        return measure_geometry(sketch).geometry
    except NoShape as error:
        raise InvalidInput(str(error)) from None


def _photos(
    row: Evidence, look: SiteInspection, uploads: Sequence[UploadedPhoto], now: dt.datetime
) -> int:
    rows = []
    for photo in uploads:
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


def evidence_discard(
    subject: Subject,
    *,
    about: str,
    key: uuid.UUID,
    actor: audit.Actor,
    reason: str,
    now: dt.datetime,
) -> None:
    """Note that a look which was refused is discarded on its telephone, with the reason.

    Nothing of it is stored here; ``about``: whose history says so. Noted once. Raises ReasonNeeded.
    """
    line = audit.AuditEntry(
        subject=about, event=_DISCARDED[about.partition(":")[0]],
        actor=actor, at=now, reason=reason_of(reason),
        data={"kind": subject[0], "object": subject[1], "key": str(key)},
    )  # fmt: skip
    known = audit.history(about).filter(event=line.event, data__key=str(key))
    if not known.exists():
        audit.record(line)


# Looks follow their object, and photos are let out one by one; the caller writes the history.


def evidence_follow(
    kind: str, object_id: int, into: int, only: Collection[int] | None = None
) -> list[int]:
    """Let the looks at an object be those of the one that goes on in its place; give their ids.

    ``only``: some of them.
    """
    rows = Evidence.objects.filter(kind=kind, object_id=object_id)
    ids = list((rows if only is None else rows.filter(id__in=only)).values_list("id", flat=True))
    Evidence.objects.filter(id__in=ids).update(object_id=into)
    return ids


def photo_release(kind: str, object_id: int, photo_id: int, *, released: bool) -> bool | None:
    """Let everybody see a photo, or no more; say whether that changed, None: it has no such."""
    photo = photos_of(kind, [object_id]).filter(id=photo_id).first()
    if photo is None or photo.released == released:
        return None if photo is None else False
    photo.released = released
    photo.save(update_fields=["released"])
    return True

"""On the way, there, and what was found: pressed on a phone, each press a transition."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from townline.casework.cases.api import InvalidInput, PhotoUnusable, WrongState, notify, survivor
from townline.casework.cases.models import Case
from townline.casework.visits.errors import TooManyVisitPhotos
from townline.casework.visits.models import Visit, VisitPhoto
from townline.casework.visits.rules.visit import (
    LIVE,
    TRANSITIONS,
    VISIT_PHOTOS,
    VisitEvent,
    VisitState,
)
from townline.casework.visits.services import notifications
from townline.casework.visits.services.planning import checked_point
from townline.casework.visits.services.transition import visit_lock, visit_transition
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import UploadedPhoto
from townline.platform.core.history import audit
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Role, Viewer

type Point = tuple[float, float]


@transaction.atomic
def visit_start(act: Act, *, visit_id: int, point: Point | None = None) -> Visit:
    """Set out. ``point`` is where the phone is: the way to the others begins there."""
    return _step(act, visit_id, VisitEvent.START, {"started_at": act.now} | _here(point))


@transaction.atomic
def visit_arrive(act: Act, *, visit_id: int, point: Point | None = None) -> Visit:
    """Be there; a press on the way that was forgotten does not matter."""
    return _step(act, visit_id, VisitEvent.ARRIVE, {"arrived_at": act.now} | _here(point))


def _here(point: Point | None) -> dict[str, Any]:
    if point is None:
        return {}
    latitude, longitude = checked_point(point)
    return {"here_latitude": latitude, "here_longitude": longitude}


def _step(act: Act, visit_id: int, event: VisitEvent, changes: dict[str, Any]) -> Visit:
    case, visit = visit_lock(visit_id=visit_id, viewer=act.viewer)
    visit_transition(
        visit=visit, case=case, event=event, actor=act.actor, now=act.now, changes=changes
    )
    return visit


def visit_finish(
    act: Act,
    *,
    visit_id: int,
    found: str,
    files: Sequence[bytes] = (),
    point: Point | None = None,
    tell: bool = True,
) -> Visit:
    """Write what was found, with photos (at most VISIT_PHOTOS); residents hear somebody was there.

    Where a photo was taken is kept beside it, and taken out of it. Raises PhotoUnusable,
    TooManyVisitPhotos, InvalidInput, WrongState. To be called outside a transaction: each file
    takes a third of a second.
    """
    _check_finish(visit_id, act.viewer, found, len(files))
    photos = [_take_photo(data, act.now) for data in files]
    with transaction.atomic():
        case, visit = visit_lock(visit_id=visit_id, viewer=act.viewer)
        changes = {"found": found.strip(), "finished_at": act.now} | _here(point)
        visit_transition(
            visit=visit,
            case=case,
            event=VisitEvent.FINISH,
            actor=act.actor,
            now=act.now,
            changes=changes,
        )
        _keep(visit, photos, point, act.now)
        if tell:
            notifications.schedule_notice(visit, case, notifications.DONE, act.now)
    return visit


@transaction.atomic
def _check_finish(visit_id: int, viewer: Viewer, found: str, photos: int) -> None:
    # Before anything is looked at: whoever may not write here costs no work.
    _, visit = visit_lock(visit_id=visit_id, viewer=viewer)
    if (VisitState(visit.state), VisitEvent.FINISH) not in TRANSITIONS:
        raise WrongState(f"the visit is {visit.state}", state=visit.state)
    if not found.strip():
        raise InvalidInput("write what you found")
    _check_photos(photos)


def visit_photos_add(
    act: Act, *, visit_id: int, files: Sequence[bytes], point: Point | None = None
) -> Visit:
    """Put photos with a visit that has begun or is over; all or none. Outside a transaction."""
    with transaction.atomic():
        _check_room(visit_lock(visit_id=visit_id, viewer=act.viewer)[1], len(files))
    photos = [_take_photo(data, act.now) for data in files]
    with transaction.atomic():
        _, visit = visit_lock(visit_id=visit_id, viewer=act.viewer)
        _check_room(visit, len(files))
        _keep(visit, photos, point, act.now)
    return visit


def _check_room(visit: Visit, more: int) -> None:
    if visit.state not in {VisitState.ON_THE_WAY, VisitState.DONE}:
        raise WrongState(f"the visit is {visit.state}: no photos yet", state=visit.state)
    _check_photos(visit.photos.count() + more)


def _check_photos(number: int) -> None:
    if number > VISIT_PHOTOS:
        raise TooManyVisitPhotos(f"a visit keeps at most {VISIT_PHOTOS} photos", most=VISIT_PHOTOS)


def _take_photo(data: bytes, now: dt.datetime) -> UploadedPhoto:
    try:
        return conversations.photo_take(data=data, now=now)
    except conversations.PhotoRefused as refused:
        raise PhotoUnusable(str(refused), problem=refused.problem) from refused


def _keep(
    visit: Visit, photos: Sequence[UploadedPhoto], here: Point | None, now: dt.datetime
) -> None:
    """Keep photos, each where it was taken, else where the phone is; the same one once."""
    rows = []
    for photo in photos:
        latitude, longitude = photo.point or here or (None, None)
        rows.append(
            VisitPhoto(
                visit=visit,
                sha256=photo.photo.sha256,
                latitude=latitude,
                longitude=longitude,
                at=now,
            )
        )
    VisitPhoto.objects.bulk_create(rows, ignore_conflicts=True)


def visits_run(*, now: dt.datetime, limit: int = 200) -> int:
    """Note visits whose day is over as missed, loudly; one transaction each, safe to repeat."""
    done = 0
    while done < limit and _miss_next(now):
        done += 1
    return done


@transaction.atomic
def _miss_next(now: dt.datetime) -> bool:
    lapsed = Visit.objects.filter(state__in=sorted(LIVE), lapses_at__lte=now)
    known = lapsed.select_related("case").order_by("lapses_at").first()
    if known is None:
        return False
    # As everywhere the case first, then its visit.
    cases = Case.objects.select_for_update(skip_locked=True)
    case = cases.filter(id=survivor(known.case).id).first()
    visit = lapsed.select_for_update(skip_locked=True).filter(id=known.id).first()
    if case is None or visit is None:
        return False  # somebody is at it just now; the next run comes in a minute
    visit_transition(
        visit=visit, case=case, event=VisitEvent.MISS, actor=audit.SYSTEM, now=now,
        changes={"tell": "", "tell_at": None},
    )  # fmt: skip
    heads = departments.staff_ids(roles=[Role.HEAD], department=case.department_id)
    people = {visit.visitor_id, *(heads if case.department_id else ())}
    notify(case, people, "visit_missed", now)
    return True

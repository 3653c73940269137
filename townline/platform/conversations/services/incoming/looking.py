"""Looking at what came with texts, and tidying away what no text has any more.

Nobody waits in a transaction for a picture to be drawn: rows are taken for a while, looked at
outside, and written.
"""

import datetime as dt
from collections.abc import Set

from django.db import transaction
from django.db.models import Q

from townline.platform.conversations.events import PhotosLooked
from townline.platform.conversations.models import Attachment, Picture
from townline.platform.conversations.selectors.photos import files_used
from townline.platform.core import events, media
from townline.platform.core.media.inspection import Inspected, inspect

_LEASE = dt.timedelta(minutes=2)
UNUSED_RETENTION = dt.timedelta(days=1)


def photos_look(*, limit: int, now: dt.datetime) -> int:
    """Look at up to ``limit`` files that came in, and return how many. Outside a transaction.

    Several processes may do it at once. Emits PhotosLooked.
    """
    done = 0
    while done < limit and (picture := _take(now)):
        found = _inspect_picture(picture)
        view, thumbnail = media.keep(found.view), media.keep(found.thumbnail)
        _write(picture, found, view.sha256, thumbnail.sha256, now)
        done += 1
    return done


@transaction.atomic
def _take(now: dt.datetime) -> Picture | None:
    waiting = Picture.objects.filter(looked_at=None)
    free = waiting.filter(Q(lease_until=None) | Q(lease_until__lt=now))
    locked = free.select_for_update(skip_locked=True, no_key=True)
    picture = locked.order_by("touched_at", "sha256").first()
    if picture is not None:
        picture.lease_until = now + _LEASE
        picture.save(update_fields=["lease_until"])
    return picture


def _inspect_picture(picture: Picture) -> Inspected:
    return inspect(media.path_of(picture.sha256))


@transaction.atomic
def _write(picture: Picture, found: Inspected, view: str, thumbnail: str, now: dt.datetime) -> None:
    picture_fill(picture, found)
    picture.view = view if found.view else ""
    picture.thumbnail = thumbnail if found.thumbnail else ""
    picture.looked_at, picture.lease_until = now, None
    picture.save()
    attachments = Attachment.objects.filter(picture=picture).exclude(incoming__reference="")
    for reference in set(attachments.values_list("incoming__reference", flat=True)) - {None}:
        events.emit(PhotosLooked(reference=reference, at=now))


def picture_fill(picture: Picture, found: Inspected) -> None:
    """Copy what an inspection found."""
    report = found.report
    picture.kind, picture.problem = report.kind, report.problem
    picture.width, picture.height = report.width, report.height
    picture.seconds, picture.moving, picture.moves = report.seconds, report.moving, report.moves
    picture.latitude, picture.longitude = report.latitude, report.longitude
    picture.likeness = report.likeness


def photos_sweep(*, held: Set[str], now: dt.datetime) -> int:
    """Remove files that no text has, nor ``held`` names; return how many. For the night."""
    old = Picture.objects.filter(touched_at__lt=now - UNUSED_RETENTION, attachments=None)
    old.exclude(sha256__in=held).delete()
    return media.sweep(used=files_used, now=now, older_than=UNUSED_RETENTION)

import datetime as dt
import tempfile
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django import app

from townline.platform.conversations.events import PhotosLooked
from townline.platform.conversations.models import Attachment, IncomingText, OutgoingText, Picture
from townline.platform.conversations.selectors.photos import Photo, files_used, photo_of
from townline.platform.core import events, media
from townline.platform.core.inspecting.kinds import FileKind
from townline.platform.core.inspecting.report import MediaProblem
from townline.platform.core.media import MediaRef
from townline.platform.core.media.inspection import Inspected, inspect

# Files put with the texts they came with or go out with.

LOOK = "townline.platform.conversations.tasks.look"


def attachments_insert(texts: Iterable[IncomingText], *, now: dt.datetime) -> None:
    """Write what came with new texts, and have it looked at once they are committed."""
    texts = [text for text in texts if text.attached]
    if not texts:
        return
    pictures_ensure([ref for text in texts for ref in text.attached], now=now)
    Attachment.objects.bulk_create(
        Attachment(picture_id=ref.sha256 or None, incoming=text, number=number, problem=ref.problem)
        for text in texts
        for number, ref in enumerate(text.attached, 1)
    )
    look_soon()


def outgoing_attached(photos: Mapping[int, Sequence[MediaRef]], *, now: dt.datetime) -> None:
    """Write what went out long ago, by the id of its text, and have it looked at as well."""
    refs = [ref for own in photos.values() for ref in own]
    if not refs:
        return
    pictures_ensure(refs, now=now)
    Attachment.objects.bulk_create(
        Attachment(
            picture_id=ref.sha256 or None, outgoing_id=text, number=number, problem=ref.problem
        )
        for text, own in photos.items()
        for number, ref in enumerate(own, 1)
    )
    look_soon()


def register_photos(refs: Sequence[MediaRef], *, now: dt.datetime) -> None:
    """Have files of the store looked at that came with something else than a text.

    In the caller's transaction. They stay as long as they are among those held (photos_sweep).
    """
    pictures_ensure(refs, now=now)
    look_soon()


def pictures_ensure(refs: Sequence[MediaRef], *, now: dt.datetime) -> None:
    """Have a row for each content. One that is there becomes young: the sweep leaves it."""
    rows = {ref.sha256: Picture(sha256=ref.sha256, size=ref.size, touched_at=now) for ref in refs}
    rows.pop("", None)
    Picture.objects.bulk_create(
        # In one order: two batches with the same photos must not wait for each other.
        [rows[name] for name in sorted(rows)],
        update_conflicts=True,
        update_fields=["touched_at"],
        unique_fields=["sha256"],
    )


def look_soon() -> None:
    """Enqueue a look at what waits, in the present transaction."""
    app.configure_task(LOOK, queue=settings.TOWNLINE_DISTRICT).defer()


@transaction.atomic(savepoint=False)
def attachments_add(text: OutgoingText, photos: Sequence[str], *, now: dt.datetime) -> None:
    """Put photos, named by content, with a text that goes out. Raises Picture.DoesNotExist."""
    touched = Picture.objects.filter(sha256__in=photos).update(touched_at=now)
    if touched != len(set(photos)):
        raise Picture.DoesNotExist("a photo of this text is not there any more")
    Attachment.objects.bulk_create(
        Attachment(picture_id=name, outgoing=text, number=number)
        for number, name in enumerate(photos, 1)
    )


# Looking at what came with texts, and tidying away what no text has any more.
#
# Nobody waits in a transaction for a picture to be drawn: rows are taken for a while, looked at
# outside, and written.

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


# Photos that staff add to what they write: looked at while they wait.


class PhotoRefused(ValueError):
    """A file that cannot go out as a photo; ``problem`` says why."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"this file cannot go out as a photo: {problem}")
        self.problem = problem


@dataclass(frozen=True, slots=True)
class UploadedPhoto:
    """A photo without its metadata, and where the file said it was taken (degrees of WGS 84)."""

    photo: Photo
    point: tuple[float, float] | None


def photo_make(*, data: bytes, now: dt.datetime) -> Photo:
    """Make a photo for a text that goes out: a JPEG of at most 200 kB that holds only pixels.

    Takes a third of a second; outside a transaction. Raises PhotoRefused with the problem. What
    is put with no text within a day is removed, unless it is among those held (photos_sweep).
    """
    return photo_take(data=data, now=now).photo


def photo_take(*, data: bytes, now: dt.datetime) -> UploadedPhoto:
    """Make a photo as ``photo_make`` does, and tell where the file said it was taken."""
    if len(data) > settings.TOWNLINE_PHOTO_BYTES:
        raise PhotoRefused(media.TOO_LARGE)
    found = _inspect_upload(data)
    view, thumbnail = media.keep(found.view), media.keep(found.thumbnail)
    picture = Picture(
        sha256=view.sha256,
        size=view.size,
        view=view.sha256,
        thumbnail=thumbnail.sha256,
        touched_at=now,
        looked_at=now,
    )
    picture_fill(picture, found)
    # What leaves is a picture of its own, and tells no place.
    picture.kind, picture.problem = FileKind.JPEG, ""
    picture.latitude = picture.longitude = None
    picture.save()
    where = (found.report.latitude, found.report.longitude)
    point = None if None in where else where
    return UploadedPhoto(photo_of(picture), point)  # type: ignore[arg-type]  # neither is None here


def _inspect_upload(data: bytes) -> Inspected:
    with tempfile.NamedTemporaryFile(prefix="townline-") as file:
        file.write(data)
        file.flush()
        found = inspect(Path(file.name), purpose="leave")
    # One that is not whole is shown to staff, but a resident should get it whole or not at all.
    if found.report.problem:
        raise PhotoRefused(found.report.problem)
    if not found.thumbnail:
        raise PhotoRefused(MediaProblem.OTHER_KIND)
    return found

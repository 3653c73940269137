"""Photos that staff add to what they write: looked at while they wait."""

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from townline.platform.conversations.models import Picture
from townline.platform.conversations.selectors.photos import Photo, photo_of
from townline.platform.conversations.services.incoming.looking import picture_fill
from townline.platform.core import media
from townline.platform.core.inspecting.kinds import FileKind
from townline.platform.core.inspecting.report import MediaProblem
from townline.platform.core.media.inspection import Inspected, inspect


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

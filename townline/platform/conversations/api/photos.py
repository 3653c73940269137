"""Photos of texts, in and out."""

import datetime as dt
from collections.abc import Iterable, Sequence, Set

from townline.platform.conversations.selectors import photos as _photos
from townline.platform.conversations.selectors.photos import Photo
from townline.platform.conversations.services.incoming import attaching as _attaching
from townline.platform.conversations.services.incoming import looking as _looking
from townline.platform.conversations.services.incoming import uploading as _uploading
from townline.platform.conversations.services.incoming.uploading import UploadedPhoto
from townline.platform.core.media import MediaRef


def photo_make(*, data: bytes, now: dt.datetime) -> Photo:
    """Make a photo for a text that goes out: a JPEG of at most 200 kB that holds only pixels.

    Takes a third of a second; outside a transaction. Raises PhotoRefused with the problem. What
    is put with no text within a day is removed, unless it is among those held (photos_sweep).
    """
    return _uploading.photo_make(data=data, now=now)


def photo_take(*, data: bytes, now: dt.datetime) -> UploadedPhoto:
    """Make a photo as ``photo_make`` does, and tell where the file said it was taken."""
    return _uploading.photo_take(data=data, now=now)


def register_photos(refs: Sequence[MediaRef], *, now: dt.datetime) -> None:
    """Have files of the store looked at that came with something else than a text.

    In the caller's transaction. They stay as long as they are among those held (photos_sweep).
    """
    _attaching.register_photos(refs, now=now)


def photos_look(*, limit: int, now: dt.datetime) -> int:
    """Look at up to ``limit`` files that came in, and return how many. Outside a transaction.

    Several processes may do it at once. Emits PhotosLooked.
    """
    return _looking.photos_look(limit=limit, now=now)


def photos_sweep(*, held: Set[str], now: dt.datetime) -> int:
    """Remove files that no text has, nor ``held`` names; return how many. For the night."""
    return _looking.photos_sweep(held=held, now=now)


def attachments_of(references: Iterable[str]) -> dict[str, list[Photo]]:
    """Give the photos of threads in the order in which they came, with one query."""
    return _photos.attachments_of(references)


def photo_of_thread(reference: str, sha256: str) -> Photo | None:
    """Give a photo if a text of this thread has it."""
    return _photos.photo_of_thread(reference, sha256)


def photos_by_hash(hashes: Iterable[str]) -> dict[str, Photo]:
    """Give photos by name, with one query; those that are not there are left out."""
    return _photos.photos_by_hash(hashes)


def photos_carried(now: dt.datetime) -> int:
    """Say how many photos of one text the best transport heard of within a day carries."""
    return _photos.photos_carried(now)

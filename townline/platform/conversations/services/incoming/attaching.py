"""Files put with the texts they came with or go out with."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from townline.platform.conversations.models import Attachment, IncomingText, OutgoingText, Picture
from townline.platform.core.media import MediaRef

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

"""A matter as everybody reads it: words in both languages, photos, shown when somebody says so."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from townline.casework.cases.api import PhotoUnusable
from townline.platform.conversations import api as conversations
from townline.platform.departments.api import Act, Permission
from townline.prevention.policy.errors import StoryIncomplete, TooManyStoryPhotos
from townline.prevention.policy.models import Matter, Story, StoryPhoto
from townline.prevention.policy.rules.states import PolicyRemark
from townline.prevention.policy.services.marks import matter_lock, matter_record

PHOTOS = 6
WORDS = ("title_ko", "title_en", "lead_ko", "lead_en", "body_ko", "body_en")


@transaction.atomic
def story_write(
    act: Act, *, number: int, words: dict[str, str], first_text_on: dt.date | None = None
) -> Story:
    """Write the story. Raises StoryIncomplete; one that is shown is shown as it is written now."""
    matter = matter_lock(number, act.viewer)
    fields = {name: words.get(name, "").strip() for name in WORDS}
    if not all(fields.values()):
        raise StoryIncomplete("title, lead and text are needed in both languages")
    story, _ = Story.objects.update_or_create(
        matter=matter, defaults=fields | {"first_text_on": first_text_on}
    )
    matter_record(matter, PolicyRemark.STORY, act.actor, act.now)
    return story


@transaction.atomic
def story_publish(act: Act, *, number: int, on: bool) -> Matter:
    """Show the story to everybody, or no more. Raises StoryIncomplete."""
    matter = matter_lock(number, act.viewer, Permission.ASSIGN)
    story = Story.objects.filter(matter=matter).first()
    if story is None:
        raise StoryIncomplete("write the story first")
    story.published_at = (story.published_at or act.now) if on else None
    story.save(update_fields=["published_at"])
    event = PolicyRemark.PUBLISH if on else PolicyRemark.WITHDRAW
    matter_record(matter, event, act.actor, act.now)
    return matter


def photos_add(act: Act, *, number: int, files: Sequence[bytes], alt_ko: str, alt_en: str) -> None:
    """Add photos, drawn anew without what they say of themselves. Outside a transaction.

    Raises TooManyStoryPhotos, PhotoUnusable.
    """
    with transaction.atomic():
        matter = matter_lock(number, act.viewer)
        existing = StoryPhoto.objects.filter(matter=matter).count()
    if existing + len(files) > PHOTOS:
        raise TooManyStoryPhotos(f"at most {PHOTOS} photos", most=PHOTOS)
    try:
        uploads = [conversations.photo_take(data=data, now=act.now) for data in files]
    except conversations.PhotoRefused as refused:
        raise PhotoUnusable(str(refused), problem=refused.problem) from refused
    photos_put(
        act, number=number, names=[one.photo.sha256 for one in uploads],
        alt_ko=alt_ko, alt_en=alt_en,
    )  # fmt: skip


@transaction.atomic
def photos_put(act: Act, *, number: int, names: Sequence[str], alt_ko: str, alt_en: str) -> None:
    """Keep photos that were drawn anew already, by their content; each once."""
    matter = matter_lock(number, act.viewer)
    StoryPhoto.objects.bulk_create(
        [
            StoryPhoto(matter=matter, sha256=name, alt_ko=alt_ko, alt_en=alt_en, at=act.now)
            for name in names
        ],
        ignore_conflicts=True,
    )
    matter_record(matter, PolicyRemark.PHOTO, act.actor, act.now, photos=len(names))


@transaction.atomic
def photo_drop(act: Act, *, number: int, photo: int) -> Matter:
    """Take a photo off the story."""
    matter = matter_lock(number, act.viewer)
    if StoryPhoto.objects.filter(matter=matter, pk=photo).delete()[0]:
        matter_record(matter, PolicyRemark.PHOTO_GONE, act.actor, act.now)
    return matter

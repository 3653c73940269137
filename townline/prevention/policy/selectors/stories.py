"""What everybody reads: stories that are shown, with figures and photos."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Photo
from townline.prevention.policy.models import Decision, Origin, Story, StoryPhoto
from townline.prevention.policy.selectors.counts import Counts, count_voices
from townline.prevention.policy.selectors.detail import Trial, photos_by, trials_by

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicStory:
    """A story that is shown. ``texts``: how many cases began it; ``photos``: with both words."""

    row: Story
    texts: int
    votes: Counts
    trials: list[Trial]
    decision: Decision | None
    photos: list[tuple[StoryPhoto, Photo]]

    @property
    def number(self) -> int:
        """Give the number of its matter."""
        return self.row.matter_id

    @property
    def last(self) -> Trial | None:
        """Give the last trial that came to something."""
        return next((each for each in reversed(self.trials) if each.outcome), None)


def public_stories() -> list[PublicStory]:
    """Give all that are shown, the newest first; seven queries, however many."""
    rows = Story.objects.filter(published_at__isnull=False).select_related("matter")
    return _with_all(rows.order_by("-published_at", "-id")[:MOST])


def public_story(number: int) -> PublicStory | None:
    """Give one by the number of its matter, or None."""
    rows = Story.objects.filter(published_at__isnull=False, matter=number)
    return next(iter(_with_all(rows.select_related("matter"))), None)


def story_photo(sha256: str) -> Photo | None:
    """Give a photo that stands in a story which is shown, or None; two queries."""
    shown = StoryPhoto.objects.filter(sha256=sha256, matter__story__published_at__isnull=False)
    return conversations.photos_by_hash([sha256]).get(sha256) if shown.exists() else None


def _with_all(rows: Iterable[Story]) -> list[PublicStory]:
    stories = list(rows)
    ids = [story.matter_id for story in stories]
    votes, trials, photos = count_voices(ids), trials_by(ids), photos_by(ids)
    decisions = {row.matter_id: row for row in Decision.objects.filter(matter__in=ids)}
    texts = dict(
        Origin.objects.filter(matter__in=ids).values_list("matter").annotate(n=Count("id"))
    )
    return [
        PublicStory(
            row=story, texts=texts.get(story.matter_id, 0), votes=votes[story.matter_id],
            trials=trials[story.matter_id], decision=decisions.get(story.matter_id),
            photos=photos[story.matter_id],
        )
        for story in stories
    ]  # fmt: skip

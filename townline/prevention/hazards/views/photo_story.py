"""The photos of a hazard in the order of its steps: from the report to the check after repair."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.urls import reverse
from django.utils.translation import gettext

from townline.platform.conversations.api import Photo
from townline.platform.web.showing.compare import ComparedPhoto, PhotoPair
from townline.platform.web.templatetags.townline import day_words
from townline.prevention.hazards import api
from townline.prevention.hazards.rules.states import HazardStep
from townline.prevention.hazards.selectors.labels import STEPS
from townline.prevention.work_orders.views.parts import picture

_REPAIRED = frozenset({HazardStep.REPAIR, HazardStep.RECHECK})


@dataclass(frozen=True, slots=True)
class StoryPhoto:
    """A photo with what it shows; ``after``: taken of the repaired spot."""

    at: dt.datetime
    what: str
    after: bool
    small: str
    view: str
    width: int
    height: int

    @property
    def words(self) -> str:
        return f"{self.what} · {day_words(self.at)}"

    @property
    def compared(self) -> ComparedPhoto:
        """Give it as one of two that are compared; large, as one looks at what changed."""
        return ComparedPhoto(self.view, self.words, self.width, self.height)


def photo_story(detail: api.HazardDetail) -> list[StoryPhoto]:
    """Give all photos of a hazard, the oldest first, each once."""
    number = detail.row.pk
    found = [
        _photo(number, photo, report.at, gettext("신고 사진"), after=False)
        for report in detail.reports
        for photo in report.photos
    ]
    found += [
        _photo(number, one.photo, look.row.seen_at, *_moment(look.row.step, one.moment))
        for look in detail.looks
        for one in look.photos
    ]
    once = {one.view: one for one in sorted(found, key=attrgetter("at"), reverse=True)}
    return sorted(once.values(), key=attrgetter("at", "after"))


def _photo(number: int, photo: Photo, at: dt.datetime, what: str, after: bool) -> StoryPhoto:
    shape = picture(photo)
    small, view = (
        reverse("hazard_photo", args=[number, photo.sha256, copy]) for copy in ("small", "view")
    )
    return StoryPhoto(at, what, after, small, view, shape.width, shape.height)


def _moment(step: str, moment: str) -> tuple[str, bool]:
    if moment == "before":
        return gettext("보수 전"), False
    if moment == "after":
        return gettext("보수 후"), True
    return str(STEPS.get(step, gettext("현장"))), step in _REPAIRED


def before_and_after(photos: Sequence[StoryPhoto]) -> PhotoPair | None:
    """Give the last photo before the repair beside the last one after it; None without both."""
    before = [one for one in photos if not one.after]
    after = [one for one in photos if one.after]
    if not before or not after:
        return None
    return PhotoPair(gettext("보수 전과 후"), before[-1].compared, after[-1].compared)

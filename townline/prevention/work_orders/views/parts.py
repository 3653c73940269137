"""Looks with their photos ready to draw: sizes, words, and what is far off."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from townline.platform.conversations.api import Photo
from townline.prevention.work_orders.api import InspectionDetail, InspectionPhoto

_SMALL = 240  # the longest side of a thumbnail, in pixels


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo with the size of its thumbnail."""

    photo: Photo
    width: int
    height: int


def picture(photo: Photo) -> Picture:
    """Make a photo ready to draw."""
    part = min(1.0, _SMALL / max(photo.width, photo.height, 1))
    return Picture(photo, round(photo.width * part), round(photo.height * part))


def pictures(photos: Iterable[Photo]) -> list[Picture]:
    return [picture(photo) for photo in photos]


@dataclass(frozen=True, slots=True)
class PhotoLine:
    """A photo of a look. ``far``: what to think of its place, "" where it is near."""

    kept: InspectionPhoto
    picture: Picture
    far: str


@dataclass(frozen=True, slots=True)
class LookLine:
    """One look at the spot; ``name``: what was done."""

    look: InspectionDetail
    name: str
    far: str
    photos: list[PhotoLine]


def look_line(look: InspectionDetail, far: int, name: str = "") -> LookLine:
    """Put words to a look; ``far``: from so many metres on something is far off."""
    return LookLine(
        look=look,
        name=name,
        far=far_words(look.off, far),
        photos=[
            PhotoLine(stored, picture(stored.photo), far_words(stored.off, far))
            for stored in look.photos
        ],
    )


def far_words(metres: float | None, far: int) -> str:
    """Say how far off something was; nothing for what is near."""
    if metres is None or metres <= far:
        return ""
    distance = f"{metres / 1000:.1f} km" if metres >= 1000 else f"{metres:.0f} m"  # noqa: PLR2004 -- a kilometre
    return gettext(
        "등록된 위치에서 %(far)s 떨어져 있습니다. 다른 곳의 사진이 아닌지 확인해 주세요."
    ) % {"far": distance}

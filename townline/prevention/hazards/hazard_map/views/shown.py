"""One page of the list, the item that was chosen, the figures: what the template draws."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from townline.platform.conversations import api as conversations
from townline.platform.triage.api import dong_name
from townline.platform.web.moments import english
from townline.platform.web.showing.compare import ComparedPhoto, PhotoPair
from townline.prevention.hazards.hazard_map.rules.items import MapFilters, MapItem
from townline.prevention.hazards.hazard_map.rules.tiles import MARK_STYLES
from townline.prevention.hazards.hazard_map.selectors import Snapshot, photos_of
from townline.prevention.hazards.hazard_map.views import words

EACH = 50
_SMALL = 240  # the longest side of a thumbnail, in pixels


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A released photo, and the size of its thumbnail."""

    sha256: str
    moment: str
    width: int
    height: int

    def compared(self, words: str) -> ComparedPhoto:
        """Give it as one of two that are compared."""
        url = reverse("open_map_photo", args=[self.sha256, "view"])
        return ComparedPhoto(url, words, self.width, self.height)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item in words."""

    item: MapItem
    kind: str
    what: str
    dong: str
    day: str
    day_label: str
    length: str
    size: str
    look: str
    photos: Sequence[ShownPhoto] = ()

    @property
    def pair(self) -> PhotoPair | None:
        """Give the first photo before the repair and the last one after it; None without both."""
        before = [one for one in self.photos if one.moment == "before"]
        after = [one for one in self.photos if one.moment == "after"]
        if not before or not after:
            return None
        first, last = before[0], after[-1]
        words = gettext("보수 전 사진"), gettext("보수 후 사진")
        label = gettext("보수 전과 후")
        return PhotoPair(label, first.compared(words[0]), last.compared(words[1]))

    @property
    def longitude(self) -> float:
        return self.item.middle[0]

    @property
    def latitude(self) -> float:
        return self.item.middle[1]


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of what was found; ``of``: how many in all."""

    rows: list[ItemRow]
    of: int
    page: int
    pages: int
    chosen: ItemRow | None
    box: list[float] = field(default_factory=list)


def list_page(found: Snapshot, filters: MapFilters, params: QueryDict) -> Listed:
    """Give the page that is asked for, the last one where there are fewer; two queries at most."""
    items = filters.select(found.items)
    pages = max(1, -(-len(items) // EACH))
    page = min(max(1, _number(params.get("page", ""))), pages)
    shown = items[(page - 1) * EACH : page * EACH]
    chosen = found.by_id.get(params.get("item", ""))
    one = row(chosen, photos_shown(chosen)) if chosen else None
    box = _box([chosen] if chosen else items if filters != MapFilters() else [])
    return Listed([row(item) for item in shown], len(items), page, pages, one, box)


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 1  # noqa: PLR2004 -- no list has so many pages


def row(item: MapItem, photos: Sequence[ShownPhoto] = ()) -> ItemRow:
    """Write one item in words."""
    return ItemRow(
        item=item,
        kind=words.kind_words(item.kind),
        what=words.what_words(item),
        dong=dong_name(item.dong, english=english()) if item.dong else "",
        day=words.day_words(item.day),
        day_label=words.day_label(item),
        length=words.length_words(item.length_m) if item.is_line else "",
        size="" if item.is_line else words.size_words(item),
        look=str(MARK_STYLES[item.kind].get("kind", "line")),
        photos=photos,
    )


def photos_shown(item: MapItem) -> list[ShownPhoto]:
    """Give the released photos of a spot, those before the repair first; two queries."""
    released = photos_of(item)
    stored = conversations.photos_by_hash(one.sha256 for one in released) if released else {}
    return [
        _photo(one.sha256, one.moment, stored[one.sha256].width, stored[one.sha256].height)
        for one in released
        if one.sha256 in stored
    ]


def _photo(sha256: str, moment: str, width: int, height: int) -> ShownPhoto:
    part = min(1.0, _SMALL / max(width, height, 1))
    return ShownPhoto(sha256, moment, round(width * part), round(height * part))


def _box(items: Sequence[MapItem]) -> list[float]:
    """Give west, south, east, north around items; [] around none."""
    xs = [x for item in items for part in item.parts for x in part[::2]]
    ys = [y for item in items for part in item.parts for y in part[1::2]]
    return [min(xs), min(ys), max(xs), max(ys)] if xs else []

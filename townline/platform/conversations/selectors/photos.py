"""Photos of texts, and what may be shown of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from django.db.models import F, Max, Q

from townline.platform.conversations.models import Attachment, LinkStatus, Picture
from townline.platform.conversations.rules import routes
from townline.platform.core.media import MediaRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """One file of a text. ``view`` and ``thumbnail`` name copies in the media store, or are "".

    ``sha256`` is "" where the file itself is not there; ``problem`` says why it is not shown
    (``core.inspecting.report.Problem``, ``core.media``). Degrees are of WGS 84. ``moving``: there
    are several pictures in it; the ``view`` ``moves`` too, or is the first of them. ``likeness``:
    what is seen on it as 64 bits, signed, or None.
    """

    sha256: str
    kind: str = ""
    size: int = 0
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    moving: bool = False
    moves: bool = False
    view: str = ""
    thumbnail: str = ""
    latitude: float | None = None
    longitude: float | None = None
    likeness: int | None = None
    problem: str = ""
    waiting: bool = False


def photo_of(picture: Picture) -> Photo:
    """Give a picture as pages see it."""
    return Photo(
        sha256=picture.sha256,
        kind=picture.kind,
        size=picture.size,
        width=picture.width,
        height=picture.height,
        seconds=picture.seconds,
        moving=picture.moving,
        moves=picture.moves,
        view=picture.view,
        thumbnail=picture.thumbnail,
        latitude=picture.latitude,
        longitude=picture.longitude,
        likeness=picture.likeness,
        problem=picture.problem,
        waiting=picture.looked_at is None,
    )


def _of(attachment: Attachment) -> Photo:
    if attachment.picture is None:
        return Photo(sha256="", problem=attachment.problem)
    return photo_of(attachment.picture)


def of_texts(
    incoming: Sequence[int], outgoing: Sequence[int]
) -> dict[tuple[str, int], tuple[Photo, ...]]:
    """Give the photos of texts by direction and id, with one query; none where there are none."""
    found: dict[tuple[str, int], list[Photo]] = defaultdict(list)
    if incoming or outgoing:
        rows = Attachment.objects.filter(Q(incoming__in=incoming) | Q(outgoing__in=outgoing))
        for row in rows.select_related("picture").order_by("number"):
            key = ("in", row.incoming_id) if row.incoming_id else ("out", row.outgoing_id or 0)
            found[key].append(_of(row))
    return {key: tuple(photos) for key, photos in found.items()}


def attachments_of(references: Iterable[str]) -> dict[str, list[Photo]]:
    """Give the photos of threads in the order in which they came, with one query."""
    wanted = list(references)
    photos: dict[str, list[Photo]] = {reference: [] for reference in wanted}
    rows = Attachment.objects.filter(
        Q(incoming__reference__in=wanted) | Q(outgoing__reference__in=wanted)
    )
    named = rows.annotate(came=F("incoming__reference"), went=F("outgoing__reference"))
    for row in named.select_related("picture").order_by("id"):
        photos[row.came or row.went].append(_of(row))
    return photos


def photo_of_thread(reference: str, sha256: str) -> Photo | None:
    """Give a photo if a text of this thread has it."""
    rows = Attachment.objects.filter(
        Q(incoming__reference=reference) | Q(outgoing__reference=reference), picture=sha256
    )
    row = rows.select_related("picture").first()
    return _of(row) if row else None


def photos_by_hash(hashes: Iterable[str]) -> dict[str, Photo]:
    """Give photos by name, with one query; those that are not there are left out."""
    wanted = list(hashes)
    return {p.sha256: photo_of(p) for p in Picture.objects.filter(sha256__in=wanted)}


def photos_carried(now: dt.datetime) -> int:
    """Say how many photos of one text the best transport heard of within a day carries."""
    known = LinkStatus.objects.filter(seen_at__gt=now - routes.KNOWN)
    return int(known.aggregate(most=Max("photos", default=0))["most"])


def leaving(text_ids: Sequence[int]) -> dict[int, tuple[MediaRef, ...]]:
    """Give the files that go out with texts, in order, with one query; none for none."""
    found: dict[int, list[MediaRef]] = defaultdict(list)
    if not text_ids:
        return {}
    rows = Attachment.objects.filter(outgoing__in=text_ids, picture__isnull=False)
    for row in rows.select_related("picture").order_by("number"):
        if row.picture and row.outgoing_id:
            ref = MediaRef(sha256=row.picture.sha256, size=row.picture.size)
            found[row.outgoing_id].append(ref)
    return {text: tuple(refs) for text, refs in found.items()}


def files_used(names: Set[str]) -> set[str]:
    """Give those of some files that a picture names, itself or as a copy."""
    wanted = list(names)
    rows = Picture.objects.filter(
        Q(sha256__in=wanted) | Q(view__in=wanted) | Q(thumbnail__in=wanted)
    )
    return {name for row in rows.values_list("sha256", "view", "thumbnail") for name in row}

"""What everybody may see of dangerous spots: place, size and days; no note and no name."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import Case, F, QuerySet, When

from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.rules.states import KIND, HazardState
from townline.prevention.work_orders.api import photos_of

# While nobody has made it safe, people must not be led to it; what is dismissed is none.
_SHOWN = (HazardState.MADE_SAFE, HazardState.REPAIRED, HazardState.CLOSED)
_MARK = """
SELECT count(*), sum(hashtextextended(concat_ws('|', state, kind, address, dong, latitude,
  longitude, width_cm, length_cm, depth_cm, made_safe_at, repaired_at, released_at), id))
FROM hazards_hazard WHERE state = ANY(%s) AND kind = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class PublicHazard:
    """One spot as everybody sees it. Degrees of WGS 84, centimetres; None was not measured.

    ``repaired_at``: None while it is only made safe.
    """

    id: int
    kind: str
    latitude: float
    longitude: float
    address: str
    dong: str
    width_cm: float | None
    length_cm: float | None
    depth_cm: float | None
    made_safe_at: dt.datetime | None
    repaired_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class PublicPhoto:
    """A released photo; ``moment``: before or after the repair, "" where neither."""

    sha256: str
    moment: str


def _public_hazards(kinds: Collection[str], *, by_itself: bool) -> QuerySet[Hazard]:
    found = Hazard.objects.filter(state__in=_SHOWN, kind__in=kinds)
    return found if by_itself else found.filter(released_at__isnull=False)


def public_hazards(*, kinds: Collection[str], by_itself: bool) -> list[PublicHazard]:
    """Give the spots of these kinds that are safe or repaired; one query.

    ``by_itself``: without waiting until a person has released them.
    """
    # What was found bad again at the check is not repaired, whenever it was.
    done = Case(When(state=HazardState.MADE_SAFE, then=None), default=F("repaired_at"))
    rows = _public_hazards(kinds, by_itself=by_itself).values_list(
        "id", "kind", "latitude", "longitude", "address", "dong", "width_cm", "length_cm",
        "depth_cm", "made_safe_at", done,
    )  # fmt: skip
    return [PublicHazard(*row) for row in rows]


def public_hazards_mark(kinds: Collection[str]) -> str:
    """Give a text that is another one when anything of these spots has changed; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [list(_SHOWN), list(kinds)])
        return "-".join(map(str, cursor.fetchone()))


def public_photos(hazard_id: int) -> list[PublicPhoto]:
    """Give the released photos of a spot, each once, those before the repair first; one query.

    The caller has seen that everybody may see the spot itself.
    """
    released = photos_of(KIND, [hazard_id]).filter(released=True)
    rows = released.order_by("-moment", "at", "id").values_list("sha256", "moment")
    found: dict[str, PublicPhoto] = {}
    for row in rows:
        found.setdefault(row[0], PublicPhoto(*row))
    return list(found.values())


def public_photo_shown(sha256: str, *, kinds: Collection[str], by_itself: bool) -> bool:
    """Say whether everybody may see a photo: it and its spot are released; one query."""
    shown = _public_hazards(kinds, by_itself=by_itself).values("id")
    return photos_of(KIND, shown).filter(sha256=sha256, released=True).exists()

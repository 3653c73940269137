"""How well texts of one event are put together, on any file with the field ``incident``."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any

from townline.platform.triage.rules.grouping import GroupingItem, b_cubed, groups
from townline.platform.triage.rules.places import Gazetteer, find
from townline.platform.triage.rules.places.entries import OUTSIDE
from townline.platform.triage.rules.similarity_words import marks
from townline.platform.triage.services.incident_types import incident_type_shares

MOST = 3_000  # lines with an incident that are compared with one another
_RESAMPLES = 200


def incident_score(
    rows: Sequence[Mapping[str, Any]],
    vectors: Sequence[bytes] | None = None,
    services: Sequence[Mapping[str, float]] | None = None,
    known: Gazetteer | None = None,
) -> dict[str, Any] | None:
    """Group the rows that name an ``incident`` and compare; None where fewer than two do.

    Where a text speaks of is found in its words, with the gazetteer ``known``; ``time``, ``lat``
    and ``lon`` of a row are used where it has them. ``vectors`` and ``services`` as a reader gave
    them, in the order of ``rows``. Rows without an incident are skipped, as any missing field is.
    Gives B-cubed ``precision``, ``recall``, ``f1`` with the 95 % interval ``low`` and ``high``
    (incidents drawn anew), ``rows`` and ``incidents``.
    """
    wanted = [at for at, row in enumerate(rows) if row.get("incident")][:MOST]
    if len(wanted) < 2:  # noqa: PLR2004 -- one text is no group
        return None
    items = [
        item(rows[at], vectors[at] if vectors else b"", services[at] if services else {}, known)
        for at in wanted
    ]
    found, true = groups(items), [str(rows[at]["incident"]) for at in wanted]
    precision, recall, f1 = b_cubed(found, true)
    low, high = _interval(found, true)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(f1, 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "rows": len(wanted),
        "incidents": len(set(true)),
    }


def item(
    row: Mapping[str, Any],
    vector: bytes,
    services: Mapping[str, float],
    known: Gazetteer | None,
    kinds: Mapping[str, float] | None = None,
) -> GroupingItem:
    """Make of a row what is grouped; ``kinds`` in the place of what our own weights tell."""
    text = str(row.get("text") or "")
    place = find(text, known) if known else None
    if place is not None and place.kind == OUTSIDE:
        place = None
    latitude, longitude = _degrees(row.get("lat")), _degrees(row.get("lon"))
    if place is not None and (latitude is None or longitude is None):
        latitude, longitude = place.latitude, place.longitude
    dong = place.dong if place else ""
    return GroupingItem(
        key=str(row.get("id") or ""),
        kinds=incident_type_shares(text, marks(text), vector) if kinds is None else kinds,
        services=services,
        place=place.name_ko if place else "",
        dong=dong,
        dongs=frozenset(known.naming.overlapping(dong)) if known and dong else frozenset(),
        latitude=latitude,
        longitude=longitude,
        at=_moment(row.get("time")),
    )


def _degrees(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _moment(value: object) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _interval(found: Sequence[int], true: Sequence[str]) -> tuple[float, float]:
    """Draw whole incidents anew: their texts do not stand for themselves."""
    rng = random.Random(1)  # noqa: S311 -- the same figures for the same file
    names = sorted(set(true))
    where = {name: [at for at, each in enumerate(true) if each == name] for name in names}
    scores = []
    for _ in range(_RESAMPLES):
        some = [at for name in rng.choices(names, k=len(names)) for at in where[name]]
        scores.append(b_cubed([found[at] for at in some], [true[at] for at in some])[2])
    scores.sort()
    return scores[int(0.025 * _RESAMPLES)], scores[int(0.975 * _RESAMPLES) - 1]

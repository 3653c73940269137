"""Texts of the last days that seem to tell of one event."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from townline.triage.models import IndexedText
from townline.triage.rules.grouping import Item, groups

# Among everyday texts of a district few tell of an event: a wrong suggestion costs a look.
_SHOWN = 2.8
_LIKELY = 0.7  # the index keeps only which service was the likeliest
MOST = 600  # of the newest texts: a snow day has two hundred


@dataclass(frozen=True, slots=True, kw_only=True)
class EventText:
    """One text of it. ``dong``: "" where nobody knows."""

    subject: str
    reference: str
    dong: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Texts that seem to tell of one event, oldest first; ``kind`` of ``happenings``, or ""."""

    kind: str
    texts: tuple[EventText, ...]


def events(*, since: dt.datetime, until: dt.datetime, least: int) -> list[Event]:
    """Group the texts of a time; give groups of at least so many subjects. One query."""
    rows = IndexedText.objects.filter(at__gte=since, at__lte=until).order_by("-at", "-id")
    some = list(rows.defer("words", "grams", "photos", "bands")[:MOST])[::-1]
    together: dict[int, list[IndexedText]] = defaultdict(list)
    for row, label in zip(some, groups([_item(row) for row in some], _SHOWN), strict=True):
        together[label].append(row)
    return [
        _event(rows) for rows in together.values() if len({row.subject for row in rows}) >= least
    ]


def _item(row: IndexedText) -> Item:
    return Item(
        key=row.reference,
        kinds=row.kinds,
        vector=bytes(row.vector),
        services={row.service: _LIKELY} if row.service else {},
        dong=row.dong,
        latitude=row.latitude,
        longitude=row.longitude,
        at=row.at,
    )


def _event(rows: Sequence[IndexedText]) -> Event:
    hinted = Counter(kind for row in rows for kind in row.kinds)
    kind, count = hinted.most_common(1)[0] if hinted else ("", 0)
    return Event(
        kind=kind if count * 2 >= len(rows) else "",
        texts=tuple(
            EventText(subject=row.subject, reference=row.reference, dong=row.dong, at=row.at)
            for row in rows
        ),
    )


def index_newest() -> int:
    """Give the number of the newest text in the index, 0 for none; one query of an index."""
    return int(IndexedText.objects.aggregate(newest=Max("id"))["newest"] or 0)

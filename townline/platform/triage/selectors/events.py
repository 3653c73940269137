"""Texts of the last days that seem to tell of one event."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Max

from townline.platform.triage.models import IndexedText
from townline.platform.triage.rules.grouping import Item, groups

# Among everyday texts of a district few tell of an event: a wrong suggestion costs a look.
_SHOWN = 3.0
_LIKELY = 0.7  # the index keeps only which service was the likeliest
_TOLD = 0.3  # on the average: less is not enough to name an event by
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


def events(
    *, since: dt.datetime, until: dt.datetime, least: int, like: Callable[[str], list[str]]
) -> list[Event]:
    """Group the texts of a time; give groups of at least so many subjects. One query.

    ``like`` gives every name that shares ground with that of a dong.
    """
    rows = IndexedText.objects.filter(at__gte=since, at__lte=until).order_by("-at", "-id")
    some = list(rows.defer("words", "grams", "photos", "bands")[:MOST])[::-1]
    dongs = {dong: frozenset(like(dong)) for dong in {row.dong for row in some} if dong}
    items = [_item(row, dongs.get(row.dong, frozenset())) for row in some]
    together: dict[int, list[IndexedText]] = defaultdict(list)
    for row, label in zip(some, groups(items, _SHOWN), strict=True):
        together[label].append(row)
    return [
        _event(rows) for rows in together.values() if len({row.subject for row in rows}) >= least
    ]


def _item(row: IndexedText, dongs: frozenset[str]) -> Item:
    return Item(
        key=row.reference,
        # Rows of earlier versions hold how many words hinted at it.
        kinds={kind: min(1.0, much) for kind, much in row.kinds.items()},
        services={row.service: _LIKELY} if row.service else {},
        place=row.place,
        dong=row.dong,
        dongs=dongs,
        latitude=row.latitude,
        longitude=row.longitude,
        at=row.at,
    )


def _event(rows: Sequence[IndexedText]) -> Event:
    told: Counter[str] = Counter()
    for row in rows:
        told.update({kind: min(1.0, much) for kind, much in row.kinds.items()})
    kind, much = told.most_common(1)[0] if told else ("", 0.0)
    return Event(
        kind=kind if much >= _TOLD * len(rows) else "",
        texts=tuple(
            EventText(subject=row.subject, reference=row.reference, dong=row.dong, at=row.at)
            for row in rows
        ),
    )


def index_newest() -> int:
    """Give the number of the newest text in the index, 0 for none; one query of an index."""
    return int(IndexedText.objects.aggregate(newest=Max("id"))["newest"] or 0)

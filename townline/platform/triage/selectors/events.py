"""Texts of the last days that seem to tell of one event."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Max

from townline.platform.triage.models import IndexedText
from townline.platform.triage.rules.grouping import GroupingItem, affinity, groups, signs
from townline.platform.triage.rules.grouping_weights import WEIGHTS

# Among everyday texts of a district few tell of an event: a wrong suggestion costs a look.
SHOWN = 3.0
_LIKELY = 0.7  # the index keeps only which service was the likeliest
_MIN_SHARE = 0.3  # on the average: less is not enough to name an event by
MOST = 600  # of the newest texts: a snow day has two hundred


@dataclass(frozen=True, slots=True, kw_only=True)
class EventText:
    """One text of it. ``dong``: "" where nobody knows."""

    subject: str
    reference: str
    dong: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEvent:
    """Texts that seem to tell of one event, oldest first; ``kind`` of ``happenings``, or ""."""

    kind: str
    texts: tuple[EventText, ...]


def events(
    *, since: dt.datetime, until: dt.datetime, least: int, like: Callable[[str], list[str]]
) -> list[TextEvent]:
    """Group the texts of a time; give groups of at least so many subjects. One query.

    ``like`` gives every name that shares ground with that of a dong.
    """
    rows = IndexedText.objects.filter(at__gte=since, at__lte=until).order_by("-at", "-id")
    some = list(rows.defer("words", "grams", "photos", "bands")[:MOST])[::-1]
    dongs = {dong: frozenset(like(dong)) for dong in {row.dong for row in some} if dong}
    items = [_item(row, dongs.get(row.dong, frozenset())) for row in some]
    together: dict[int, list[IndexedText]] = defaultdict(list)
    for row, label in zip(some, groups(items, SHOWN), strict=True):
        together[label].append(row)
    return [
        _event(rows) for rows in together.values() if len({row.subject for row in rows}) >= least
    ]


def _item(row: IndexedText, dongs: frozenset[str]) -> GroupingItem:
    return GroupingItem(
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


def _event(rows: Sequence[IndexedText]) -> TextEvent:
    kind_weights: Counter[str] = Counter()
    for row in rows:
        kind_weights.update({kind: min(1.0, much) for kind, much in row.kinds.items()})
    kind, much = kind_weights.most_common(1)[0] if kind_weights else ("", 0.0)
    return TextEvent(
        kind=kind if much >= _MIN_SHARE * len(rows) else "",
        texts=tuple(
            EventText(subject=row.subject, reference=row.reference, dong=row.dong, at=row.at)
            for row in rows
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an event is known by besides its texts; what is empty or None is not known."""

    kinds: frozenset[str] = frozenset()
    place: str = ""
    dong: str = ""
    latitude: float | None = None
    longitude: float | None = None
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """How much speaks for a text telling of an event, in log odds.

    ``against``: where that is not enough, what speaks against it most: ``matter`` (it tells of
    something else), ``place`` or ``time``; else "".
    """

    power: float
    against: str = ""


_AGAINST = {"elsewhere": "place", "far": "place", "days": "time"}
_ENOUGH = 30  # texts of the event that are looked at: the newest
_NEAREST = 5


def event_fits(
    *,
    about: Sequence[About],
    members: Sequence[str],
    subjects: Sequence[str] | None,
    since: int,
    like: Callable[[str], list[str]],
) -> dict[str, Fit]:
    """Say how well subjects fit an event, by the weights that group texts; two queries.

    ``subjects`` None: those of the newest texts after number ``since`` of the index, members
    left out. One that is asked about is beside the other members. What is not in the index is
    left out.
    """
    rows = IndexedText.objects.defer("words", "grams", "photos", "bands").order_by("-at", "-id")
    candidates = (
        rows.filter(id__gt=since) if subjects is None else rows.filter(subject__in=subjects)
    )
    known = list(rows.filter(subject__in=list(members))[:_ENOUGH])
    own = set(members) if subjects is None else set()
    wanted = [row for row in candidates[:MOST] if row.subject not in own]
    dongs = {row.dong for row in (*known, *wanted)} | {one.dong for one in about}
    shared = {dong: frozenset(like(dong)) for dong in dongs if dong}
    theirs = [(row.subject, _item(row, shared.get(row.dong, frozenset()))) for row in known]
    theirs += [("", _about(one, shared.get(one.dong, frozenset()))) for one in about]
    found: dict[str, Fit] = {}
    for row in wanted:
        others = [item for subject, item in theirs if subject != row.subject]
        fit = _fit(_item(row, shared.get(row.dong, frozenset())), others)
        if row.subject not in found or found[row.subject].power < fit.power:
            found[row.subject] = fit
    return found


def _about(one: About, dongs: frozenset[str]) -> GroupingItem:
    return GroupingItem(
        key="", kinds=dict.fromkeys(one.kinds, 1.0), place=one.place, dong=one.dong, dongs=dongs,
        latitude=one.latitude, longitude=one.longitude, at=one.at,
    )  # fmt: skip


def _fit(item: GroupingItem, theirs: Sequence[GroupingItem]) -> Fit:
    # By those that it fits best: a street of a flood need not be like every other street of it.
    powers = sorted(((affinity(item, other), n) for n, other in enumerate(theirs)), reverse=True)
    best = powers[:_NEAREST]
    power = sum(each for each, _ in best) / len(best) if best else 0.0
    if power > SHOWN or not best:
        return Fit(power)
    weighed = {n: WEIGHTS[n] * value for n, value in signs(item, theirs[best[0][1]]).items()}
    least = min(weighed, key=lambda name: weighed[name])
    return Fit(power, _AGAINST.get(least, "matter"))


def index_newest() -> int:
    """Give the number of the newest text in the index, 0 for none; one query of an index."""
    return int(IndexedText.objects.aggregate(newest=Max("id"))["newest"] or 0)

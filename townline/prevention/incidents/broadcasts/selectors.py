import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from townline.casework.cases import api as cases
from townline.platform.core import resident_moments
from townline.platform.core.text.particles import settle
from townline.platform.departments.api import Viewer
from townline.prevention.incidents.broadcasts.models import Broadcast, BroadcastRecipient
from townline.prevention.incidents.broadcasts.ports import kind_of
from townline.prevention.incidents.broadcasts.rules import (
    DAY,
    LEFT,
    LEFT_OUT,
    MINUTE,
    UNDER_WAY,
    BroadcastState,
    Recipient,
    binding_hash,
)

# What an approval binds of a broadcast as it stands.


def hash_of(row: Broadcast) -> str:
    """Give the hash over its words and its stored recipients; one query."""
    rows = BroadcastRecipient.objects.filter(broadcast=row)
    return binding_hash(
        bodies=row.bodies,
        urgent=row.urgent,
        recipients=[
            Recipient(resident or 0, language, day)
            for resident, language, day in rows.values_list("resident_id", "language", "day")
        ],
    )


# Broadcasts with what became of their texts; constant numbers of queries.

_SHOWN = 20
_WAITING = Q(recipients__text_id=None) & ~Q(recipients__outcome=LEFT_OUT)


@dataclass(frozen=True, slots=True)
class BroadcastSummary:
    """One with what became of its texts; ``late``: those who would get it now and do not."""

    row: Broadcast
    to: int
    waiting: int
    outcomes: dict[str, int]
    languages: dict[str, int]
    late: int


def sent_of(kind: str, owners: Collection[int], *, late: bool = True) -> list[BroadcastSummary]:
    """Give those of some owners, the newest first, at most 20 of one owner; two queries.

    ``late``: also look who would get the newest one now.
    """
    rows = Broadcast.objects.filter(kind=kind, owner__in=owners)
    found = list(
        rows.exclude(state=BroadcastState.DISCARDED)
        .select_related("author", "approved_by")
        .order_by("-id")
        .annotate(waiting=Count("recipients", filter=_WAITING))[: _SHOWN * len(owners)]
    )
    recipients = BroadcastRecipient.objects.filter(broadcast__in=found).order_by()
    counts = list(
        recipients.values_list("broadcast", "outcome", "language").annotate(n=Count("id"))
    )
    newest = next((one.pk for one in found if one.state != BroadcastState.DRAFT), 0)
    return [
        _summarize(one, counts, left_out(one) if late and one.pk == newest else 0) for one in found
    ]


def _summarize(
    row: Broadcast, counts: Sequence[tuple[int, str, str, int]], late: int
) -> BroadcastSummary:
    own = [(outcome, language, n) for number, outcome, language, n in counts if number == row.pk]
    outcomes: dict[str, int] = {}
    languages: dict[str, int] = {}
    for outcome, language, n in own:
        outcomes[outcome] = outcomes.get(outcome, 0) + n
        if outcome == LEFT_OUT:
            continue
        languages[language] = languages.get(language, 0) + n
    return BroadcastSummary(
        row=row,
        to=sum(n for outcome, _, n in own if outcome != LEFT_OUT),
        waiting=vars(row)["waiting"],
        outcomes=outcomes,
        languages=languages,
        late=late,
    )


def left_out(row: Broadcast) -> int:
    """Count those who would get it now and are not among its recipients."""
    own = BroadcastRecipient.objects.filter(broadcast=row)
    have = set(own.values_list("resident_id", flat=True))
    people = kind_of(row.kind).people(row.owner, row.bodies)
    return sum(one.resident_id not in have for one in people)


def recipients_of(kind: str, owner: int, number: int) -> list[BroadcastRecipient]:
    """Give who gets it, without their numbers, at most 500; the caller has looked at the owner."""
    rows = BroadcastRecipient.objects.filter(broadcast=number)
    own = rows.filter(broadcast__kind=kind, broadcast__owner=owner)
    return list(own.select_related("case").order_by("id")[:500])


def submitted_broadcasts(kind: str) -> QuerySet[Broadcast]:
    """Give those of a kind that wait for the mayor, to join them to their owners."""
    return Broadcast.objects.filter(kind=kind, state=BroadcastState.SUBMITTED)


def waiting(viewer: Viewer) -> list[tuple[Broadcast, str]]:
    """Give those that wait for the mayor and somebody sees, with titles: urgent, then oldest."""
    submitted_ = Broadcast.objects.filter(state=BroadcastState.SUBMITTED)
    rows = list(submitted_.order_by("-urgent", "submitted_at"))
    titles = {
        kind: kind_of(kind).titles({one.owner for one in rows if one.kind == kind}, viewer)
        for kind in {one.kind for one in rows}
    }
    return [(one, titles[one.kind][one.owner]) for one in rows if one.owner in titles[one.kind]]


def quiet_until(row: Broadcast, now: dt.datetime) -> dt.datetime | None:
    """Give the end of the quiet hours that an approved one waits for; None where it does not."""
    if row.state != BroadcastState.APPROVED or row.urgent or row.next_at is None:
        return None
    return row.next_at if row.next_at > now and cases.ends(row.next_at - MINUTE) else None


def is_under_way(kind: str, owner: int) -> bool:
    """Say whether one is before the mayor or leaving."""
    rows = Broadcast.objects.filter(kind=kind, owner=owner, state__in=sorted(UNDER_WAY))
    return rows.exists()


def is_begun(kind: str, owner: int) -> bool:
    """Say whether one was written, discarded ones aside."""
    rows = Broadcast.objects.filter(kind=kind, owner=owner)
    return rows.exclude(state=BroadcastState.DISCARDED).exists()


def approved_since(kind: str, owners: Collection[int], at: dt.datetime) -> bool:
    """Say whether one of theirs was approved since, and the approval stands."""
    rows = Broadcast.objects.filter(kind=kind, owner__in=owners, approved_at__gte=at)
    return rows.filter(state__in=sorted(LEFT)).exists()


def got(kind: str) -> QuerySet[BroadcastRecipient]:
    """Give the recipients of those of a kind that were approved, but for who was left out."""
    approved = Q(broadcast__kind=kind, broadcast__state__in=sorted(LEFT))
    return BroadcastRecipient.objects.filter(approved).exclude(outcome=LEFT_OUT)


def recipient_ids(kind: str, owner: int) -> QuerySet[BroadcastRecipient, int | None]:
    """Give the residents who got one of an owner's, or will."""
    return got(kind).filter(broadcast__owner=owner).values_list("resident_id", flat=True)


@dataclass(frozen=True, slots=True)
class Got:
    """What became of one text, and of which day it spoke."""

    day: dt.date | None
    outcome: str


def got_of(kind: str, owner: int) -> list[Got]:
    """Give what became of each text of all of an owner's; one query."""
    rows = got(kind).filter(broadcast__owner=owner).order_by("id")
    return [Got(*row) for row in rows.values_list("day", "outcome")]


# What one recipient reads.


def words_for(row: Broadcast, language: str, day: dt.date | None = None) -> str:
    """Give the words in one of its languages, with the day that is the recipient's own."""
    words = str(row.bodies[language])
    if day is None:
        return words
    day_words = resident_moments.day(day, language, year=day.year != row.written_at.year)
    return settle(words.replace(DAY, day_words))

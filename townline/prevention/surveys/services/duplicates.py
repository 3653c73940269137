"""Two lines that may be one home: suggested by the program, decided by a person."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from townline.casework.cases.api import NotFound, WrongState
from townline.platform.core.history import audit
from townline.prevention.surveys.models import DuplicatePair, Home, PlannedVisit
from townline.prevention.surveys.rules.duplicates import Known, suggest_pairs
from townline.prevention.surveys.rules.states import (
    Exclusion,
    HomeEvent,
    HomeState,
    home_subject,
)
from townline.prevention.surveys.services.transition import HOMES, visits_open, was_of

SAME, DIFFERENT = "same", "different"
_EXACT = frozenset({"file", "hand"})


def duplicates_find(*, kind: str, fresh: Iterable[int], now: dt.datetime) -> int:
    """Suggest pairs with at least one of these homes; give how many. A decision stands."""
    homes = Home.objects.filter(kind=kind).exclude(state=HomeState.EXCLUDED)
    columns = ("id", "place", "building", "unit", "latitude", "longitude", "located_by")
    known = [
        Known(pk, place, building, unit, latitude, longitude, by in _EXACT)
        for pk, place, building, unit, latitude, longitude, by in homes.values_list(*columns)
    ]
    pairs = [
        DuplicatePair(
            first_id=pair.first,
            second_id=pair.second,
            reasons=list(pair.reasons),
            score=pair.score,
            found_at=now,
        )
        for pair in suggest_pairs(known, frozenset(fresh))
    ]
    DuplicatePair.objects.bulk_create(pairs, ignore_conflicts=True, batch_size=1_000)
    return len(pairs)


def pairs_open(kind: str) -> list[int]:
    """Give the pairs that wait for a decision, the likeliest first."""
    rows = DuplicatePair.objects.filter(first__kind=kind, decision="").order_by("-score", "id")
    return list(rows.values_list("id", flat=True))


@transaction.atomic
def duplicate_decide(
    *, pair_id: int, same: bool, keep: int | None, actor: audit.Actor, now: dt.datetime
) -> None:
    """Say whether two lines are one home; ``keep``: the home that goes on, the first if None.

    Raises NotFound, WrongState for a pair that is decided.
    """
    pair = DuplicatePair.objects.select_for_update().filter(id=pair_id).first()
    if pair is None:
        raise NotFound(f"there is no pair {pair_id}")
    if pair.decision:
        raise WrongState("the pair is decided already", state=pair.decision)
    pair.decision = SAME if same else DIFFERENT
    pair.decided_at = now
    pair.decided_by_id = actor.id if actor.kind == "staff" else None
    pair.save(update_fields=["decision", "decided_at", "decided_by"])
    if same:
        _merge(pair, keep, actor, now)
    else:
        _record_separate(pair, actor, now)


def _merge(pair: DuplicatePair, keep: int | None, actor: audit.Actor, now: dt.datetime) -> None:
    ids = sorted([pair.first_id, pair.second_id])
    homes = {home.id: home for home in Home.objects.select_for_update().filter(id__in=ids)}
    stays = homes[keep if keep in homes else pair.first_id]
    goes = next(home for home in homes.values() if home is not stays)
    if stays.state == HomeState.EXCLUDED:
        raise WrongState("the home that would go on is excluded", state=stays.state)
    visit = visits_open([goes]).get(goes.id)
    HOMES.move(
        goes,
        HomeEvent.MERGE,
        actor=actor,
        now=now,
        changes={"excluded_for": Exclusion.DUPLICATE, "merged_into": stays},
        data={"into": stays.id, "pair": pair.id, "was": was_of(goes, visit)},
    )
    PlannedVisit.objects.filter(id=visit or 0).update(done_at=now)


def _record_separate(pair: DuplicatePair, actor: audit.Actor, now: dt.datetime) -> None:
    audit.record_many(
        audit.AuditEntry(
            subject=home_subject(home),
            event="home:duplicate:keep",
            actor=actor,
            at=now,
            data={"other": other},
        )
        for home, other in (
            (pair.first_id, pair.second_id),
            (pair.second_id, pair.first_id),
        )
    )


def duplicate_close(home: Home, into: int, actor: audit.Actor, now: dt.datetime) -> None:
    """Say once more that a home that was put back is another one."""
    ids = sorted([home.id, into])
    by = actor.id if actor.kind == "staff" else None
    DuplicatePair.objects.filter(first=ids[0], second=ids[1]).update(
        decision=SAME, decided_at=now, decided_by=by
    )


def duplicate_reopen(home: Home) -> None:
    """Ask again about a home that was merged and is put back."""
    if home.merged_into_id is not None:
        ids = sorted([home.id, home.merged_into_id])
        DuplicatePair.objects.filter(first=ids[0], second=ids[1]).update(
            decision="", decided_at=None, decided_by=None
        )

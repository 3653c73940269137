"""Measures of an object that is gone go on at another one: held ones, with who consents."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from townline.platform.core.history import audit
from townline.platform.core.history.machine import Move
from townline.prevention.works.errors import ObjectGone, WorkNotFound
from townline.prevention.works.models import Consent, Measure, Party, WorkObject
from townline.prevention.works.rules import (
    CONSENTED,
    OVER,
    ConsentEvent,
    HeldFor,
    MeasureEvent,
    MeasureState,
    ObjectState,
)
from townline.prevention.works.services.locking import consents_of, measures_of, objects_lock
from townline.prevention.works.services.machines import CONSENTS
from townline.prevention.works.services.moving import measures_move
from townline.prevention.works.services.settling import consents_settle

TWICE = "옮길 대상에 같은 종류의 조치가 있음"
_NOBODY = {"party_id": None, "valid_until": None, "how": "", "form": "", "reason": None}


@dataclass(frozen=True, slots=True)
class Carried:
    """How many measures went along, and how many ended because the other object has them."""

    moved: int
    ended: int


@transaction.atomic
def measures_carry(
    *, object_id: int, actor: audit.Actor, now: dt.datetime, into_id: int | None = None
) -> Carried:
    """Let what is held for a gone object go on at another: the one it was merged into, or named.

    Whoever consents comes along where the other object knows nobody in that role; else that one
    is asked anew. Raises WorkNotFound, ObjectGone where either is not as it must be.
    """
    into_id = into_id or _merged_into(object_id)
    rows = objects_lock([object_id, into_id])
    gone, into = rows.get(object_id), rows.get(into_id)
    if gone is None or into is None or gone.pk == into.pk:
        raise WorkNotFound(f"there is no object {into_id} for the measures of {object_id}")
    if gone.state == ObjectState.ACTIVE or into.state != ObjectState.ACTIVE:
        raise ObjectGone(f"object {into_id} is {into.state}")
    measures = measures_of([gone, into])
    held = [each for each in measures if each.object_id == gone.pk and _is_held(each)]
    there = {m.kind for m in measures if m.object_id == into.pk and m.state not in OVER}
    twice = [each for each in held if each.kind in there]
    going = [each for each in held if each.kind not in there]
    measures_move(twice, MeasureEvent.DROP, actor=actor, now=now, reason=TWICE)
    _move(going, gone, into, actor, now)
    return Carried(len(going), len(twice))


def _merged_into(object_id: int) -> int:
    found = WorkObject.objects.filter(pk=object_id).values_list("merged_into", flat=True).first()
    if found is None:
        raise WorkNotFound(f"object {object_id} was not merged into another")
    return found


def _is_held(each: Measure) -> bool:
    return each.state == MeasureState.HELD and each.held_for == HeldFor.OBJECT


def _move(
    going: Sequence[Measure],
    gone: WorkObject,
    into: WorkObject,
    actor: audit.Actor,
    now: dt.datetime,
) -> None:
    parties = _parties(gone, into, now)
    consents = [each for those in consents_of(going).values() for each in those]
    _hand_over(consents, parties, actor, now)
    ready = [each for each in going if _has_consents(each, consents)]
    measures_move(
        ready, MeasureEvent.RESUME, actor=actor, now=now,
        back_to=lambda each: MeasureState(each.held_from),
        changes=lambda _: {"object_id": into.pk}, data={"from": gone.pk},
    )  # fmt: skip
    for each in going:
        if each not in ready:  # an order without a consent stays held, for that
            each.object_id, each.held_for = into.pk, HeldFor.CONSENT
            each.save(update_fields=["object_id", "held_for"])
        each.object = into
    consents_settle(going, actor=actor, now=now)


def _has_consents(each: Measure, consents: Iterable[Consent]) -> bool:
    """Say whether it may go on: what was ordered needs the consents that it had."""
    if each.held_from != MeasureState.ORDERED:
        return True
    own = [one for one in consents if one.measure_id == each.pk]
    return each.consent in CONSENTED and all(one.state == "given" for one in own)


def _parties(gone: WorkObject, into: WorkObject, now: dt.datetime) -> dict[str, Party]:
    """Give who is asked there by role; who is known at the gone object alone comes along."""
    known = {p.role: p for p in Party.objects.filter(object=into, ended_at=None)}
    for party in Party.objects.filter(object=gone, ended_at=None):
        if party.role in known:
            if party.resident_id != known[party.role].resident_id:
                Party.objects.filter(pk=party.pk).update(ended_at=now)
        else:
            Party.objects.filter(pk=party.pk).update(object=into)
            known[party.role] = party
    return known


def _hand_over(
    consents: Sequence[Consent], parties: dict[str, Party], actor: audit.Actor, now: dt.datetime
) -> None:
    """Let consents be those of who is asked there; somebody else is asked anew."""
    moves = []
    for each in consents:
        party = parties.get(each.role)
        if party is None or each.party_id == party.pk:
            continue
        if each.party and each.party.resident_id and each.party.resident_id == party.resident_id:
            Consent.objects.filter(pk=each.pk).update(party=party)
            continue
        moves.append(
            Move(row=each, event=ConsentEvent.MOVE_OUT, changes=_NOBODY | {"party_id": party.pk})
        )
    CONSENTS.move_all(moves, actor=actor, now=now)

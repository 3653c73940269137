"""How a measure's consents and its own state fit together: the only place that writes ``consent``.

Whoever changes a consent, or lets a measure into a state that needs them, settles it here, in the
same transaction, with the measure locked.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from townline.platform.core.history import audit
from townline.prevention.works.models import Consent, Measure, Party, WorkObject
from townline.prevention.works.rules import (
    CONSENTED,
    WANTED,
    ConsentNow,
    HeldFor,
    MeasureEvent,
    MeasureState,
    Role,
    together,
)
from townline.prevention.works.selectors.kinds import measure_kinds
from townline.prevention.works.services.locking import consents_of
from townline.prevention.works.services.moving import measures_move

_E, _S = MeasureEvent, MeasureState
# Where consents move nothing, and are known all the same. What was done stays as it was.
_NOTED = WANTED | {_S.HELD, _S.REFUSED, _S.DROPPED}


def roles_of(kind: str, of: WorkObject) -> list[str]:
    """Say whose consent a measure needs: those whom its kind names and who are there."""
    known = measure_kinds().get(kind)
    required = known.consent if known else tuple(Role)
    return [role for role in Role if role in required and role in of.parties]


def consents_settle(rows: Sequence[Measure], *, actor: audit.Actor, now: dt.datetime) -> None:
    """Bring locked measures in line with their consents; make the consents that they need."""
    found = _ensure_consents(rows, consents_of(rows))
    stands = {row.pk: together(each.state for each in found[row.pk]) for row in rows}
    left = list(rows)
    while left:
        left = _turn(left, stands, actor, now)


def _turn(
    rows: Sequence[Measure], stands: dict[int, ConsentNow], actor: audit.Actor, now: dt.datetime
) -> list[Measure]:
    """Move each as far as its consents say; give those that moved: a step may lead to a next."""
    turned: dict[MeasureEvent, list[Measure]] = {}
    for row in rows:
        if event := _event(row, stands[row.pk]):
            turned.setdefault(event, []).append(row)
        elif row.state in _NOTED and row.consent != stands[row.pk]:
            _note(row, stands[row.pk], now)
    for event, those in turned.items():
        held = {"held_for": HeldFor.CONSENT} if event == _E.HOLD else {}
        measures_move(
            those, event, actor=actor, now=now,
            changes=lambda row, held=held: held | _columns(stands[row.pk], now),  # type: ignore[misc]
        )  # fmt: skip
    return [row for those in turned.values() for row in those]


def _event(row: Measure, stands: ConsentNow) -> MeasureEvent | None:
    """Say what the consents do to a measure; None where they change nothing of its state."""
    if row.state == _S.ORDERED:
        return None if stands in CONSENTED else _E.HOLD
    if row.state == _S.REFUSED:
        return None if stands == ConsentNow.REFUSED else _E.REOPEN
    if row.state not in WANTED:
        return None
    if stands == ConsentNow.REFUSED:
        return _E.REFUSE
    return _next_event(row, stands)


def _next_event(row: Measure, stands: ConsentNow) -> MeasureEvent | None:
    complete = stands in CONSENTED
    if row.state == (_S.READY if complete else _S.DECIDED):
        return None
    # A planned measure stays planned: it has a line in its history only when that changes.
    if row.state == _S.PLANNED and row.consent == stands:
        return None
    return _E.COMPLETE if complete else _E.LAPSE


def _columns(stands: ConsentNow, now: dt.datetime) -> dict[str, object]:
    return {"consent": stands, "consent_at": now if stands in CONSENTED else None}


def _note(row: Measure, stands: ConsentNow, now: dt.datetime) -> None:
    """Write down how consents stand where that moves nothing."""
    for name, value in _columns(stands, now).items():
        setattr(row, name, value)
    row.save(update_fields=["consent", "consent_at"])


def _ensure_consents(
    rows: Sequence[Measure], found: dict[int, list[Consent]]
) -> dict[int, list[Consent]]:
    parties = _parties(rows)
    made = [
        Consent(measure=row, role=role, party=parties.get((row.object_id, role)))
        for row in rows
        if row.state in WANTED
        for role in roles_of(row.kind, row.object)
        if role not in {each.role for each in found[row.pk]}
    ]
    Consent.objects.bulk_create(made)
    for each in made:
        found[each.measure_id].append(each)
    return {
        row.pk: [each for each in found[row.pk] if each.role in roles_of(row.kind, row.object)]
        for row in rows
    }


def _parties(rows: Iterable[Measure]) -> dict[tuple[int, str], Party]:
    known = Party.objects.filter(object__in={row.object_id for row in rows}, ended_at=None)
    return {(each.object_id, each.role): each for each in known}

"""From needs to proposed measures: what an object asks for and never had."""

import datetime as dt
from collections.abc import Mapping, Sequence

from townline.platform.core.history import audit
from townline.prevention.works.models import Measure, WorkObject
from townline.prevention.works.ports import Needy
from townline.prevention.works.rules import MeasureEvent, MeasureState, measure_subject
from townline.prevention.works.selectors.kinds import kinds_by_need, measure_kinds
from townline.prevention.works.services.locking import measures_of
from townline.prevention.works.services.moving import measures_move

_OWN = "automatic"  # in the history: the program took its own proposal back
# Said in the history when a proposal is taken back because its need is gone.
NO_NEED = "등급을 다시 매겨 더는 필요하지 않음"


def needs_propose(
    objects: Sequence[WorkObject],
    known: Mapping[str, Needy],
    *,
    actor: audit.Actor,
    now: dt.datetime,
) -> int:
    """Propose what locked objects need, once for ever; give how many measures.

    A need that is gone takes its proposal back, as long as nobody has decided. ``known``: by
    reference.
    """
    there = measures_of(objects)
    had = {(each.object_id, each.kind) for each in there}
    made = [each for row in objects for each in _new(row, known, had, now)]
    Measure.objects.bulk_create(made, batch_size=1_000)
    audit.record_many(
        audit.AuditEntry(
            subject=measure_subject(each.pk), event=MeasureEvent.PROPOSE.tag, actor=actor, at=now,
            to_state=each.state, data={"kind": each.kind, "need": each.need},
        )
        for each in made
    )  # fmt: skip
    proposals_drop([each for each in there if _no_more(each)], NO_NEED, actor=actor, now=now)
    return len(made) + proposals_revive(there, actor=actor, now=now)


def proposals_drop(
    rows: Sequence[Measure], why: str, *, actor: audit.Actor, now: dt.datetime
) -> None:
    """Take proposals back that nobody has decided on."""
    measures_move(rows, MeasureEvent.DROP, actor=actor, now=now, reason=why, data={_OWN: True})


def proposals_revive(rows: Sequence[Measure], *, actor: audit.Actor, now: dt.datetime) -> int:
    """Propose again what was taken back so, where it is needed once more; give how many."""
    gone = {measure_subject(each.pk): each for each in rows if _was_withdrawn(each)}
    lines = audit.history_of(gone).filter(event=MeasureEvent.DROP.tag)
    own = {line.subject: bool(line.data.get(_OWN)) for line in lines}
    back = [each for subject, each in gone.items() if own.get(subject)]
    measures_move(
        back, MeasureEvent.UNDO, actor=actor, now=now, back_to=lambda _: MeasureState.PROPOSED
    )
    return len(back)


def _new(
    row: WorkObject,
    known: Mapping[str, Needy],
    had: set[tuple[int, str]],
    now: dt.datetime,
) -> list[Measure]:
    needy = known.get(row.reference)
    found = []
    for need, why in needy.needs.items() if needy else ():
        for code in kinds_by_need().get(need, ()):
            if (row.pk, code) not in had:
                had.add((row.pk, code))
                found.append(
                    Measure(
                        object=row, kind=code, need=need, why=why, proposed_at=now,
                        estimate=measure_kinds()[code].price,
                    )
                )  # fmt: skip
    return found


def _was_withdrawn(each: Measure) -> bool:
    undecided = each.state == MeasureState.DROPPED and each.decided_at is None
    return undecided and each.need in each.object.needs


def _no_more(each: Measure) -> bool:
    open_one = each.state == MeasureState.PROPOSED and bool(each.need)
    return open_one and each.need not in each.object.needs

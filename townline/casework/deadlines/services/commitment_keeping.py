"""When the network has accepted an answer, its checked dates become promises."""

import datetime as dt
from collections.abc import Iterable

from townline.casework.cases.api import Remark, subject
from townline.casework.cases.models import Case
from townline.casework.deadlines.models import PromisedDate
from townline.casework.deadlines.rules.commitments import Promise, PromisedEvent, PromisedState
from townline.casework.deadlines.services.commitment_times import next_moment
from townline.casework.deadlines.services.commitments import PROMISED
from townline.platform.core.history import audit


def promised_store(
    case: Case,
    *,
    text_id: int,
    promised: Iterable[Promise],
    officer_id: int | None,
    at: dt.datetime,
    members: Iterable[Case] = (),
) -> None:
    """Keep the dates of the words that have just left, as the text ``text_id``.

    The word that an earlier interim answer announced has come with them, also for ``members``,
    whose answer they are too.
    """
    for one in (case, *members):
        _settle_next_word(one, at)
    made = [
        PromisedDate(
            case=case,
            text_id=text_id,
            department_id=case.department_id,
            officer_id=officer_id,
            words=one.words,
            next_word=one.next_word,
            made_at=at,
            due_at=one.at,
            next_at=next_moment(at, one.at, now=at, next_word=one.next_word),
        )
        for one in promised
    ]
    if made:
        PromisedDate.objects.bulk_create(made)
        dates = [one.due_at.isoformat() for one in made]
        audit.record(
            audit.AuditEntry(
                subject=subject(case.id),
                event=Remark.PROMISED,
                actor=audit.SYSTEM,
                at=at,
                data={"text": text_id, "dates": dates},
            )
        )


def _settle_next_word(case: Case, at: dt.datetime) -> None:
    """Settle the day by which a word was announced: this answer is that word."""
    waiting = PromisedDate.objects.select_for_update(of=("self",)).filter(
        case=case, next_word=True, state__in=[PromisedState.OPEN, PromisedState.MISSED]
    )
    for promised in waiting.select_related("case"):
        if promised.state == PromisedState.OPEN and promised.due_at < at:
            # The job that tells of it has not come round yet; late is late.
            PROMISED.move(promised, PromisedEvent.MISS, actor=audit.SYSTEM, now=at)
        PROMISED.move(promised, PromisedEvent.KEEP, actor=audit.SYSTEM, now=at)

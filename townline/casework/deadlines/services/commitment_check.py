"""The dates of a draft, found by the program and checked by a person."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from townline.casework.cases.api import InvalidInput, Kind, Remark, subject
from townline.casework.cases.models import Case
from townline.casework.deadlines.errors import DatesUnchecked
from townline.casework.deadlines.models import PromisedDate
from townline.casework.deadlines.rules.commitments import (
    Promise,
    PromisedEvent,
    PromisedState,
    fingerprint,
    to_check,
)
from townline.casework.deadlines.selectors.commitments import promised_of
from townline.casework.deadlines.services.commitment_times import next_moment
from townline.casework.deadlines.services.commitments import PROMISED
from townline.platform.core import district
from townline.platform.core.district import office_calendar
from townline.platform.core.history import audit
from townline.platform.core.text.dates import FoundDate, find

MOST = 20
_WORDS_LIMIT = 80
_MIDDAY_END = dt.time(18)


def dates_found(body: str, now: dt.datetime) -> tuple[FoundDate, ...]:
    """Find the dates that words written now name, those of what was done included."""
    office = office_calendar()
    end = office.spans[-1][1] if office.spans else _MIDDAY_END
    return find(
        body,
        written=now,
        zone=district.current().zone,
        office_end=end,
        holidays=office.holidays,
    )


class Answer(Protocol):
    """Words with dates: what is being written, and what was checked of it before."""

    @property
    def kind(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def next_due_at(self) -> dt.datetime | None: ...
    @property
    def promised(self) -> Mapping[str, Any]: ...


def dates_checked(
    draft: Answer, promised: Sequence[Promise] | None, now: dt.datetime
) -> dict[str, Any]:
    """Give what a draft keeps of a person's check, as JSON.

    ``promised`` None: nobody was asked now. That is right when the words name no date ahead, or
    the same ones as when somebody looked last; else DatesUnchecked names them. The next word of
    an interim answer is always among them. Raises InvalidInput for a date that is past.
    """
    found = to_check(dates_found(draft.body, now))
    seen = fingerprint(found)
    if promised is None:
        if found and draft.promised.get("of") != seen:
            raise DatesUnchecked(
                "say which of the dates in the answer are commitments",
                found=[_found_to_json(f) for f in found],
            )
        promised = promised_of(draft.promised) if found else ()
        promised = [one for one in promised if not one.next_word]
    else:
        _check(promised, now)
    if draft.kind == Kind.INTERIM and draft.next_due_at is not None:
        promised = with_next_word(promised, draft.next_due_at)
    dates = {one.at: one for one in promised}
    return {"of": seen, "dates": [_promise_to_json(dates[at]) for at in sorted(dates)]}


def with_next_word(promised: Sequence[Promise], due_at: dt.datetime) -> list[Promise]:
    """Add the day of the next word; a date that names that day, or its end, is the same one."""
    zone = district.current().zone
    day = due_at.astimezone(zone).date()
    same = [p for p in promised if p.at >= due_at and p.at.astimezone(zone).date() == day]
    words = same[0].words if same else ""
    rest = [one for one in promised if one not in same]
    return [*rest, Promise(at=due_at, words=words, next_word=True)]


def _found_to_json(found: FoundDate) -> dict[str, Any]:
    return {
        "words": found.words,
        "start": found.start,
        "end": found.end,
        "at": found.at.astimezone(dt.UTC).isoformat(),
        "looks": str(found.looks),
    }


def _promise_to_json(one: Promise) -> dict[str, Any]:
    at = one.at.astimezone(dt.UTC).isoformat()
    return {"at": at, "words": one.words[:_WORDS_LIMIT], "next_word": one.next_word}


def _check(promised: Sequence[Promise], now: dt.datetime) -> None:
    if len(promised) > MOST:
        raise InvalidInput(f"at most {MOST} dates of one answer are kept")
    for one in promised:
        if one.at <= now:
            raise InvalidInput(f"a promised date lies ahead; {one.at.isoformat()} has passed")
        if "\x00" in one.words:
            raise InvalidInput("the words of a date hold a character that cannot be kept (NUL)")


# When the network has accepted an answer, its checked dates become promises.


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

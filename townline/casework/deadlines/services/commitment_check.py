"""The dates of a draft, found by the program and checked by a person."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from townline.casework.cases.api import InvalidInput, Kind
from townline.casework.deadlines.errors import DatesUnchecked
from townline.casework.deadlines.rules.commitments import Promise, fingerprint, to_check
from townline.casework.deadlines.selectors.promises import promised_of
from townline.platform.core import district
from townline.platform.core.district import office_calendar
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

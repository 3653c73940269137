"""How fast an office is: when things happen between a text and its answer."""

import datetime as dt
import random
from dataclasses import dataclass

from townline.casework.cases.settings import Cases
from townline.platform.core import district

MINUTE = dt.timedelta(minutes=1)
SOON = dt.timedelta(seconds=25)
LATE = 0.055  # of answers to what takes long miss the promise
_HOUR = dt.timedelta(hours=1)
_MARGIN = dt.timedelta(minutes=40)
_WAKES, _SLEEPS = 7, 22
_NIGHT = dt.timedelta(hours=24 + _WAKES - _SLEEPS)
_MORNING = dt.timedelta(hours=3)
_LATE_EVENING = dt.timedelta(minutes=50)
# The last minutes of the working time, into which the hours after it are folded.
_WORK_ENDS, _OUT_OF_HOURS = 17, dt.timedelta(hours=16)
_LAST_MINUTES = dt.timedelta(minutes=50)
# From late in the evening few people write, until half past six.
_TEXTS_END, _QUIET = 23, dt.timedelta(hours=7.5)
_BEFORE_NIGHT = dt.timedelta(hours=8)
_DESK_OPENS, _DESK_CLOSES = 8, 21
_EVENING = 18
_SLOW = 20  # hours; what is done sooner is never late
_LATE_BY = (0.4, 7.0)
_SHORTEST = 12 * MINUTE
_BETWEEN_WORDS = dt.timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Times:
    """When words went to the resident."""

    answer: dt.datetime
    interim: dt.datetime | None = None

    @property
    def first_word(self) -> dt.datetime:
        return self.interim or self.answer


def hours(count: float) -> dt.timedelta:
    return count * _HOUR


def between(start: dt.datetime, end: dt.datetime, share: float) -> dt.datetime:
    """Give the moment at a share of the way."""
    return start + (end - start) * share


def plan(
    first: dt.datetime,
    handling_hours: float,
    *,
    until: dt.datetime,
    interim: bool,
    rng: random.Random,
) -> Times | None:
    """Plan the answer, and an interim one before it; by day, and kept but for a few.

    None where the office has no hours between the text and ``until``.
    """
    promise = district.part(Cases).promise
    handling = hours(handling_hours * rng.uniform(0.85, 1.15))
    if interim:
        return _two_words(first, first + handling, first + promise, until=until, rng=rng)
    if handling_hours >= _SLOW and rng.random() < LATE:
        late = awake(first + promise + hours(rng.uniform(*_LATE_BY)), rng)
        if late < until:
            return Times(answer=late)
    last = min(first + promise - _MARGIN, until)
    answer = finish_by_day(first + handling, rng, since=first, until=last)
    return None if answer is None else Times(answer=answer)


def _two_words(
    first: dt.datetime,
    over: dt.datetime,
    due: dt.datetime,
    *,
    until: dt.datetime,
    rng: random.Random,
) -> Times | None:
    answer = finish_by_day(over, rng, since=first, until=until)
    if answer is None:
        return None
    last = min(due, answer - _BETWEEN_WORDS)
    word = finish_by_day(between(first, due, rng.uniform(0.3, 0.85)), rng, since=first, until=last)
    return None if word is None else Times(answer=answer, interim=word)


def finish_by_day(
    at: dt.datetime, rng: random.Random, *, since: dt.datetime, until: dt.datetime
) -> dt.datetime | None:
    """Give the moment by day, at ``until`` at the latest, at which work on a text is over.

    None where that leaves less time after ``since`` than reading and answering takes.
    """
    done = awake(min(at, until), rng, before=until)
    return done if done >= since + _SHORTEST else None


def awake(at: dt.datetime, rng: random.Random, *, before: dt.datetime | None = None) -> dt.datetime:
    """Move a moment of the night to the next morning, or to the evening if that is too late."""
    morning = _morning(at)
    if morning is None:
        return at
    longest = _MORNING if before is None else min(_MORNING, before - morning)
    if longest > MINUTE:
        return morning + longest * rng.random()
    return morning - _NIGHT - _LATE_EVENING * rng.random()


def _morning(at: dt.datetime) -> dt.datetime | None:
    """Give the end of the night that a moment lies in; None by day."""
    local = at.astimezone(district.current().zone)
    if _WAKES <= local.hour < _SLEEPS:
        return None
    morning = local.replace(hour=_WAKES, minute=0, second=0, microsecond=0)
    return (morning + dt.timedelta(days=local.hour >= _SLEEPS)).astimezone(dt.UTC)


def at_work(at: dt.datetime, since: dt.datetime) -> dt.datetime:
    """Move what staff did out of hours to the end of the working time before, in the same order.

    Only what stays after ``since`` is moved.
    """
    local = at.astimezone(district.current().zone)
    over = local.replace(hour=_WORK_ENDS, minute=0, second=0, microsecond=0)
    if local.hour < _WORK_ENDS:
        over -= dt.timedelta(days=1)
    into = local - over
    if into >= _OUT_OF_HOURS:
        return at
    moved = (over + _LAST_MINUTES * (into / _OUT_OF_HOURS)).astimezone(dt.UTC)
    return moved if moved > since else at


def before_night(at: dt.datetime) -> dt.datetime:
    """Move a moment of the night to the hours before it, in the same order."""
    local = at.astimezone(district.current().zone)
    evening = local.replace(hour=_TEXTS_END, minute=0, second=0, microsecond=0)
    if local.hour < _TEXTS_END:
        evening -= dt.timedelta(days=1)
    into = local - evening
    if into >= _QUIET:
        return at
    return (evening - _BEFORE_NIGHT * (1 - into / _QUIET)).astimezone(dt.UTC)


def by_day(start: dt.datetime, end: dt.datetime, share: float) -> dt.datetime:
    """Give the moment at a share of the way, moved out of the night where there is a day."""
    at = between(start, end, share)
    morning = _morning(at)
    if morning is None:
        return at
    evening = morning - _NIGHT
    if morning < end:
        return between(morning, min(end, morning + _MORNING), share)
    return between(start, evening, share) if start < evening else at


def sorted_at(first: dt.datetime, before: dt.datetime, rng: random.Random) -> dt.datetime:
    """Say when the front desk sorts a text: soon, in the morning after a night."""
    at = first + rng.uniform(3, 40) * MINUTE
    local = at.astimezone(district.current().zone)
    if not _DESK_OPENS <= local.hour < _DESK_CLOSES:
        morning = local.replace(hour=_DESK_OPENS, minute=0)
        morning += dt.timedelta(days=local.hour >= _DESK_CLOSES)
        at = (morning + rng.uniform(0, 50) * MINUTE).astimezone(dt.UTC)
    return at if at < between(first, before, 0.5) else between(first, before, 0.25)


def evening(first: dt.datetime, days: int) -> dt.datetime:
    """Give the end of office some days after a text."""
    local = first.astimezone(district.current().zone) + dt.timedelta(days=days)
    return local.replace(hour=_EVENING, minute=0, second=0, microsecond=0).astimezone(dt.UTC)


def later(
    first: dt.datetime, answered: dt.datetime, handling_hours: float, after_hours: float
) -> dt.datetime:
    """Say when a later text came: what was before the answer stays before it, and after after."""
    if after_hours > handling_hours:
        return answered + hours(after_hours - handling_hours)
    return between(first, answered, 0.9 * after_hours / handling_hours)


def shorten(body: str) -> str:
    """Give a first wording that lacks the last sentence before the signature."""
    words, dash, signature = body.rpartition("- ")
    sentences = words.strip().rstrip(".").split(". ")
    shorter = ". ".join(sentences[: max(1, len(sentences) - 1)])
    return f"{shorter}. {dash}{signature}".strip()

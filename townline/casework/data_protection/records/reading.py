"""The lines of the privacy officer's list: who, whose number (masked), which case, why."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from townline.casework.cases import api as cases
from townline.casework.data_protection.settings import DataProtection
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import access_log
from townline.platform.core.history.access_log import AccessFilters
from townline.platform.core.models import Transition
from townline.platform.core.personal_data import persons
from townline.platform.departments import api as departments
from townline.platform.departments.api import Staff


# Many reads by one person in a short time: allowed, but reported.
class NumberAccess(NamedTuple):
    """``about`` is whose number; ``search`` stands for one that nobody had."""

    actor: str
    at: dt.datetime
    about: str


class Burst(NamedTuple):
    """``looks`` within the time, at ``numbers`` different numbers, from ``first`` to ``last``."""

    actor: str
    first: dt.datetime
    last: dt.datetime
    looks: int
    numbers: int


def bursts(accesses: Iterable[NumberAccess], *, most: int, within: dt.timedelta) -> list[Burst]:
    """Give for each person the times with more than ``most`` looks, the latest first.

    Looks that are less than ``within`` from one another's beginning belong to one burst; those
    that overlap are told as one, with all looks from its first to its last.
    """
    by_actor: dict[str, list[NumberAccess]] = defaultdict(list)
    for look in sorted(accesses, key=lambda one: one.at):
        by_actor[look.actor].append(look)
    found = [burst for mine in by_actor.values() for burst in _of_one(mine, most, within)]
    return sorted(found, key=lambda one: one.last, reverse=True)


def _of_one(mine: list[NumberAccess], most: int, within: dt.timedelta) -> list[Burst]:
    spans: list[list[int]] = []
    first = 0
    for last, look in enumerate(mine):
        while look.at - mine[first].at >= within:
            first += 1
        if last - first + 1 <= most:
            continue
        if spans and first <= spans[-1][1]:
            spans[-1][1] = last
        else:
            spans.append([first, last])
    return [_burst(mine[start : end + 1]) for start, end in spans]


def _burst(accesses: list[NumberAccess]) -> Burst:
    numbers = len({look.about for look in accesses})
    return Burst(accesses[0].actor, accesses[0].at, accesses[-1].at, len(accesses), numbers)


HOUR = dt.timedelta(hours=1)
SHOWN_DAYS = dt.timedelta(days=30)
_READ_AT_MOST = 20_000
# Not taken from a case, though somebody may do both at the same moment.
_ALONE = (
    access_log.LOOKUP,
    access_log.SEARCH,
    persons.EXPORT,
    persons.EVENT,
    *access_log.EXPORTS,
    "ticket:answers:view",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLine:
    """One look. ``number`` is masked; ``staff`` None where the server or nobody signed in acted.

    ``file`` and ``lines``: what was taken out as a file, and how many rows it had.
    """

    id: int
    at: dt.datetime
    event: str
    actor: str
    label: str
    via: str
    staff: Staff | None
    number: str
    case: str
    reason: str
    file: str
    lines: int


def lines(filters: AccessFilters, *, limit: int, before: int | None = None) -> list[AccessLine]:
    """Read lines, newest first; ``before``: older than the line with this id."""
    rows = access_log.access_entries(filters)
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows[:limit])
    people = departments.staff_names(_ids(found, "staff", lambda row: row.actor))
    numbers = conversations.residents_brief(_ids(found, "resident", lambda row: row.subject))
    codes = _codes(found)
    return [_line(row, people, numbers, codes) for row in found]


def _line(
    row: Transition,
    people: dict[int, Staff],
    numbers: dict[int, conversations.ResidentBrief],
    codes: dict[tuple[str, dt.datetime], str],
) -> AccessLine:
    resident = numbers.get(_id(row.subject, "resident") or 0)
    return AccessLine(
        id=row.id,
        at=row.at,
        event=row.event,
        actor=row.actor,
        label=row.actor_label,
        via=row.via,
        staff=people.get(_id(row.actor, "staff") or 0),
        number=resident.masked if resident else "",
        case="" if row.event in _ALONE else codes.get((row.actor, row.at), ""),
        reason=row.reason,
        **_file(row),
    )


def _file(row: Transition) -> dict[str, Any]:
    if row.event not in access_log.EXPORTS:
        return {"file": "", "lines": 0}
    # Older lines name the list, or nothing.
    name = row.data.get("file") or f"{row.data.get('list', 'privacy')}.csv"
    return {"file": name, "lines": row.data.get("lines", 0)}


def _codes(found: Sequence[Transition]) -> dict[tuple[str, dt.datetime], str]:
    """Give the case in which each look was taken: its history has a line of the same moment."""
    subjects = access_log.related_subjects(row for row in found if row.event not in _ALONE)
    codes = cases.codes_of(subjects.values())
    return {key: codes.get(each, "") for key, each in subjects.items()}


def _ids(found: Iterable[Transition], kind: str, what: Callable[[Transition], str]) -> set[int]:
    return {number for row in found if (number := _id(what(row), kind)) is not None}


def _id(text: str, kind: str) -> int | None:
    before, _, number = text.partition(":")
    return int(number) if before == kind and number.isdigit() else None


def subjects_of_case(code: str) -> tuple[str, ...]:
    """Name the residents of a case as the history does; none for an unknown code."""
    return tuple(f"resident:{each}" for each in cases.residents_of(code))


def most_accesses() -> int:
    """Give how many looks in an hour are usual here."""
    return district.part(DataProtection).privacy.looks_per_hour


def unusual(now: dt.datetime) -> list[tuple[Burst, Staff | None]]:
    """Give the last thirty days' times with more looks than usual, with who it was."""
    rows = access_log.access_entries(AccessFilters(since=now - SHOWN_DAYS)).filter(
        event__in=access_log.SEEN
    )
    accesses = rows.values_list("actor", "at", "subject")[:_READ_AT_MOST]
    found = bursts((NumberAccess(*row) for row in accesses), most=most_accesses(), within=HOUR)
    people = departments.staff_names({_id(one.actor, "staff") or 0 for one in found})
    return [(one, people.get(_id(one.actor, "staff") or 0)) for one in found]

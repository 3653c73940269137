"""What figures are counted from: each case, date and period once, without words or persons."""

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, TruncWeek

from townline.casework.cases.models import Case
from townline.casework.cases.rules import CaseEvent, CaseState
from townline.casework.cases.rules.thread import squeeze_words
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.models import District, Place, Transition

_HOUR = 3600.0
CHUNK = 5_000


class CaseFact(NamedTuple):
    """One case. Hours are counted from its first text; None: there is no answer yet.

    ``first``: until the first answer, interim ones too, which is what the promise is about;
    ``answer``: until the last. ``dong``: where it lies, "" where nobody said. ``channel``: how its
    first text came in (text, photo or page).
    """

    came_at: dt.datetime
    department: str
    service: str
    dong: str
    first: float | None
    answer: float | None
    reopened: bool
    declined: bool
    language: str
    channel: str


class OutcomeFact(NamedTuple):
    """Something that was to be kept by a time, or a rating. ``value``: kept, moved, missed, 1-5."""

    at: dt.datetime
    department: str
    service: str
    value: str


def case_facts(
    *, since: dt.datetime, until: dt.datetime, imported: bool = False
) -> Iterator[CaseFact]:
    """Give the cases that came in ``[since, until)``; one query, read in pieces.

    Left out: those that went on in another one, those that nobody had to answer, and, unless
    asked for by ``imported``, those brought along from a phone: nothing was promised of them.
    """
    subject = Concat(Value("case:"), Cast(OuterRef("id"), CharField()))
    transitions = Transition.objects.filter(subject=subject, at__gte=since)
    rows = counted_cases(since, until).annotate(
        again=Exists(transitions.filter(event=CaseEvent.REOPEN.tag)),
        refused=Exists(transitions.filter(event=CaseEvent.SENT_DECLINE.tag)),
        channel=conversations.first_channel(subject),
    )
    rows = rows if imported else rows.filter(imported=False)
    dong_of = district.derive(_dong_finder)
    columns = (
        "first_text_at", "department_id", "service_id", "title", "preview", "first_answer_at",
        "answered_at", "again", "refused", "language", "channel",
    )  # fmt: skip
    for received_at, department, service, title, preview, first, answer, *rest in rows.values_list(
        *columns
    ).iterator(CHUNK):
        dong = dong_of(title) or dong_of(preview)
        hours = (_hours(received_at, first), _hours(received_at, answer))
        again, refused, language, channel = rest
        yield CaseFact(
            received_at, department or "", service or "", dong, *hours, again, refused, language,
            channel or "",
        )  # fmt: skip


def counted_cases(since: dt.datetime, until: dt.datetime) -> QuerySet[Case]:
    """Give the cases that came in ``[since, until)`` and that figures count."""
    unanswered = Q(state=CaseState.CLOSED, first_answer_at=None)
    # The last text is never before the first: said, because there is an index of it.
    period = {"first_text_at__gte": since, "first_text_at__lt": until, "last_text_at__gte": since}
    return Case.objects.filter(code__isnull=False, **period).exclude(
        Q(state=CaseState.MERGED) | unanswered
    )


def case_dongs(ids: Collection[int]) -> dict[int, str]:
    """Give where cases lie ("" where nobody said), by id; one query.

    Left out: what only a few may know, and what nobody had to answer. Merged ones are there.
    """
    unanswered = Q(state=CaseState.CLOSED, first_answer_at=None, imported=False)
    rows = Case.objects.filter(id__in=ids, private=False).exclude(unanswered)
    dong_of = district.derive(_dong_finder)
    found = rows.values_list("id", "title", "preview")
    return {number: dong_of(title) or dong_of(preview) for number, title, preview in found}


def case_times(
    services: Collection[str], since: dt.datetime, until: dt.datetime
) -> list[tuple[int, dt.datetime]]:
    """Give ids and first texts of matters of categories that came in ``[since, until)``; one query.

    For the office's own counting of places: as figures count, without the private ones.
    """
    rows = counted_cases(since, until).filter(service__in=services, private=False).order_by("id")
    return list(rows.values_list("id", "first_text_at"))


def _hours(received_at: dt.datetime, at: dt.datetime | None) -> float | None:
    return (at - received_at).total_seconds() / _HOUR if at else None


def figures_changed(*, since: dt.datetime) -> Iterator[dt.datetime]:
    """Give moments on days on which a case came that has changed since; one query.

    It reads the whole table, which at night costs less than an index would all day.
    """
    yield from Case.objects.filter(updated_at__gte=since).values_list("first_text_at", flat=True)


def figures_begin() -> dt.datetime | None:
    """Give when the first case came, None without any."""
    return Case.objects.order_by("first_text_at").values_list("first_text_at", flat=True).first()


def dongs() -> list[tuple[str, str]]:
    """Give the dongs of the district, Korean and English names, in the order of the data."""
    land = District.objects.values_list("boundaries", flat=True).first() or {}
    found = [feature.get("properties", {}) for feature in land.get("features", [])]
    return [(p.get("name_ko", ""), p.get("name_en", "")) for p in found]


def _dong_finder(_settings: district.Settings) -> Callable[[str], str]:
    """Make what finds the dong that words name, or whose place they name.

    One pattern for all names, longest first: a million titles are read in one night.
    """
    names = {squeeze_words(name): ko for ko, en in dongs() for name in (ko, en) if name}
    for ko, en, dong in Place.objects.values_list("name_ko", "name_en", "dong"):
        names |= {squeeze_words(name): dong for name in (ko, en) if name}
    longest = sorted(names, key=len, reverse=True)
    ends = [re.escape(n) + (r"(?!\d)" if n[-1].isdigit() else "") for n in longest]
    pattern = re.compile("|".join(ends) or r"(?!)")

    def find(words: str) -> str:
        match = pattern.search(squeeze_words(words))
        return names[match.group()] if match else ""

    return find


# What came in weeks, counted as figures are: for who tells of one week beside others.


class CaseBrief(NamedTuple):
    """One case without words: its id, department and category (None: nobody said)."""

    id: int
    department: str | None
    service: str | None


class WeekCount(NamedTuple):
    """How many came in the week of a Monday."""

    monday: dt.date
    department: str | None
    service: str | None
    number: int


def _received_rows(since: dt.datetime, until: dt.datetime) -> QuerySet[Case]:
    # Nothing was promised of those that were brought along from a phone.
    return counted_cases(since, until).filter(imported=False)


def received_cases(since: dt.datetime, until: dt.datetime) -> list[CaseBrief]:
    """Give the cases that came in ``[since, until)``; one query."""
    rows = (
        _received_rows(since, until).order_by("id").values_list("id", "department_id", "service_id")
    )
    return [CaseBrief(*row) for row in rows]


def weekly_counts(since: dt.datetime, until: dt.datetime) -> list[WeekCount]:
    """Count what came in whole weeks of ``[since, until)``; one query."""
    week = TruncWeek("first_text_at", tzinfo=district.current().zone)
    rows = _received_rows(since, until).annotate(week=week).order_by()
    found = rows.values_list("week", "department_id", "service_id").annotate(n=Count("pk"))
    return [WeekCount(at.date(), *rest) for at, *rest in found]


def reopened_in(since: dt.datetime, until: dt.datetime) -> list[CaseBrief]:
    """Give the cases that were opened again in ``[since, until)``, private ones not; one query."""
    subject = Concat(Value("case:"), Cast(OuterRef("id"), CharField()))
    again = Transition.objects.filter(
        subject=subject, event=CaseEvent.REOPEN.tag, at__gte=since, at__lt=until
    )
    # Whatever was opened again was heard of then or later.
    rows = Case.objects.filter(Exists(again), private=False, updated_at__gte=since)
    found = rows.order_by("id").values_list("id", "department_id", "service_id")
    return [CaseBrief(*row) for row in found]

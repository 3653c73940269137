"""What was read in the texts of cases: of one case in full, of many as a mark."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from townline.casework.cases.api import UNSORTED, CaseState
from townline.casework.cases.ports import RowMark
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.readings import (
    ASIDE_RETURNS,
    MEDIUM_FROM,
    UNNOTICED,
    How,
    Likely,
    ReadingState,
    ShareEstimate,
    likely,
    suggesting,
)
from townline.casework.classification.rules.topics import Topic, has_one_topic, topics_of
from townline.platform.core.database.prepared import prepared_for
from townline.platform.triage.api import LEARNT


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What a machine makes of a case by the surest of its texts (``text_id``).

    ``state``: of that text's reading. ``late``: it has waited long enough for people to know.
    ``aside``: put aside as an advertisement until a person says what it is. ``topics``: what its
    texts are about, one by one; ``sure`` only while they agree and all are read.
    """

    text_id: int
    state: ReadingState
    late: bool
    services: tuple[Likely, ...]
    kinds: tuple[Likely, ...]
    sure: bool
    version: str
    aside: bool
    decided: bool
    topics: tuple[Topic, ...] = ()


def readings_of(case_id: int) -> list[TextReading]:
    """Give the readings of a case's texts, oldest first; one query."""
    return list(TextReading.objects.filter(case=case_id).order_by("at", "text_id"))


def suggestion_of(rows: Sequence[TextReading], now: dt.datetime) -> Suggestion | None:
    """Work out what the readings of one case suggest; None where no text of it is read."""
    row, topics = suggesting(rows), topics_of(rows)
    if row is None:
        return None
    return Suggestion(
        text_id=row.text_id,
        state=ReadingState(row.state),
        late=_late(row, now),
        services=likely(row.services),
        kinds=likely(row.kinds),
        sure=row.sure and has_one_topic(rows, topics),
        version=row.version,
        aside=any(one.spam_set_aside for one in rows),
        decided=row.decided_at is not None,
        topics=topics,
    )


def marks_of(case_ids: Iterable[int], now: dt.datetime) -> dict[int, RowMark]:
    """Give what rows of a list show of their cases' readings; one query."""
    found: dict[int, list[TextReading]] = {}
    for row in prepared_for("marks of cases", _marking, case_ids):
        found.setdefault(row.case_id, []).append(row)
    return {case: _mark(of_case, now) for case, of_case in found.items()}


def _marking(case_ids: list[int]) -> QuerySet[TextReading, TextReading]:
    columns = ("text_id", "case_id", "at", "state", "service", "sure", "probability", "dong",
               "decided_at", "spam_set_aside", "asked_at", "version", "language",
               "topic_same")  # fmt: skip
    rows = TextReading.objects.filter(case__in=case_ids).order_by("at", "text_id")
    # A hundred models take three times as long; the tuples have the columns' names.
    return rows.values_list(*columns, named=True)


def _mark(rows: Sequence[TextReading], now: dt.datetime) -> RowMark:
    row, topics = suggesting(rows), topics_of(rows)
    placed = [one.dong for one in rows if one.dong]
    return RowMark(
        service=row.service if row else "",
        sure=row is not None and row.sure and has_one_topic(rows, topics),
        dong=placed[-1] if placed else "",
        failed=any(one.state == ReadingState.FAILED for one in rows),
        late=any(_late(one, now) for one in rows),
        aside=any(one.spam_set_aside for one in rows),
        languages=languages_of(rows),
        several=len(topics) > 1,
    )


def languages_of(rows: Iterable[TextReading]) -> tuple[str, ...]:
    """Give the codes of the languages of texts that the machine did not learn, as they came."""
    codes = (row.language for row in rows)
    return tuple(dict.fromkeys(code for code in codes if code and code not in LEARNT))


def _late(row: TextReading, now: dt.datetime) -> bool:
    # One that is only read anew has been looked at before.
    waits = row.state == ReadingState.WAITING and not row.version
    return waits and now - row.asked_at > UNNOTICED


def set_aside(at: dt.datetime) -> Q:
    """Select cases that are set aside as advertisements at a time.

    Never what was promised an answer, nor what somebody has taken up; and before the office's own
    aim for an answer passes, a case is back in the lists by itself.
    """
    aside = TextReading.objects.filter(spam_set_aside=True).values("case")
    early = at + ASIDE_RETURNS
    return Q(
        id__in=aside,
        danger=False,
        state=CaseState.RECEIVED,
        is_promised=False,
        answer_due_at__gt=early,
    )


def with_suggestion(*, sure: bool) -> Q:
    """Select unsorted cases by whether what they are about is sure enough for one key."""
    # Asked for each of the few unsorted cases: a list of all sure texts of years would be long.
    texts = TextReading.objects.filter(case=OuterRef("pk"))
    found = Q(Exists(texts.filter(decided_at=None, sure=True, topic_same=False)))
    found &= ~Q(Exists(texts.filter(state=ReadingState.WAITING, version="")))
    # As ``topics_of`` tells them. Said of two texts, since counting topics takes twice as long.
    named = Q(probability__gte=MEDIUM_FROM, topic_same=False) & ~Q(service="")
    other = TextReading.objects.filter(named, case=OuterRef("case"))
    two = Exists(other.filter(service__gt=OuterRef("service")))
    found &= ~Q(Exists(texts.filter(named).filter(two)))
    return Q(state__in=sorted(UNSORTED)) & (found if sure else ~found)


def waits_long(now: dt.datetime) -> int:
    """Count the texts that have waited too long to be read: the reader is away, or behind."""
    waiting = TextReading.objects.filter(state=ReadingState.WAITING, version="")
    return waiting.filter(asked_at__lt=now - UNNOTICED).count()


def readings_failed() -> int:
    """Count the texts that could not be read."""
    return TextReading.objects.filter(state=ReadingState.FAILED).count()


# What was read in a person's texts, as it is told to that person.

_SUMMARY_FIELDS = (
    "service", "kind", "danger", "language", "spam", "place_name_ko", "dong", "latitude",
    "longitude", "decided_service", "version",
)  # fmt: skip


def readings_summary(case_ids: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """Give by case what each text was read as, oldest first; one query."""
    found: dict[int, list[dict[str, Any]]] = {}
    rows = TextReading.objects.filter(case__in=list(case_ids)).order_by("at", "text_id")
    for row in rows:
        summary = {
            name: getattr(row, name)
            for name in _SUMMARY_FIELDS
            if getattr(row, name) not in {"", None}
        }
        found.setdefault(row.case_id, []).append({"text": row.text_id, **summary})
    return found


# How often a sure suggestion was what people decided.

_PERIOD = dt.timedelta(days=183)


def precision_of(service: str, *, now: dt.datetime) -> float | None:
    """Give the lower bound of how often sure suggestions of a service were right; one query.

    None where nobody decided yet. What the machine sent by itself counts once a person has
    changed it, and never as right.
    """
    decided = TextReading.objects.filter(
        at__gte=now - _PERIOD, service=service, sure=True, decided_at__isnull=False
    ).exclude(how=How.BY_ITSELF)
    found = decided.aggregate(all=Count("pk"), hits=Count("pk", filter=_RIGHT))
    return ShareEstimate(found["hits"], found["all"]).low


_RIGHT = Q(decided_service=F("service"))


# Which services the texts of some time were read as, for who counts alike ones.


def text_kinds(since: dt.datetime, until: dt.datetime) -> list[tuple[dt.datetime, str, str]]:
    """Give when each case's first text came, its likeliest service, and the dong it names.

    From ``since`` until before ``until``, the oldest first; without what is not read yet. "" where
    no dong is named. One query.
    """
    rows = TextReading.objects.filter(at__gte=since, at__lt=until, text_first=True)
    return list(rows.exclude(service="").order_by("at").values_list("at", "service", "dong"))

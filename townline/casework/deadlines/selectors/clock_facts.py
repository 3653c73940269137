"""What figures of commitments and statutory periods are counted from, without words or persons."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q

from townline.casework.cases.api import CHUNK, OutcomeFact, counted_cases
from townline.casework.deadlines.models import LegalClock, PromisedDate
from townline.casework.deadlines.rules.commitments import PromisedState


def promised_facts(*, since: dt.datetime, until: dt.datetime) -> Iterator[OutcomeFact]:
    """Give the promised dates that fell due in ``[since, until)`` and are decided; one query."""
    due = PromisedDate.objects.filter(due_at__gte=since, due_at__lt=until)
    due = due.exclude(state=PromisedState.WITHDRAWN)
    columns = ("due_at", "department_id", "case__service_id", "state", "missed_at")
    for at, department, service, state, missed in due.values_list(*columns).iterator(CHUNK):
        value = "missed" if missed or state == PromisedState.MISSED else str(state)
        if value != PromisedState.OPEN:
            yield OutcomeFact(at, department or "", service or "", value)


def legal_facts(
    *, since: dt.datetime, until: dt.datetime, now: dt.datetime
) -> Iterator[OutcomeFact]:
    """Give the legal periods of the cases that came in ``[since, until)``; one query."""
    clocks = LegalClock.objects.filter(case__in=counted_cases(since, until), due_at__isnull=False)
    decided = clocks.exclude(rule="").filter(Q(ended_at__isnull=False) | Q(due_at__lt=now))
    columns = (
        "case__first_text_at", "case__department_id", "case__service_id", "due_at", "ended_at",
    )  # fmt: skip
    for at, department, service, due, ended in decided.values_list(*columns).iterator(CHUNK):
        met = ended is not None and ended <= due
        yield OutcomeFact(at, department or "", service or "", "kept" if met else "missed")


def deadlines_changed(*, since: dt.datetime, until: dt.datetime) -> Iterator[dt.datetime]:
    """Give moments on days whose periods or promised dates changed in ``[since, until)``.

    Two queries; they read whole tables, which at night costs less than an index would all day.
    """
    passed = Q(due_at__gte=since, due_at__lt=until)
    ends = LegalClock.objects.filter(Q(ended_at__gte=since) | passed)
    yield from ends.values_list("case__first_text_at", flat=True)
    settled = PromisedDate.objects.filter(Q(settled_at__gte=since) | Q(missed_at__gte=since))
    yield from settled.values_list("due_at", flat=True)

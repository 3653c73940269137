"""Having texts read that came before: those nobody read yet, and all of them anew."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from townline.casework.cases.api import CaseEvent, case_id_of, subject
from townline.casework.cases.models import Case
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.readings import ReadingEvent, ReadingState
from townline.casework.classification.services.reading_store import readings_transition
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Claimed
from townline.platform.core.models import Transition

_BATCH = 1_000
_THANKS = "cases.thanks"
_FIRST = """
UPDATE cases_textreading AS row SET text_first = (row.text_id = first.text_id)
FROM (SELECT DISTINCT ON (case_id) case_id, text_id FROM cases_textreading
      ORDER BY case_id, at, text_id) AS first
WHERE first.case_id = row.case_id AND row.text_first <> (row.text_id = first.text_id)
"""


def readings_seed(*, now: dt.datetime, alarms: bool = True) -> int:
    """Let texts of cases be read that have no reading yet; give how many. Safe to repeat.

    Where people have sorted the case already, that is what its first text is compared with.
    Without ``alarms`` none of these texts ever raises one.
    """
    above, added = 0, 0
    while found := conversations.incoming_claimed(above=above, limit=_BATCH):
        above = found[-1].id
        added += _seed(found, now, alarms=alarms)
    with connection.cursor() as cursor:
        cursor.execute(_FIRST)
    return added


@transaction.atomic
def _seed(found: Sequence[Claimed], now: dt.datetime, *, alarms: bool) -> int:
    known = set(
        TextReading.objects.filter(pk__in=[one.id for one in found]).values_list("pk", flat=True)
    )
    wanted = {
        one.id: (one, case_id)
        for one in found
        if one.id not in known
        and one.claimed_by != _THANKS
        and (case_id := case_id_of(one.reference)) is not None
    }
    cases = Case.objects.in_bulk({case_id for _, case_id in wanted.values()})
    sent = _assigned_at(case for case in cases.values() if case.service_id and case.department_id)
    rows = [
        _row(one, cases[case_id], sent.get(case_id), now)
        for one, case_id in wanted.values()
        if case_id in cases
    ]
    for row in rows:
        row.alarmed_at = None if alarms else now
    TextReading.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _assigned_at(cases: Iterable[Case]) -> dict[int, dt.datetime]:
    """Say when cases were last sent to a department; one query."""
    subjects = {subject(case.id): case.id for case in cases}
    lines = Transition.objects.filter(subject__in=list(subjects), event=CaseEvent.ASSIGN.tag)
    return {subjects[about]: at for about, at in lines.order_by("at").values_list("subject", "at")}


def _row(one: Claimed, case: Case, sent_at: dt.datetime | None, now: dt.datetime) -> TextReading:
    row = TextReading(text_id=one.id, case=case, at=one.at, next_at=one.at, asked_at=now)
    if sent_at is not None and one.at == case.first_text_at:
        row.text_first, row.decided_service, row.decided_at = True, case.service_id or "", sent_at
    return row


def readings_wanted(
    *, everything: bool = False, failed: bool = False, since: dt.datetime | None = None,
    version: str = "",
) -> Q:  # fmt: skip
    """Select what is to be read again: all, what failed, or what another version read."""
    if everything:
        wanted = ~Q(state=ReadingState.WAITING)
    elif failed:
        wanted = Q(state=ReadingState.FAILED)
    else:
        wanted = ~Q(state=ReadingState.WAITING) & ~Q(version=version)
    return wanted & Q(at__gte=since) if since else wanted


def readings_all_again(wanted: Q, *, now: dt.datetime) -> int:
    """Let all of these be read again, behind whatever comes new; give how many."""
    done = 0
    while ids := list(TextReading.objects.filter(wanted).values_list("pk", flat=True)[:_BATCH]):
        done += _again(ids, now)
    return done


@transaction.atomic
def _again(ids: Sequence[int], now: dt.datetime) -> int:
    rows: QuerySet[TextReading] = TextReading.objects.select_for_update().filter(pk__in=ids)
    found = list(rows.exclude(state=ReadingState.WAITING).order_by("pk"))
    for row in found:
        # By age, so that it is taken up after everything that is newer.
        row.tries, row.next_at, row.asked_at = 0, row.at, now
    readings_transition(
        found, ReadingEvent.AGAIN, now=now, columns=("tries", "next_at", "asked_at")
    )
    return len(found)

"""Looking through the newest texts for what may be one event; nothing is done when none came."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.db import transaction

from townline.casework.cases.api import CaseState, case_id_of
from townline.casework.cases.models import Case
from townline.casework.classification.models import IncidentCase, IncidentMark, IncidentSuggestion
from townline.casework.classification.rules.incidents import GROWN, IncidentEvent, IncidentState
from townline.casework.classification.services.incidents import INCIDENTS
from townline.platform.core.history import audit
from townline.platform.triage import api as triage

LEAST = 4  # cases: what three write about is not an event
_BACK = dt.timedelta(hours=72)
_SAME = 2  # cases in common make it the event that was found before


@transaction.atomic
def incidents_run(*, now: dt.datetime) -> int:
    """Find events among the texts of the last three days; give how many suggestions changed.

    Two at once do not disturb one another: the later one leaves it to the first.
    """
    newest = triage.index_newest()
    mark, _ = IncidentMark.objects.get_or_create(id=1, defaults={"at": now})
    locked = IncidentMark.objects.select_for_update(skip_locked=True).filter(id=mark.pk).first()
    if locked is None or locked.newest == newest:
        return 0
    changed = 0
    for event in triage.events(since=now - _BACK, until=now, least=LEAST):
        changed += _keep(event, now)
    locked.newest, locked.at = newest, now
    locked.save()
    return changed


def _keep(event: triage.TextEvent, now: dt.datetime) -> bool:
    texts = {case_id_of(text.subject) or 0: text for text in event.texts}
    # Harm at home is nobody's event, and what was merged went on elsewhere.
    there = Case.objects.filter(id__in=texts, private=False).exclude(state=CaseState.MERGED)
    known = set(there.values_list("id", flat=True))
    texts = {number: text for number, text in texts.items() if number in known}
    if len(texts) < LEAST:
        return False
    found = _before(texts) or _new(event, now)
    return _grow(found, texts, now)


def _before(numbers: Iterable[int]) -> IncidentSuggestion | None:
    """Give the suggestion that shares most cases with these, if it shares some."""
    rows = IncidentCase.objects.filter(case__in=list(numbers)).values_list("suggestion", flat=True)
    shared = Counter(rows).most_common(1)
    if not shared or shared[0][1] < _SAME:
        return None
    return IncidentSuggestion.objects.select_for_update().get(id=shared[0][0])


def _new(event: triage.TextEvent, now: dt.datetime) -> IncidentSuggestion:
    moments = [text.at for text in event.texts]
    return IncidentSuggestion.objects.create(
        kind=event.kind, first_at=min(moments), last_at=max(moments), found_at=now
    )


def _grow(found: IncidentSuggestion, texts: dict[int, triage.EventText], now: dt.datetime) -> bool:
    known = set(found.members.values_list("case_id", flat=True))
    fresh = {number: text for number, text in texts.items() if number not in known}
    if not fresh:
        return False
    IncidentCase.objects.bulk_create(
        IncidentCase(suggestion=found, case_id=number, dong=text.dong, at=text.at)
        for number, text in fresh.items()
    )
    moments = [text.at for text in fresh.values()]
    found.first_at = min(found.first_at, *moments)
    found.last_at = max(found.last_at, *moments)
    found.save(update_fields=["first_at", "last_at"])
    if found.state == IncidentState.DISMISSED and len(known | set(fresh)) >= GROWN * found.size:
        INCIDENTS.move(found, IncidentEvent.GROW, actor=audit.SYSTEM, now=now)
    return True

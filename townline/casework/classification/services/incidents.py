"""Suggestions that several cases tell of one event: found by a machine, decided by a person."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from townline.casework.cases.api import (
    CaseState,
    InvalidInput,
    NotAllowed,
    NotFound,
    WrongState,
    case_id_of,
)
from townline.casework.cases.models import Case
from townline.casework.classification.models import IncidentCase, IncidentMark, IncidentSuggestion
from townline.casework.classification.rules.incidents import (
    GROWN,
    TRANSITIONS,
    IncidentEvent,
    IncidentState,
)
from townline.casework.classification.selectors.incidents import members_seen
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.triage import api as triage

_NAME = 80


def subject_of(suggestion: IncidentSuggestion) -> str:
    """Name a suggestion in the history: ``incident:3``."""
    return f"incident:{suggestion.pk}"


INCIDENTS: Machine[IncidentSuggestion, IncidentState, IncidentEvent] = Machine(
    model=IncidentSuggestion,
    table=TRANSITIONS,
    subject=subject_of,
    refusal=WrongState.of_move("it"),
    data=lambda step: {"cases": step.row.size},
)


@transaction.atomic
def incident_accept(act: Act, *, number: int, name: str) -> IncidentSuggestion:
    """Say that it is one event, and what it is called. Raises InvalidInput without a name."""
    if not name.strip():
        raise InvalidInput("say what the event is called")
    found = _lock(number, act.viewer)
    changes = _decision_columns(act, found) | {"name": name.strip()[:_NAME]}
    INCIDENTS.move(found, IncidentEvent.ACCEPT, actor=act.actor, now=act.now, changes=changes)
    return found


@transaction.atomic
def incident_dismiss(act: Act, *, number: int) -> IncidentSuggestion:
    """Say that it is not one event; it comes back only when it has grown much."""
    found = _lock(number, act.viewer)
    changes = _decision_columns(act, found)
    INCIDENTS.move(found, IncidentEvent.DISMISS, actor=act.actor, now=act.now, changes=changes)
    return found


@transaction.atomic
def incident_put_back(act: Act, *, number: int) -> IncidentSuggestion:
    """Take a decision back: it is a suggestion again."""
    found = _lock(number, act.viewer)
    changes = {"decided_at": None, "decided_by_id": None, "name": ""}
    INCIDENTS.move(found, IncidentEvent.PUT_BACK, actor=act.actor, now=act.now, changes=changes)
    return found


def _lock(number: int, viewer: Viewer) -> IncidentSuggestion:
    found = IncidentSuggestion.objects.select_for_update().filter(id=number).first()
    if found is None or not members_seen(viewer, [number]).get(number):
        raise NotFound(f"there is no suggestion {number}")
    if not viewer.may(Permission.ASSIGN):
        raise NotAllowed(f"the role {viewer.role} may not do this ({Permission.ASSIGN})")
    return found


def _decision_columns(act: Act, found: IncidentSuggestion) -> dict[str, Any]:
    return {
        "decided_at": act.now,
        "decided_by_id": act.viewer.staff_id,
        "size": found.members.count(),
    }


# Looking through the newest texts for what may be one event; nothing is done when none came.

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

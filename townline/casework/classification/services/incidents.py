"""Suggestions that several cases tell of one event: found by a machine, decided by a person."""

from typing import Any

from django.db import transaction

from townline.casework.cases.api import InvalidInput, NotAllowed, NotFound, WrongState
from townline.casework.classification.models import IncidentSuggestion
from townline.casework.classification.rules.incidents import (
    TRANSITIONS,
    IncidentEvent,
    IncidentState,
)
from townline.casework.classification.selectors.incidents import members_seen
from townline.platform.core.history.machine import Machine
from townline.platform.departments.api import Act, Permission, Viewer

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

"""Incidents: their cases, their boards."""

from townline.prevention.incidents.models.board import (
    ChecklistItem,
    LogNote,
    Need,
    RoleHolder,
    Team,
)
from townline.prevention.incidents.models.incident import (
    Incident,
    IncidentMember,
    IncidentOffer,
    IncidentPlace,
    IncidentUndo,
)
from townline.prevention.incidents.models.question import IncidentQuestion

__all__ = [
    "ChecklistItem",
    "Incident",
    "IncidentMember",
    "IncidentOffer",
    "IncidentPlace",
    "IncidentQuestion",
    "IncidentUndo",
    "LogNote",
    "Need",
    "RoleHolder",
    "Team",
]

"""Incidents: their cases, their updates, their boards."""

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
from townline.prevention.incidents.models.update import (
    IncidentQuestion,
    IncidentUpdate,
    UpdateRecipient,
)

__all__ = [
    "ChecklistItem",
    "Incident",
    "IncidentMember",
    "IncidentOffer",
    "IncidentPlace",
    "IncidentQuestion",
    "IncidentUndo",
    "IncidentUpdate",
    "LogNote",
    "Need",
    "RoleHolder",
    "Team",
    "UpdateRecipient",
]

"""Dangerous spots: what is known of each, its deadlines, its evidence, its repair."""

from townline.prevention.hazards.models.evidence import Evidence, EvidencePhoto
from townline.prevention.hazards.models.hazard import (
    Hazard,
    HazardApart,
    HazardCase,
    HazardTold,
    StepDeadline,
)
from townline.prevention.hazards.models.orders import Contractor, RepairOrder

__all__ = [
    "Contractor",
    "Evidence",
    "EvidencePhoto",
    "Hazard",
    "HazardApart",
    "HazardCase",
    "HazardTold",
    "RepairOrder",
    "StepDeadline",
]

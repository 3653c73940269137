"""Dangerous spots: what is known of each, its deadlines, its cases."""

from townline.prevention.hazards.models.hazard import (
    Hazard,
    HazardApart,
    HazardCase,
    HazardMerge,
    HazardTold,
    StepDeadline,
)

__all__ = [
    "Hazard",
    "HazardApart",
    "HazardCase",
    "HazardMerge",
    "HazardTold",
    "StepDeadline",
]

"""Versions of the plan."""

from townline.prevention.works_planning.models.versions import PlanVersion

__all__ = ["PlanVersion"]

"""Who sees which hazards: their department's, as of cases; of no department who sees all."""

from django.db.models import Q, QuerySet

from townline.platform.departments.api import Viewer
from townline.prevention.hazards.errors import HazardNotFound
from townline.prevention.hazards.models import Hazard


def sees(viewer: Viewer, hazard: Hazard) -> bool:
    """Say of one hazard what ``visible`` says of all."""
    return viewer.reads and viewer.sees(hazard.department or None)


def visible(viewer: Viewer) -> QuerySet[Hazard]:
    """Give the hazards a viewer may see; none for who reads no cases either."""
    if not viewer.reads:
        return Hazard.objects.none()
    if viewer.departments is None:
        return Hazard.objects.all()
    return Hazard.objects.filter(Q(department__in=sorted(viewer.departments)))


def hazard_of(hazard_id: int, viewer: Viewer) -> Hazard:
    """Give one hazard. Raises HazardNotFound, also for another department's."""
    hazard = visible(viewer).filter(id=hazard_id).first()
    if hazard is None:
        raise HazardNotFound(f"there is no hazard {hazard_id}")
    return hazard

"""Who sees which incidents: those of departments that take part; of no department who sees all."""

from django.db.models import Q, QuerySet

from townline.platform.departments.api import Permission, Viewer
from townline.prevention.incidents.errors import IncidentNotFound
from townline.prevention.incidents.models import Incident
from townline.prevention.incidents.rules.states import IncidentState


def sees(viewer: Viewer, incident: Incident) -> bool:
    """Say of one incident what ``visible`` says of all."""
    if not viewer.reads:
        return False
    own = viewer.departments
    return own is None or not own.isdisjoint(incident.departments)


def visible(viewer: Viewer) -> QuerySet[Incident]:
    """Give the incidents a viewer may see; none for who reads no cases either."""
    found = Incident.objects.exclude(state=IncidentState.WITHDRAWN)
    if not viewer.reads:
        return found.none()
    if viewer.departments is None:
        return found
    return found.filter(Q(departments__overlap=sorted(viewer.departments)))


def incident_of(incident_id: int, viewer: Viewer) -> Incident:
    """Give one incident. Raises IncidentNotFound, also for another department's."""
    incident = visible(viewer).filter(id=incident_id).first()
    if incident is None:
        raise IncidentNotFound(f"there is no incident {incident_id}")
    return incident


def leads(viewer: Viewer) -> bool:
    """Say whether somebody opens incidents and says which cases belong to them."""
    return viewer.may(Permission.ASSIGN) and viewer.may(Permission.WRITE)

"""The incident that a case belongs to, or is offered to."""

from townline.casework.cases.ports import ListPart
from townline.prevention.incidents.models import IncidentMember, IncidentOffer

PART = ListPart(
    holds={"incident": (IncidentMember, "case"), "incident_offer": (IncidentOffer, "case")}
)

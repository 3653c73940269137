"""Who changes which explorations: their department's, as of hazards; of no department who sees all.

A campaign is the department's whose officer or head began it. What nobody of a department began
(a clerk, the server), and the plan of a year, are theirs who repair cavities.
"""

from townline.platform.departments.api import Permission, Role, Viewer
from townline.prevention.hazards import api as hazards
from townline.prevention.hazards.explorations.models import Campaign

KIND = "cavity"  # of hazards
_OWN = (Role.HEAD, Role.OFFICER)  # who begins something for their department


def changes(viewer: Viewer, campaign: Campaign | None = None) -> bool:
    """Say whether a viewer may change a campaign and what is under it; None: a year's plan."""
    if not viewer.may(Permission.WRITE):
        return False
    return viewer.departments is None or viewer.sees(_department(campaign) or None)


def campaign_changes(viewer: Viewer, campaign_id: int) -> bool:
    """Say the same of a campaign by its number."""
    found = Campaign.objects.select_related("created_by").filter(id=campaign_id).first()
    return found is not None and changes(viewer, found)


def _department(campaign: Campaign | None) -> str:
    began = campaign.created_by if campaign else None
    if began is not None and began.role in _OWN and began.department_id:
        return str(began.department_id)
    try:
        return hazards.department_for(KIND)
    except hazards.UnknownKind:
        return ""

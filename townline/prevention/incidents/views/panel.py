"""The incident of a case, beside it; or the one that it is offered to."""

from townline.casework.cases import api as cases
from townline.casework.cases.ports import PanelContent
from townline.platform.departments.api import Act, Permission
from townline.prevention.incidents.models import Incident, IncidentMember, IncidentOffer
from townline.prevention.incidents.rules import IncidentState
from townline.prevention.incidents.selectors.incidents import sees


def panel(act: Act, detail: cases.Detail) -> PanelContent | None:
    """Give the incident of a case, or those it is offered to; no query where there is none."""
    code = detail.row.code
    if "incident" in detail.holds:
        rows = IncidentMember.objects.filter(case=detail.row.id).select_related("incident")
        found = [row.incident for row in rows if sees(act.viewer, row.incident)]
        return _section(code, found, offered=False) if found else None
    if "incident_offer" in detail.holds and act.viewer.may(Permission.WRITE):
        offers = IncidentOffer.objects.filter(case=detail.row.id, decided_at=None)
        open_ = offers.filter(incident__state=IncidentState.OPEN).select_related("incident")
        found = [one.incident for one in open_ if sees(act.viewer, one.incident)]
        return _section(code, found, offered=True) if found else None
    return None


def _section(code: str, found: list[Incident], *, offered: bool) -> PanelContent:
    context = {"code": code, "incidents": found, "offered": offered}
    return PanelContent(template="incidents/side_incident.html", context=context)

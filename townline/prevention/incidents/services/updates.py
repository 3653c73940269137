"""Updates: what broadcasts ask of an incident when one goes to all its residents."""

from collections.abc import Collection, Mapping

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.departments.api import Permission, Viewer
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.api import Addressee
from townline.prevention.incidents.models import Incident, IncidentMember
from townline.prevention.incidents.selectors.incidents import incident_settings, visible
from townline.prevention.incidents.services.marks import UPDATE, incident_lock, publish


def update_kind() -> broadcasts.BroadcastKind:
    """Say what broadcasts must know of updates."""
    return broadcasts.BroadcastKind(
        name=UPDATE,
        history="event:update",
        address="/incidents/{owner}/updates/{id}/",
        hold=_hold,
        people=addressees,
        titles=_titles,
        per_minute=lambda: incident_settings().per_minute,
        writing=Permission.ASSIGN,
        changed=lambda number: publish(Incident.objects.get(pk=number)),
    )


def _hold(incident_id: int, viewer: Viewer, permission: Permission, over: bool) -> None:
    incident_lock(incident_id, viewer, permission, over=over)


def _titles(ids: Collection[int], viewer: Viewer) -> dict[int, str]:
    return dict(visible(viewer).filter(id__in=ids).values_list("id", "title"))


def addressees(incident_id: int, bodies: Mapping[str, str]) -> list[Addressee]:
    """Give the residents of an incident's cases as they are now; three queries.

    Somebody with several cases gets one text, in the thread of their newest one. Whose number was
    erased, or is none that texts go to, gets none.
    """
    rows = IncidentMember.objects.filter(incident=incident_id).exclude(case__state="merged")
    found = list(rows.order_by("-case").values_list("case", "case__resident", "case__language"))
    others = cases.others_of([case for case, _, _ in found])
    people: dict[int, Addressee] = {}
    for case, resident, language in found:
        for one in (resident, *others.get(case, ())):
            chosen = broadcasts.language_for(language, bodies)
            people.setdefault(one, Addressee(resident_id=one, language=chosen, case_id=case))
    briefs = conversations.residents_brief(people)
    return [people[one] for one in sorted(people) if one in briefs and _is_reachable(briefs[one])]


def _is_reachable(brief: conversations.ResidentBrief) -> bool:
    return brief.is_mobile and not brief.is_erased

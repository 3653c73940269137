"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.departments.api import Permission
from townline.platform.departments.guards import viewer_of
from townline.platform.web.registry import Banner, NavItem
from townline.prevention.incidents.selectors.incidents import updates_waiting


def _reads(request: HttpRequest) -> bool:
    viewer = viewer_of(request)
    return viewer is not None and viewer.reads


def update_banner(request: HttpRequest) -> Banner | None:
    """Tell who may approve that an update waits for them; nobody else is asked about."""
    viewer = viewer_of(request)
    if viewer is None or not viewer.may(Permission.CONFIRM):
        return None
    waiting = updates_waiting(viewer)
    if not waiting:
        return None
    first = waiting[0]
    return Banner(
        level="warning",
        text=gettext("승인 대기 중인 안내: %(title)s") % {"title": first.incident.title},
        url=f"/incidents/{first.incident_id}/updates/{first.pk}/",
        link_text=gettext("검토"),
    )


INCIDENTS = NavItem("/incidents/", lambda: gettext("동일 사안"), "incidents", _reads, more=True)

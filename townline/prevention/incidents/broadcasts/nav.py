"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may, who_may
from townline.platform.web.registry import Banner
from townline.prevention.incidents.broadcasts.ports import kind_of
from townline.prevention.incidents.broadcasts.selectors import waiting

_confirmer = who_may(may(Permission.CONFIRM))


def broadcast_banner(request: HttpRequest) -> Banner | None:
    """Tell who may approve that words to many wait for them; nobody else is asked about."""
    viewer = _confirmer(request)
    if viewer is None:
        return None
    found = waiting(viewer)
    if not found:
        return None
    first, title = found[0]
    one = gettext("승인 대기 중인 안내: %(title)s")
    words = one if len(found) == 1 else gettext("승인 대기 중인 안내 %(n)s건: %(title)s")
    return Banner(
        level="danger" if first.urgent else "warning",
        text=words % {"title": title, "n": len(found)},
        url=kind_of(first.kind).address.format(owner=first.owner, id=first.pk),
        link_text=gettext("검토"),
    )

"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.departments.guards import viewer_of
from townline.platform.web.registry import NavItem


def _reads(request: HttpRequest) -> bool:
    viewer = viewer_of(request)
    return viewer is not None and viewer.reads


INCIDENTS = NavItem("/incidents/", lambda: gettext("동일 사안"), "incidents", _reads, more=True)

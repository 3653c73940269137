"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.lines.queues.views.desk_access import caller_of
from townline.platform.web.registry import NavItem


def _calls(request: HttpRequest) -> bool:
    return caller_of(request) is not None


DESKS = NavItem("/desk/", lambda: gettext("번호표"), "desks", _calls, more=True)

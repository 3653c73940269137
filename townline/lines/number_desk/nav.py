"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.lines.number_desk.views.access import keeper_of
from townline.platform.web.registry import NavItem


def _keeps(request: HttpRequest) -> bool:
    return keeper_of(request) is not None


NUMBERS = NavItem("/numbers/", lambda: gettext("안심번호"), "numbers", _keeps, more=True)

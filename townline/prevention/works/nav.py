"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.web.registry import NavItem
from townline.prevention.works.views.access import reader_of


def _reads(request: HttpRequest) -> bool:
    return reader_of(request) is not None


WORKS = NavItem("/works/", lambda: gettext("정비 사업"), "works", _reads, more=True)

"""What the mayor's phone keeps for a time without a connection (docs/adr)."""

from django.http import HttpRequest, HttpResponse

from townline.casework.cases.views.lists import the_viewer
from townline.platform.web import workers

worker = workers.worker_page("web/on-device.js", "answers/worker.js")


def mark(request: HttpRequest, sign: str) -> str:
    """Name a kept page by whose it is and what it shows: ``3.5f0c…``."""
    return workers.cache_name(the_viewer(request).staff_id, sign)


def keepable(request: HttpRequest, page: HttpResponse, sign: str) -> None:
    """Let the phone keep this page; one without the header is not kept."""
    workers.keepable(page, owner=the_viewer(request).staff_id, sign=sign)

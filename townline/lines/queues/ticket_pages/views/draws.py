"""The draw before opening, for anybody who wants to check it."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_GET

from townline.lines.queues import api
from townline.lines.queues.api import QueueError
from townline.lines.queues.ticket_pages.views.board import page
from townline.lines.queues.views.labels import english
from townline.platform.core import clock, resident_moments
from townline.platform.core.http import public
from townline.platform.web.public_pages import language, public_page


@require_GET
@public_page
def draw(request: HttpRequest, service: str) -> HttpResponse:
    """Show what was committed to before opening, the seed after it, and who got which number."""
    with translation.override(language(request)):
        try:
            found = api.draw(service, clock.now(), _date(request.GET.get("date", "")))
        except QueueError as error:
            return page(
                request, "ticket_pages/gone.html", {"problem": api.words(error)}, status=404
            )
        name = found.queue.name_en if english() else found.queue.name_ko
        path = f"/api/v1/queues/{service}/draw?date={found.date.isoformat()}"
        context = {
            "draw": found,
            "day": resident_moments.day(found.date),
            "name": name,
            "data": path,
            "address": public.address_or_own(request, path),
        }
        return page(request, "ticket_pages/draw.html", context)


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None

"""The board of a site, for a TV in the hall: large, dark, without anybody pressing anything."""

import datetime as dt
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from townline.lines.queues import api
from townline.lines.queues.api import Hall
from townline.lines.queues.views.labels import english, opens_words, places
from townline.platform.core import clock, district
from townline.platform.core.text.particles import settle
from townline.platform.web import moments
from townline.platform.web.public_pages import language


def _shut(halls: Sequence[Hall], now: dt.datetime) -> str:
    """Say when the site opens next, on a day on which it is closed; "" on any other."""
    if any(hall.state not in {"off", "closed"} for hall in halls):
        return ""
    soonest = min(api.opens_next([hall.queue for hall in halls], now).values(), default=None)
    return opens_words(soonest) if soonest else gettext("오늘은 휴무일입니다.")


@require_GET
@never_cache
def board(request: HttpRequest, site: str) -> HttpResponse:
    """Show whom a site called last, and how long each of its queues takes."""
    now = clock.now()
    halls = [hall for hall in api.halls(now) if hall.queue.site.code == site]
    if not halls:
        raise Http404
    with translation.override(language(request)):
        spoken = english()
        calls = [
            {"number": call.number, "desk": call.desk_en if spoken else call.desk_ko,
             "to": call.desk_en if spoken else settle(f"{call.desk_ko}(으)로"), "again": call.again}
            for call in api.site_calls(site, now)
        ]  # fmt: skip
        where = halls[0].queue.site
        context = {
            "language": translation.get_language(),
            "site": where.name_en if spoken else where.name_ko,
            "code": site,
            "now": calls[0] if calls else None,
            "before": calls[1:],
            "halls": places(halls, now),
            "shut": _shut(halls, now) if not calls else "",
            "services": ",".join(hall.queue.code for hall in halls),
            "at": moments.hour(clock.now()),
            "now_at": now.isoformat(),
            "zone": str(district.current().zone),
        }
        return render(request, "ticket_pages/board.html", context)

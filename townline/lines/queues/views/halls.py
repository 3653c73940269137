"""A hall for whoever leads it: load, desks, advice; opening and closing for today."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_POST

from townline.lines.queues import api
from townline.lines.queues.api import Hall, QueueError
from townline.lines.queues.views.labels import english, place
from townline.lines.queues.views.shapes import ReasonIn, UntilIn
from townline.lines.queues.views.tables import hours_table
from townline.platform.core import clock
from townline.platform.core.text.particles import settle
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web import moments
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.pdf import PdfMissing
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page

_MINUTE = 60
_WORTH = 5  # minutes that one more desk must save before anybody is told to open it


@require_GET
@staff_page(may(Permission.DESK))
def halls(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show all queues as they are, with advice, and today by the hour."""
    now = clock.now()
    found = api.halls(now)
    names = {desk.code: desk.name_en if english() else desk.name_ko for desk in api.desks()}
    today = timezone.localtime(now).date()
    rows = [_row(hall, names) for hall in found]
    context: dict[str, Any] = {
        "rows": rows,
        "printers": [_trouble(each) for each in api.printers() if each.state in _TROUBLE],
        "advice": [row["advice"] for row in rows if row["advice"]],
        "table": hours_table(api.figures(today, today), [hall.queue for hall in found]),
    }
    return render(request, "queues/halls.html", context)


# How a printer is, where somebody has to go to it.
_TROUBLE = {
    "paper": gettext_noop("%(site)s: 번호표 프린터에 종이가 없습니다. 종이를 넣어 주세요."),
    "low": gettext_noop("%(site)s: 번호표 프린터에 종이가 얼마 남지 않았습니다."),
    "cover": gettext_noop("%(site)s: 번호표 프린터의 덮개가 열려 있습니다. 닫아 주세요."),
    "error": gettext_noop("%(site)s: 번호표 프린터가 멈췄습니다. 껐다가 켜 주세요."),
    "unreachable": gettext_noop(
        "%(site)s: 번호표 프린터에 연결할 수 없습니다. 전원과 선을 확인해 주세요."
    ),
}


def _trouble(printer: Any) -> str:  # noqa: ANN401 -- a row of the room
    site = printer.site.name_en if english() else printer.site.name_ko
    return gettext(_TROUBLE[printer.state]) % {"site": site}


def _row(hall: Hall, desks: dict[str, str]) -> dict[str, Any]:
    return place(hall) | {
        "state": hall.state,
        "waiting": hall.waiting,
        "planned": hall.desks.planned(),
        "short": hall.desks_open < hall.desks.planned(),
        "closes": moments.hour(hall.closes),
        "until": moments.hour(hall.closes),
        "reason": hall.day.reason if hall.day and hall.state == "closed" else "",
        "advice": _advice(hall, desks),
    }


def _advice(hall: Hall, desks: dict[str, str]) -> dict[str, str] | None:
    """Say what one more desk would change, where it is worth a walk."""
    spare = hall.desks.spare()
    if hall.state != "open" or not hall.waiting or not spare:
        return None
    shown = place(hall)
    about = {"name": shown["name"], "site": shown["site"], "desk": desks.get(spare, spare)}
    if not hall.desks_open:
        sentence = gettext("%(name)s · %(site)s: 열린 창구가 없습니다. %(desk)s을(를) 열어 주세요.")
        return {"words": settle(sentence % about), "desk": spare}
    now, then = (round(hall.stays(more).likely / _MINUTE) for more in ("", spare))
    if now - then < _WORTH:
        return None
    sentence = gettext("%(name)s · %(site)s: 지금 %(desk)s을(를) 열면 %(now)d분 → %(then)d분")
    return {"words": settle(sentence % (about | {"now": now, "then": then})), "desk": spare}


@require_POST
@staff_page(may(Permission.DESK))
def queue_action(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Open or close a queue for today, or change until when it is open."""
    try:
        _do(request, code, viewer, read(request, ReasonIn).reason)
    except QueueError as error:
        messages.error(request, api.words(error))
    except InvalidForm as error:
        messages.error(request, error.sentences)
    except ValueError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, gettext("변경했습니다."))
    return HttpResponseRedirect("/halls/")


def _do(request: HttpRequest, code: str, viewer: Viewer, reason: str) -> None:
    now, actor, do = clock.now(), viewer.actor, pressed_button(request)
    if do == "close":
        if not reason:
            raise ValueError(gettext("닫는 사유를 적어 주세요. 창구 화면과 처리 이력에 남습니다."))
        api.queue_close(code=code, actor=actor, now=now, reason=reason)
    elif do == "open":
        api.queue_open(code=code, actor=actor, now=now, reason=reason)
    elif do == "until":
        until = _until(read(request, UntilIn).until, now)
        api.queue_open(code=code, actor=actor, now=now, reason=reason, until=until)
    else:
        raise ValueError(gettext("그런 단추는 없습니다. 화면을 새로 고쳐 주세요."))


def _until(at: dt.time, now: dt.datetime) -> dt.datetime:
    local = timezone.localtime(now)
    until = local.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    if until <= local:
        raise ValueError(gettext("지난 시각입니다. 지금 마감하려면 닫기를 눌러 주세요."))
    return until


# The poster of a line, to print for its door.


@require_GET
@staff_page(may(Permission.DESK))
def poster(request: HttpRequest, service: str) -> HttpResponse:
    """Give the poster; say what is missing where this machine makes no papers."""
    try:
        made = api.poster_pdf(code=service)
    except PdfMissing:
        words = gettext(
            "이 서버에는 PDF를 만드는 데 드는 Pango 라이브러리가 없습니다. 서버 "
            "담당자에게 libpangoft2-1.0-0 설치를 요청해 주세요."
        )
        return problem_page(request, 503, detail=words)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="poster-{service}.pdf"'
    return response

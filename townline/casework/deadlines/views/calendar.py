"""The calendar: days off by year, what is moved by a change of them, times without work."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, gettext_noop, ngettext
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases import api as cases
from townline.casework.cases.views import access
from townline.casework.cases.views.lists import the_act, the_viewer
from townline.casework.deadlines import api
from townline.platform.core import clock
from townline.platform.core.district import office_calendar
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may
from townline.platform.web.inputs import Day, Input, Line, Moment, Reason, TextId
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.moments import english
from townline.platform.web.reading import as_written, pressed_button, read
from townline.platform.web.staff import staff_page

_URL = "/settings/calendar/"
_SHOWN = 200
KINDS = {
    "public": gettext_lazy("법정공휴일"),
    "substitute": gettext_lazy("대체공휴일"),
    "temporary": gettext_lazy("임시공휴일"),
    "election": gettext_lazy("선거일"),
}


class DayInput(Input):
    CALLED: ClassVar[Mapping[str, str]] = {
        "name_ko": gettext_noop("이름"),
        "name_en": gettext_noop("영어 이름"),
        "kind": gettext_noop("종류"),
    }
    day: Day
    reason: Line = ""
    name_ko: Line = ""
    name_en: Line = ""
    kind: Line = "temporary"


class Outage(Input):
    """``end_at``: left out while nobody knows when it is over."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "start_at": gettext_noop("시작 일시"),
        "end_at": gettext_noop("종료 일시"),
    }
    start_at: Moment
    end_at: Moment | None = None
    reason: Reason = ""


class OutageEnd(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"outage": gettext_noop("업무를 볼 수 없던 기간")}
    outage: TextId


@require_GET
@staff_page()
def calendar(request: HttpRequest) -> HttpResponse:
    """Show the days off of a year; whoever manages may change them."""
    return render(request, "deadlines/calendar.html", _context(request))


def _context(request: HttpRequest) -> dict[str, Any]:
    years = api.calendar_years()
    this = timezone.localtime(clock.now()).year
    year_text = request.GET.get("year", "")
    year = int(year_text) if year_text.isdecimal() and int(year_text[:4]) in years else this
    shown = request.GET.get("change", "")
    change = api.calendar_change_get(int(shown[:9])) if shown.isdecimal() else None
    return {
        "year": year,
        "years": sorted({*years, this}),
        "days": [(day, KINDS.get(day.kind, day.kind)) for day in api.days_off(year=year)],
        "changes": api.calendar_changes(),
        "shown": change,
        "moved": [_parse_moved(*each) for each in change.moved[:_SHOWN]] if change else [],
        "limit": _SHOWN,
        "outages": api.outages(),
        "kinds": KINDS.items(),
        "may": the_viewer(request).may(Permission.MANAGE),
        "posted": as_written(request),
        "hours": office_calendar().spans,
        "now": clock.now(),
        "today": timezone.localtime(clock.now()).date(),
    }


def _parse_moved(
    code: str, before: str | None, after: str | None
) -> tuple[str, dt.datetime | None, dt.datetime | None]:
    return (
        code,
        dt.datetime.fromisoformat(before) if before else None,
        dt.datetime.fromisoformat(after) if after else None,
    )


@require_POST
@staff_page(may(Permission.MANAGE))
def change(request: HttpRequest) -> HttpResponse:
    """Add or take away a day off: first show what it moves, then do it."""
    act = the_act(request)
    try:
        added = pressed_button(request, "deed") != "remove"
        day_input = api.DayInput(added=added, **read(request, DayInput).arguments())
        if pressed_button(request) != "apply":
            moved = api.calendar_preview(act, day_input=day_input)
            return _preview(request, day_input, moved)
        made = api.calendar_change(act, day_input=day_input)
    except InvalidForm as error:
        return _again(request, error.wrong)
    except cases.InvalidInput as error:
        return _again(request, {"day": access.words(error)})
    number = len(made.moved)
    message = ngettext(
        "공휴일을 변경했습니다. 처리 중인 민원 %(n)d건의 법정 처리기한이 바뀌었습니다.",
        "공휴일을 변경했습니다. 처리 중인 민원 %(n)d건의 법정 처리기한이 바뀌었습니다.",
        number,
    )
    messages.success(request, message % {"n": number})
    return HttpResponseRedirect(f"{_URL}?year={made.day.year}&change={made.id}")


def _preview(request: HttpRequest, day_input: api.DayInput, moved: list[api.Moved]) -> HttpResponse:
    past = day_input.day < timezone.localtime(clock.now()).date()
    context = {
        "wish": day_input,
        "kind": KINDS.get(day_input.kind, ""),
        "moved": [(each.code, each.before, each.after) for each in moved[:_SHOWN]],
        "number": len(moved),
        "limit": _SHOWN,
        "past": past,
        "english": english(),
    }
    return render(request, "deadlines/calendar_preview.html", context)


def _again(request: HttpRequest, wrong: dict[str, str], where: str = "day") -> HttpResponse:
    context = _context(request) | {"wrong": wrong, "where": where}
    return render(request, "deadlines/calendar.html", context, status=422)


@require_POST
@staff_page(may(Permission.MANAGE))
def outage(request: HttpRequest) -> HttpResponse:
    """Stop all legal clocks for a time, or from a moment on."""
    try:
        arguments = read(request, Outage).arguments()
        moved = api.outage_add(the_act(request), **arguments)
    except InvalidForm as error:
        return _again(request, error.wrong, "outage")
    except cases.InvalidInput:
        words = gettext("사유를 적고, 시작은 지금보다 앞, 종료는 시작보다 뒤로 적어 주세요.")
        return _again(request, {"start_at": words}, "outage")
    return _outage_summary(request, moved)


@require_POST
@staff_page(may(Permission.MANAGE))
def outage_end(request: HttpRequest) -> HttpResponse:
    """Let all legal clocks go on."""
    number = read(request, OutageEnd).outage
    moved = api.outage_end(the_act(request), outage=number)
    return _outage_summary(request, moved)


def _outage_summary(request: HttpRequest, moved: list[api.Moved]) -> HttpResponse:
    number = len(moved)
    message = ngettext(
        "저장했습니다. 처리 중인 민원 %(n)d건의 법정 처리기한이 바뀌었습니다.",
        "저장했습니다. 처리 중인 민원 %(n)d건의 법정 처리기한이 바뀌었습니다.",
        number,
    )
    messages.success(request, message % {"n": number})
    return HttpResponseRedirect(_URL)

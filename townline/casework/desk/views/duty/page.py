"""The calendar: who is away and who stands in, who is on duty, and the forms to enter it."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_POST

from townline.casework.cases.views.lists import the_viewer
from townline.casework.desk.views.api.duty import NewLeave, NewShift
from townline.casework.desk.views.duty import month
from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.platform.departments.api import DutyProblem, DutyRefused, Permission, ShiftKind, Staff
from townline.platform.web import moments
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import as_written, read
from townline.platform.web.staff import staff_page

# What cannot be entered, said so that one knows what to do.

_WORDS: dict[DutyProblem, str] = {
    DutyProblem.OVERLAP: gettext_noop(
        "%(who)s 님의 부재가 이미 있습니다(%(span)s). 날짜를 바꾸거나 먼저 등록한 "
        "부재를 수정해 주세요."
    ),
    DutyProblem.SELF: gettext_noop(
        "본인을 업무대행자로 지정할 수 없습니다. 다른 직원을 선택해 주세요."
    ),
    DutyProblem.COVER_AWAY: gettext_noop(
        "업무대행자 %(who)s 님도 %(span)s 부재입니다. 다른 직원을 선택해 주세요."
    ),
    DutyProblem.CIRCLE: gettext_noop(
        "%(who)s 님의 업무를 %(span)s에 이 직원이 대행하고 있습니다. 다른 직원을 선택해 주세요."
    ),
    DutyProblem.ON_DUTY: gettext_noop(
        "%(who)s 님은 %(span)s 당직입니다. 먼저 당직자를 바꿔 주세요."
    ),
    DutyProblem.AWAY: gettext_noop("%(who)s 님은 %(span)s 부재입니다. 다른 직원을 선택해 주세요."),
    DutyProblem.TWICE: gettext_noop("%(who)s 님은 그날 이미 당직입니다."),
    DutyProblem.ORDER: gettext_noop("종료일이 시작일보다 앞섭니다. 날짜를 확인해 주세요."),
    DutyProblem.PAST: gettext_noop("지난 날짜입니다. 오늘이나 이후를 선택해 주세요."),
    DutyProblem.LONG: gettext_noop("400일을 넘습니다. 날짜를 확인해 주세요."),
    DutyProblem.COVER_BLIND: gettext_noop(
        "선택한 직원은 이 민원들을 볼 수 없거나 근무하지 않습니다. 다른 직원을 선택해 주세요."
    ),
    DutyProblem.NOTE: gettext_noop("인계 내용은 1,000자까지 적습니다."),
    DutyProblem.DAY: gettext_noop("날짜를 선택해 주세요."),
    DutyProblem.SETTLED: gettext_noop("종료되었거나 취소된 기록입니다. 새로 등록해 주세요."),
    DutyProblem.FORBIDDEN: gettext_noop("본인, 부서장, 관리자만 등록할 수 있습니다."),
    DutyProblem.UNKNOWN: gettext_noop("그런 기록이나 직원이 없습니다. 화면을 새로 고쳐 주세요."),
}


def refusal_text(error: DutyRefused) -> str:
    """Say a refusal in the reader's language, naming who and when."""
    words = gettext(_WORDS[error.problem])
    if "%(" not in words:
        return words
    person = departments.staff_by_id(error.who) if error.who else None
    name = (person.name_en if moments.english() else person.name_ko) if person else "-"
    return words % {"who": name, "span": span(error.starts_at, error.ends_at)}


def span(starts_at: dt.datetime | None, ends_at: dt.datetime | None) -> str:
    """Write first and last day: ``12. 1.(화) ~ 12. 3.(목)``, or the one day."""
    if starts_at is None or ends_at is None:
        return ""
    last = ends_at - dt.timedelta(seconds=1)
    first, end = moments.day(starts_at), moments.day(last)
    # A night on duty is named by its evening.
    short = ends_at - starts_at < dt.timedelta(days=1)
    return first if first == end or short else f"{first} ~ {end}"


_EVERYBODY = 2_000
_DAY = dt.timedelta(days=1)


@require_GET
@staff_page()
def duty(request: HttpRequest) -> HttpResponse:
    """Show a month, and the forms."""
    return page(request)


def page(request: HttpRequest, problem: str = "", wrong: str = "") -> HttpResponse:
    """Show the month that was asked for; with ``problem`` the form ``wrong`` as it was sent."""
    today = timezone.localtime(clock.now()).date()
    first = month.month_of(request.GET.get("month", ""), today)
    since, until = month.bounds(first)
    absences = departments.absences_between(since=since, until=until)
    shifts = departments.shifts_between(since=since, until=until)
    now, (mine, all_) = clock.now(), people(request)
    ids = {p.id for p in mine}
    context: dict[str, Any] = {
        "first": first,
        "title": month.title(first),
        "names": month.weekday_names(first),
        "before": month.shift_month(first, -1),
        "after": month.shift_month(first, 1),
        "weeks": month.weeks(first, today, absences, shifts),
        "absences": [(a, span(a.starts_at, a.ends_at)) for a in absences],
        "tonight": [s for s in shifts if s.starts_at < now + _DAY and s.ends_at > now],
        "shifts": [s for s in shifts if s.staff_id in ids and s.ends_at > now],
        "mine": mine,
        "covers": covers(request, all_),
        "may": ids,
        "today": today,
        "kinds": KINDS(),
        "sent": as_written(request),
        "problem": problem,
        "wrong": wrong,
        "me": the_viewer(request).staff_id,
    }
    return render(request, "desk/duty.html", context, status=422 if problem else 200)


def KINDS() -> list[tuple[ShiftKind, str]]:  # noqa: N802 -- words of a list, in the reader's language
    return [
        (ShiftKind.NIGHT, gettext("야간 (18시부터 9시)")),
        (ShiftKind.DAY, gettext("공휴일 주간")),
    ]


def people(request: HttpRequest) -> tuple[list[Staff], list[Staff]]:
    """Give those for whom the reader enters leave, and everybody who works here."""
    reader = request.user
    assert isinstance(reader, Staff)  # noqa: S101 -- the guard looked already
    everybody = [p for p in departments.people(limit=_EVERYBODY) if p.is_active]
    below = departments.department_scope(str(reader.department_id))
    return [p for p in everybody if departments.may_plan(p, reader, below=below)], everybody


def covers(request: HttpRequest, everybody: list[Staff]) -> list[Staff]:
    """Give who may stand in: the reader's own department, and whoever sees all cases."""
    viewer = the_viewer(request)
    if viewer.may(Permission.MANAGE) or viewer.departments is None:
        return everybody
    powers = departments.POWERS
    return [
        p
        for p in everybody
        if viewer.sees(p.department_id) or Permission.READ_ALL in powers[departments.Role(p.role)]
    ]


@require_POST
@staff_page()
def absence_add(request: HttpRequest) -> HttpResponse:
    """Enter a leave."""
    viewer = the_viewer(request)
    try:
        form = read(request, NewLeave)
        departments.absence_add(
            by=viewer.staff_id, actor=viewer.actor, now=clock.now(), **form.arguments()
        )
    except InvalidForm as error:
        return page(request, error.sentences, "absence")
    except DutyRefused as error:
        return page(request, refusal_text(error), "absence")
    messages.success(request, gettext("등록했습니다. 부재 중 알림과 업무는 업무대행자에게 갑니다."))
    return HttpResponseRedirect(f"/duty/?month={form.first:%Y-%m}")


@require_POST
@staff_page()
def shift_add(request: HttpRequest) -> HttpResponse:
    """Put a person on duty."""
    viewer = the_viewer(request)
    try:
        form = read(request, NewShift)
        departments.shift_add(
            by=viewer.staff_id, actor=viewer.actor, now=clock.now(), **form.arguments()
        )
    except InvalidForm as error:
        return page(request, error.sentences, "shift")
    except DutyRefused as error:
        return page(request, refusal_text(error), "shift")
    messages.success(request, gettext("당직을 등록했습니다."))
    return HttpResponseRedirect(f"/duty/?month={form.day:%Y-%m}")


@require_POST
@staff_page()
def shift_remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take a person off a night."""
    viewer = the_viewer(request)
    try:
        departments.shift_remove(
            shift_id=number, by=viewer.staff_id, actor=viewer.actor, now=clock.now()
        )
    except DutyRefused as error:
        return page(request, refusal_text(error), "shift")
    messages.success(request, gettext("당직에서 제외했습니다."))
    return HttpResponseRedirect("/duty/")

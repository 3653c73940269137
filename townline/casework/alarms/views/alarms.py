"""Alarms for life: the bar on every page, the box of a case, the list, and what is pressed."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.casework.alarms import api
from townline.casework.alarms.rules import AlarmState
from townline.casework.alarms.selectors import AlarmView
from townline.casework.alarms.views import labels
from townline.casework.cases import api as cases
from townline.casework.cases.views import access
from townline.casework.cases.views.actions import back_to_case
from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.lists import counts_of, the_act, the_viewer
from townline.casework.notifications import api as notifications
from townline.platform.core import clock
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.departments.guards import case_reader, may
from townline.platform.web.reading import read
from townline.platform.web.registry import Banner
from townline.platform.web.signing_in import wants_json
from townline.platform.web.staff import staff_page
from townline.platform.web.views import back_to

# A page that is opened later than this after an alarm shows it and stays silent.
_SOUNDS = dt.timedelta(seconds=45)
_HOME = "/alarms/"


@dataclass(frozen=True)
class AlarmDisplay:
    """One alarm with the words that pages show, and what this person may press."""

    alarm: AlarmView
    kind: str
    state: Promise
    by: Promise
    way: Promise | str
    left: str
    late: bool
    took: str
    acts: bool


def alarm_display(act: Act, alarm: AlarmView) -> AlarmDisplay:
    return AlarmDisplay(
        alarm=alarm,
        kind=labels.kind(alarm),
        state=labels.STATES[alarm.state],
        by=labels.by(alarm),
        way=labels.WAYS.get(alarm.acknowledged_via, ""),
        left=labels.to_acknowledge(alarm.acknowledge_by - act.now),
        late=alarm.acknowledge_by <= act.now,
        took=""
        if alarm.seconds is None
        else labels.format_remaining(dt.timedelta(seconds=alarm.seconds)),
        acts=act.viewer.may(Permission.WRITE),
    )


def panel(act: Act, detail: cases.Detail) -> list[AlarmDisplay]:
    """Give the alarms that a case shows above its texts: live ones, and what may be put back."""
    if not (detail.row.danger or detail.row.private or _spoken_of(detail)):
        return []
    found = api.alarms_of_case(case_id=detail.row.id, now=act.now)
    live = (AlarmState.RAISED, AlarmState.ACKNOWLEDGED)
    wanted = [one for one in found if one.state in live or one.may_put_back]
    return [alarm_display(act, one) for one in wanted]


def texts_held(detail: cases.Detail) -> bool:
    """Say whether no automatic text goes to the resident of a case."""
    if not (detail.row.danger or detail.row.private or _spoken_of(detail)):
        return False
    return api.texts_held(detail.resident_id)


def _spoken_of(detail: cases.Detail) -> bool:
    return any(line.event.startswith("case:alarm:") for line in detail.history)


def danger_banner(request: HttpRequest) -> Banner | None:
    """Tell on every staff page that somebody may be in danger, and how long it may wait."""
    viewer = case_reader(request)
    if viewer is None:
        return None
    act = the_act(request)
    waiting = api.alarms_waiting(act)
    if waiting:
        return _waiting(act, waiting)
    number = counts_of(request)["danger"]
    if not number:
        return None
    return Banner(
        "danger",
        gettext("인명 위험 경보 %(number)d건") % {"number": number},
        "/inbox/?view=open",
        gettext("지금 확인"),
    )


def _waiting(act: Act, waiting: list[AlarmView]) -> Banner:
    first = waiting[0]
    words = gettext("위험: %(kind)s %(code)s") % {
        "kind": labels.shown_to_all(first),
        "code": first.code,
    }
    if len(waiting) > 1:
        words += gettext(" · 전체 %(number)d건") % {"number": len(waiting)}
    alone = len(waiting) == 1 and first.code
    return Banner(
        "danger",
        words.strip(),
        f"/cases/{first.code}/" if alone else _HOME,
        gettext("지금 확인"),
        until=first.acknowledge_by,
        left=labels.to_acknowledge(first.acknowledge_by - act.now),
        sound=_sound(act, waiting),
        press=_press(waiting, act.viewer),
        press_text=gettext("경보 확인"),
    )


def _press(waiting: list[AlarmView], viewer: Viewer) -> str:
    """Give where one press acknowledges; of several, each is looked at by itself."""
    if len(waiting) > 1 or not viewer.may(Permission.WRITE):
        return ""
    return reverse("alarm_acknowledge", args=[waiting[0].id])


def _sound(act: Act, waiting: list[AlarmView]) -> str:
    """Give the sound for an alarm of this very moment, unless this person wants none."""
    fresh = any(act.now - one.told_at < _SOUNDS for one in waiting)
    if fresh and notifications.alert_preference(viewer=act.viewer).sound:
        return static("alarms/alarm.wav")
    return ""


@require_GET
@staff_page(reads=True)
def alarms(request: HttpRequest) -> HttpResponse:
    """Show what is live, and what came of the others."""
    return render(request, "alarms/alarms.html", _list_context(request))


def _list_context(request: HttpRequest) -> dict[str, Any]:
    act = Act(reader(request), clock.now())
    live = [alarm_display(act, one) for one in api.alarms_live(act)]
    past = [alarm_display(act, one) for one in api.alarms_past(act, limit=200)]
    # Where their cases lie is known to the room above that reads texts.
    spots = cases.row_extras(
        "spot", [one.alarm.case_id for one in live if one.alarm.case_id], act.now
    )
    placed = [(one, spots.get(one.alarm.case_id or 0)) for one in live]
    return {"live": placed, "placed": bool(spots), "past": past, "figures": figures(past)}


def reader(request: HttpRequest) -> Viewer:
    """Give the person who asks. Raises NotAllowed for one who may read no cases at all."""
    viewer = the_viewer(request)
    if not viewer.reads:
        raise cases.NotAllowed(f"the role {viewer.role} may not read cases")
    return viewer


def figures(past: list[AlarmDisplay]) -> dict[str, Any]:
    """Count what is over, drills left out: real ones, others, and how long it took as a rule."""
    over = [one.alarm for one in past if not one.alarm.drill]
    seconds = sorted(one.seconds for one in over if one.seconds is not None)
    middle = seconds[len(seconds) // 2] if seconds else None
    return {
        "real": sum(one.state is AlarmState.SETTLED for one in over),
        "not_urgent": sum(one.state is AlarmState.NOT_URGENT for one in over),
        "median": labels.format_remaining(dt.timedelta(seconds=middle))
        if middle is not None
        else "",
    }


type Action = Callable[..., AlarmView | object]


def _apply_action(
    request: HttpRequest, number: int, action: Action, message: str, **more: str
) -> HttpResponse:
    act = the_act(request)
    before = api.alarm_get(act, alarm_id=number)
    action(act, alarm_id=number, **more)
    if wants_json(request):
        # Pressed in place: the page that is open says it.
        return JsonResponse({"said": message})
    messages.success(request, message)
    after = api.alarm_get(act, alarm_id=number)
    # Whoever was told sees a case for as long as the danger lasts: then the list is theirs.
    code = after.code if after else ""
    home = f"/cases/{code}/" if code and before else _HOME
    return HttpResponseRedirect(back_to(request, home))


def _end_alarm(request: HttpRequest, number: int, action: str, message: str) -> HttpResponse:
    """End an alarm by ``settle`` or ``not_urgent``; a missing reason is said beside its field."""
    end = api.alarm_settle if action == "settle" else api.alarm_dismiss
    try:
        reason = read(request, inputs.MayReason).reason
        return _apply_action(request, number, end, message, reason=reason)
    except api.AlarmReason as error:
        if wants_json(request):
            raise
        problem = {"problem": access.words(error), "problem_at": number, "problem_deed": action}
        page = _list_context(request) | problem
        return render(request, "alarms/alarms.html", page, status=error.status)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def acknowledge(request: HttpRequest, number: int) -> HttpResponse:
    message = gettext("경보를 확인했습니다. 더 이상 확대 통보하지 않습니다.")
    return _apply_action(request, number, api.alarm_acknowledge, message)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def settle(request: HttpRequest, number: int) -> HttpResponse:
    message = gettext("상황 종료로 처리했습니다.")
    return _end_alarm(request, number, "settle", message)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def not_urgent(request: HttpRequest, number: int) -> HttpResponse:
    message = gettext("오경보로 처리했습니다. 10분 안에 실행 취소할 수 있습니다.")
    return _end_alarm(request, number, "not_urgent", message)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def put_back(request: HttpRequest, number: int) -> HttpResponse:
    return _apply_action(request, number, api.alarm_put_back, gettext("되돌렸습니다."))


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def open_up(request: HttpRequest, code: str) -> HttpResponse:
    """Let others see a case about harm at home."""
    reason = read(request, inputs.WithReason).reason
    api.case_open_up(the_act(request), code=code, reason=reason)
    return back_to_case(request, code, gettext("열람 제한을 해제했습니다."))


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def release_texts(request: HttpRequest, code: str) -> HttpResponse:
    """Let automatic texts go to a resident again who may have been hiding."""
    read(request, inputs.Nothing)
    api.automatic_release(the_act(request), code=code)
    return back_to_case(request, code, gettext("자동 문자를 다시 보냅니다."))


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def danger(request: HttpRequest, code: str) -> HttpResponse:
    """Mark a case as danger to life, or remove the mark."""
    form = read(request, inputs.Danger)
    api.case_mark_danger(the_act(request), code=code, **form.arguments())
    on = gettext("위험 경보로 지정했습니다."), gettext("위험 경보를 해제했습니다.")
    return back_to_case(request, code, on[not form.danger])

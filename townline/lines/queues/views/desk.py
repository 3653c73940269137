"""A desk: who is there, who comes next, and one key for each thing that can be done."""

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST
from ninja.errors import ValidationError

from townline.lines.queues import api
from townline.lines.queues.api import AtDesk, QueueError, TicketEvent, TicketQuestionnaire
from townline.lines.queues.errors import AlreadyHere
from townline.lines.queues.questionnaires import api as questionnaires
from townline.lines.queues.views.inputs import request_of
from townline.lines.queues.views.labels import answer_words, english, need_words, place
from townline.lines.queues.views.shapes import MoveIn, ReasonIn, TakeAtDesk, TicketChosen
from townline.platform.core import clock
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import as_written, pressed_button, read
from townline.platform.web.staff import staff_page

# What the one who was called has answered while waiting, for whoever sits at the desk.


def panel(at: AtDesk | None, viewer: Viewer) -> dict[str, Any] | None:
    """Give what a desk shows of it; None where nobody is there or nothing is asked.

    The answers themselves only once this person's look at them stands in the history.
    """
    if at is None:
        return None
    found = api.desk_answers(at.ticket_id, viewer.actor, clock.now())
    if found is None:
        return None
    return {
        "mark": _mark(begun=found.begun, complete=found.complete),
        "good": found.complete,
        "hidden": found.begun and found.asked is None,
        "lines": _lines(found.asked) if found.asked else [],
    }


def _mark(*, begun: bool, complete: bool) -> str:
    if complete:
        return gettext("작성 완료")
    return gettext("일부 작성") if begun else gettext("작성 안 함")


def _lines(questionnaire: TicketQuestionnaire) -> list[tuple[str, str]]:
    spoken = translation.get_language() or "ko"
    answers = questionnaire.filled.answers
    return [
        (
            questionnaires.words_in(each.label, spoken),
            answer_words(each, answers.get(each.name), spoken),
        )
        for each in questionnaire.filled.questions
    ]


def record_view(code: str, viewer: Viewer) -> None:
    """Note a look. Raises as answers_look."""
    api.answers_view(desk=code, staff_id=viewer.staff_id, actor=viewer.actor, now=clock.now())


def looked_at_call(code: str, viewer: Viewer) -> None:
    """Note the look that calling is: the answers come up with the number.

    Nobody waits, or somebody else sits there: then nothing comes up.
    """
    with suppress(QueueError):
        record_view(code, viewer)


_WRITTEN = {"take", "move"}

type Refused = QueueError | ValidationError | InvalidForm
type Do = Callable[[str, Viewer, HttpRequest], None]


@require_GET
@staff_page(may(Permission.DESK))
def desks(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """List the desks by site, to sit down at one."""
    spoken = english()
    rows = [
        {
            "code": desk.code,
            "name": desk.name_en if spoken else desk.name_ko,
            "site": desk.site.name_en if spoken else desk.site.name_ko,
            "open": desk.open,
            "mine": desk.staff_id == viewer.staff_id,
            "serves": ", ".join(q.name_en if spoken else q.name_ko for q in desk.queues.all()),
        }
        for desk in api.desks()
    ]
    found = api.halls(clock.now())
    sites = {hall.queue.site.code: hall.queue.site for hall in found}
    context = {
        "desks": rows,
        "halls": [place(hall) for hall in found],
        "sites": [(each.code, each.name_en if spoken else each.name_ko) for each in sites.values()],
    }
    return render(request, "queues/desks.html", context)


@require_GET
@staff_page(may(Permission.DESK))
def desk(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Show one desk."""
    return _page(request, viewer, code, {})


def _page(
    request: HttpRequest, viewer: Viewer, code: str, given: dict[str, object], *, status: int = 200
) -> HttpResponse:
    """Show a desk; ``given``: what somebody wrote into a form that was refused."""
    row, now, spoken = api.desk_get(code), clock.now(), english()
    served = [queue.code for queue in row.queues.all()]
    at = api.at_desk(code)
    everywhere = [place(hall) for hall in api.halls(now)]
    needs = need_words()
    context: dict[str, Any] = {
        "desk": row,
        "name": row.name_en if spoken else row.name_ko,
        "site": row.site.name_en if spoken else row.site.name_ko,
        "at": at,
        "need": needs.get(api.PriorityNeed(at.need)) if at and at.need else "",
        "saw": at.ticket_id if at else 0,
        "lines": api.desk_lines(row, now),
        "past": api.desk_past(row, now),
        "halls": [each for each in everywhere if each["code"] in served],
        "elsewhere": [
            (each["code"], f"{each['name']} · {each['site']}")
            for each in everywhere
            if at is None or each["code"] != at.queue
        ],
        "taken_by": row.staff if row.open and row.staff_id != viewer.staff_id else None,
        "needs": [("", gettext("해당 없음")), *needs.items()],
        "books": any("slots" in queue.plan for queue in row.queues.all()),
        "service": served[0] if served else "",
        "answers": panel(at, viewer),
        "given": given,
    }
    return render(request, "queues/desk.html", context, status=status)


@require_POST
@staff_page(may(Permission.DESK))
def desk_action(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """Do what was pressed, if the desk still is as the page showed it."""
    button = pressed_button(request)
    do, at = _ACTIONS.get(button), api.at_desk(code)
    # A ticket for somebody does not hang on who is at the desk meanwhile.
    shown = read(request, TicketChosen).saw
    is_current = shown == str(at.ticket_id if at else 0) or button == "take"
    if do is None:
        messages.error(request, gettext("그런 단추는 없습니다. 화면을 새로 고쳐 주세요."))
    elif not is_current:
        messages.warning(request, _moved_on(at))
    else:
        try:
            do(code, viewer, request)
        except (QueueError, ValidationError, InvalidForm) as error:
            messages.error(request, _refusal(error))
            return _again_shown(request, viewer, code, error)
    return HttpResponseRedirect(f"/desk/{code}/")


def _again_shown(request: HttpRequest, viewer: Viewer, code: str, error: Refused) -> HttpResponse:
    """Show the page as it is now, with what was written into the form that was refused."""
    if pressed_button(request) not in _WRITTEN:
        return HttpResponseRedirect(f"/desk/{code}/")
    status = error.status if isinstance(error, QueueError) else HTTPStatus.UNPROCESSABLE_ENTITY
    return _page(request, viewer, code, as_written(request), status=status)


def _refusal(error: Refused) -> str:
    if isinstance(error, AlreadyHere):
        return _has_one()
    if isinstance(error, QueueError):
        return api.words(error)
    if isinstance(error, InvalidForm):
        return error.sentences
    return gettext("휴대전화 번호와 인원을 다시 확인해 주세요.")


def _has_one() -> str:
    """Say what a desk may do about a telephone that has a ticket: the public words send here."""
    return gettext(
        "이 전화에는 이미 번호표가 있습니다. 다른 사람이면 '이 전화에 번호표가 "
        "있어도 추가 발권'을 선택하고 다시 눌러 주세요."
    )


def _moved_on(at: AtDesk | None) -> str:
    """Say that a press came too late: twice, from a second screen, or from one that slept."""
    if at is None:
        return gettext("이 창구의 호출이 끝났습니다. 현재 상태를 확인하고 다시 눌러 주세요.")
    return gettext("%(number)s번은 이미 호출했습니다. 현재 상태를 확인하고 다시 눌러 주세요.") % {
        "number": at.shown
    }


def _open(code: str, viewer: Viewer, _request: HttpRequest) -> None:
    api.desk_open(desk=code, staff_id=viewer.staff_id, actor=viewer.actor, now=clock.now())


def _close(code: str, viewer: Viewer, _request: HttpRequest) -> None:
    api.desk_close(desk=code, actor=viewer.actor, now=clock.now())


def _next(code: str, viewer: Viewer, request: HttpRequest) -> None:
    called = api.desk_next(desk=code, actor=viewer.actor, now=clock.now())
    looked_at_call(code, viewer)
    if called.ticket_id is None:
        messages.info(request, gettext("대기 중인 분이 없습니다."))


def _again(code: str, viewer: Viewer, request: HttpRequest) -> None:
    api.desk_again(desk=code, actor=viewer.actor, now=clock.now())
    messages.info(request, gettext("재호출했습니다."))


def _end(event: TicketEvent) -> Do:
    def do(code: str, viewer: Viewer, request: HttpRequest) -> None:
        reason = read(request, ReasonIn).reason
        api.desk_end(desk=code, event=event, actor=viewer.actor, now=clock.now(), reason=reason)

    return do


def _recall(code: str, viewer: Viewer, request: HttpRequest) -> None:
    id_ = read(request, TicketChosen).ticket
    api.desk_recall(desk=code, ticket_id=id_, actor=viewer.actor, now=clock.now())
    looked_at_call(code, viewer)


def _answers(code: str, viewer: Viewer, _request: HttpRequest) -> None:
    record_view(code, viewer)


def _move(code: str, viewer: Viewer, request: HttpRequest) -> None:
    arguments = read(request, MoveIn).arguments()
    api.desk_move(desk=code, actor=viewer.actor, now=clock.now(), **arguments)
    messages.info(request, gettext("다른 대기열로 옮겼습니다. 도착 시각은 그대로입니다."))


def _here(code: str, _viewer: Viewer, _request: HttpRequest) -> None:
    if at := api.at_desk(code):
        api.ticket_seen(ticket_id=at.ticket_id, now=clock.now())


def _take(code: str, viewer: Viewer, request: HttpRequest) -> None:
    """Take a ticket on somebody's behalf; the desk decides about a second one for a telephone."""
    form = read(request, TakeAtDesk)
    ticket_request = request_of(form, channel="desk", actor=viewer.actor, again=form.again)
    (outcome,) = api.tickets_take(
        queue=form.service, ticket_requests=[ticket_request], now=clock.now()
    )
    if isinstance(outcome, QueueError):
        raise outcome
    messages.success(request, gettext("번호표 %(number)s") % {"number": outcome.shown})


def _need(granted: bool) -> Do:
    def do(code: str, viewer: Viewer, request: HttpRequest) -> None:
        now, at, wanted = clock.now(), api.at_desk(code), read(request, TicketChosen).ticket
        here = {line.id for line in api.desk_lines(api.desk_get(code), now)}
        if wanted in here or (at and at.ticket_id == wanted):
            api.need_decide(ticket_id=wanted, granted=granted, actor=viewer.actor, now=now)
        else:
            messages.warning(request, _moved_on(at))

    return do


_ACTIONS: dict[str, Do] = {
    "open": _open,
    "close": _close,
    "next": _next,
    "again": _again,
    "no-show": _end(TicketEvent.MISS),
    "done": _end(TicketEvent.DONE),
    "skip": _end(TicketEvent.SKIP),
    "hold": _end(TicketEvent.HOLD),
    "recall": _recall,
    "answers": _answers,
    "move": _move,
    "here": _here,
    "need-yes": _need(True),
    "need-no": _need(False),
    "take": _take,
}

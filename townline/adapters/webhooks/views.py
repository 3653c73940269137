"""The pages on which receivers are made, tested and looked after."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Annotated, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST
from pydantic import Field

from townline.adapters.webhooks import deliveries, endpoints, words
from townline.adapters.webhooks.errors import EndpointInvalid
from townline.adapters.webhooks.rules import RETENTION, EventType, Scope
from townline.platform.core.outgoing.public_addresses import LONGEST
from townline.platform.departments.api import Act, Permission
from townline.platform.departments.guards import act_of, may
from townline.platform.web.inputs import Input, Line, Moment, RowId
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import as_ticked, as_written, read
from townline.platform.web.staff import staff_page

_HOME = "/settings/webhooks/"
_SHOWN = 50
_NAME = 60


class EndpointForm(Input):
    """A new receiver: its name, where messages go, which events, and with which scopes."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "url": gettext_noop("받는 주소"),
        "events": gettext_noop("보낼 알림"),
        "scopes": gettext_noop("보낼 정보"),
    }
    name: Annotated[Line, Field(min_length=1, max_length=_NAME)]
    url: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    events: Annotated[list[EventType], Field(max_length=len(EventType))] = []
    scopes: Annotated[list[Scope], Field(max_length=len(Scope))] = []


class ResendForm(Input):
    """``id``: one dead letter; without it all of them."""

    CALLED: ClassVar[Mapping[str, str]] = {"id": gettext_noop("선택한 행")}
    id: RowId | None = None


class ReplayForm(Input):
    """From which moment all messages go out once more."""

    CALLED: ClassVar[Mapping[str, str]] = {"since": gettext_noop("시작 일시")}
    since: Moment


@require_GET
@staff_page(may(Permission.MANAGE))
def webhooks(request: HttpRequest) -> HttpResponse:
    """List receivers, and make one."""
    return _list_page(request, {})


def _list_page(request: HttpRequest, wrong: Mapping[str, str]) -> HttpResponse:
    posted = request.method == "POST"
    context = {
        "endpoints": endpoints.endpoints_list(),
        "events": words.events(ticked=as_ticked(request, "events") if posted else list(EventType)),
        "texts_ticked": posted and Scope.TEXTS in as_ticked(request, "scopes"),
        "wrong": wrong,
        "posted": as_written(request) if posted else {},
    }
    return render(request, "webhooks/list.html", context, status=422 if wrong else 200)


@sensitive_post_parameters("url")
@require_POST
@staff_page(may(Permission.MANAGE))
def add(request: HttpRequest) -> HttpResponse:
    """Make a receiver, and show its secret this once."""
    try:
        form = read(request, EndpointForm)
        row, secret_text = endpoints.endpoint_add(act_of(request), **form.arguments())
    except InvalidForm as error:
        return _list_page(request, error.wrong)
    except EndpointInvalid as error:
        field = str(error.extra["why"])
        return _list_page(request, {"name" if field == "most" else field: error.message()})
    messages.success(request, gettext("웹훅을 만들었습니다."))
    return _one_page(request, row.pk, secret_text)


@require_GET
@staff_page(may(Permission.MANAGE))
def webhook(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """Show one receiver: its newest messages, dead letters, and what can be done."""
    return _one_page(request, endpoint_id)


def _one_page(request: HttpRequest, endpoint_id: int, secret_text: str = "") -> HttpResponse:
    row = endpoints.endpoint_get(endpoint_id)
    now = act_of(request).now
    context = {
        "endpoint": row,
        "secret": secret_text,
        "events": words.events(ticked=row.events),
        "texts": Scope.TEXTS in row.scopes,
        "deliveries": [
            (
                each,
                words.event(each.message.type),
                words.state(each.state),
                words.reason(each.error),
            )
            for each in endpoints.newest_deliveries(row, _SHOWN)
        ],
        "dead": [
            (each, words.event(each.message.type), words.reason(each.error))
            for each in endpoints.dead_letters(row, _SHOWN)
        ],
        "start": timezone.localtime(now - dt.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
        "days": RETENTION.days,
    }
    return render(request, "webhooks/one.html", context)


def _back(endpoint_id: int) -> HttpResponse:
    return HttpResponseRedirect(f"{_HOME}{endpoint_id}/")


def _press(action: Callable[..., object], done: str) -> Callable[..., HttpResponseBase]:
    """Make the view of a button that needs nothing but the receiver."""

    @require_POST
    @staff_page(may(Permission.MANAGE))
    def view(request: HttpRequest, endpoint_id: int) -> HttpResponseBase:
        act: Act = act_of(request)
        action(act, endpoint_id=endpoint_id)
        messages.success(request, gettext(done))
        return _back(endpoint_id)

    return view


test = _press(
    endpoints.endpoint_test,
    gettext_noop("시험 알림을 보냅니다. 잠시 뒤 전송 내역에서 결과를 확인해 주세요."),
)
pause = _press(endpoints.endpoint_pause, gettext_noop("전송을 멈췄습니다."))
resume = _press(endpoints.endpoint_resume, gettext_noop("전송을 다시 시작했습니다."))


@require_POST
@staff_page(may(Permission.MANAGE))
def secret(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """Give a new secret, shown this once."""
    row, secret_text = endpoints.secret_renew(act_of(request), endpoint_id=endpoint_id)
    return _one_page(request, row.pk, secret_text)


@require_POST
@staff_page(may(Permission.MANAGE))
def remove(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """Forget a receiver with all that waits for it."""
    endpoints.endpoint_remove(act_of(request), endpoint_id=endpoint_id)
    messages.success(request, gettext("웹훅을 삭제했습니다."))
    return HttpResponseRedirect(_HOME)


@require_POST
@staff_page(may(Permission.MANAGE))
def resend(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """Send a dead letter once more, or all of them."""
    act, chosen = act_of(request), read(request, ResendForm).id
    count = deliveries.deliveries_resend(
        endpoint_id=endpoint_id,
        ids=[chosen] if chosen else None,
        actor=act.actor,
        now=act.now,
    )
    messages.success(request, gettext("%(n)s건을 다시 보냅니다.") % {"n": count})
    return _back(endpoint_id)


@require_POST
@staff_page(may(Permission.MANAGE))
def replay(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """Send everything since a moment once more, under the same ids."""
    act, since = act_of(request), read(request, ReplayForm).since
    row = endpoints.endpoint_get(endpoint_id)
    count = deliveries.replay(row, since=since, actor=act.actor, now=act.now)
    messages.success(request, gettext("%(n)s건을 다시 보냅니다.") % {"n": count})
    return _back(endpoint_id)

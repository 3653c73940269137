"""The mayor's word for a deputy, one's own keys, and the state of the text links."""

from collections.abc import Mapping
from typing import ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from townline.casework.alarms import api as alarms
from townline.casework.cases import api as cases
from townline.casework.cases.api import codes_of
from townline.casework.cases.views import labels
from townline.casework.cases.views.access import LINKS_ROLES
from townline.casework.cases.views.lists import the_viewer
from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.platform.core.outgoing import emails
from townline.platform.departments import api as departments
from townline.platform.departments.api import Role
from townline.platform.departments.guards import has_role
from townline.platform.web.inputs import Input, Line, Moment, Numbered
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import as_written, read
from townline.platform.web.staff import staff_page

_SHOWN = 50


class Delegation(Input):
    """``deputy`` is a username."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "deputy": gettext_noop("대리 승인자"),
        "starts_at": gettext_noop("시작 일시"),
        "ends_at": gettext_noop("종료 일시"),
    }
    deputy: Line
    starts_at: Moment
    ends_at: Moment


@require_http_methods(["GET", "POST"])
@staff_page(has_role(Role.MAYOR, Role.ADMINISTRATOR))
def delegation(request: HttpRequest) -> HttpResponse:
    """Say that a deputy may confirm, from one moment to another."""
    wrong = _give(request) if request.method == "POST" else {}
    if request.method == "POST" and not wrong:
        messages.success(
            request, gettext("대리 승인을 지정했습니다. 대리 승인자의 화면에 바로 표시됩니다.")
        )
        return HttpResponseRedirect("/settings/delegation/")
    context = {
        "given": departments.delegations(),
        "deputies": departments.deputies(),
        "may_give": the_viewer(request).role is Role.MAYOR,
        "wrong": wrong,
        "posted": as_written(request),
        "now": clock.now(),
        "start": timezone.localtime(clock.now()).strftime("%Y-%m-%dT%H:%M"),
    }
    return render(request, "desk/delegation.html", context, status=422 if wrong else 200)


def _give(request: HttpRequest) -> dict[str, str]:
    """Give it; tell what is wrong by field, {} when it was given."""
    viewer, mayor = the_viewer(request), request.user
    if viewer.role is not Role.MAYOR or not isinstance(mayor, departments.Staff):
        raise cases.NotAllowed("only the mayor gives this")
    try:
        form = read(request, Delegation)
    except InvalidForm as error:
        return error.wrong
    deputy = departments.staff_by_username(form.deputy)
    if deputy is None:
        return {"deputy": gettext("대리 승인자와 시작·종료 일시를 모두 적어 주세요.")}
    try:
        departments.delegation_give(
            mayor=mayor,
            deputy=deputy,
            starts_at=form.starts_at,
            ends_at=form.ends_at,
            actor=viewer.actor,
            now=clock.now(),
        )
    except departments.InvalidStaff:
        return {"ends_at": gettext("종료 일시는 시작 일시와 현재보다 뒤여야 합니다.")}
    return {}


@require_POST
@staff_page(has_role(Role.MAYOR))
def delegation_revoke(request: HttpRequest) -> HttpResponse:
    number, actor = read(request, Numbered).id, the_viewer(request).actor
    departments.delegation_revoke(delegation_id=number, actor=actor, now=clock.now())
    messages.success(request, gettext("대리 승인을 해제했습니다."))
    return HttpResponseRedirect("/settings/delegation/")


@require_GET
@staff_page()
def keys(request: HttpRequest) -> HttpResponse:
    """Turn single keys off, and see which programs act in one's name."""
    tokens = departments.tokens_of(the_viewer(request).staff_id)
    return render(request, "desk/keys.html", {"tokens": tokens, "now": clock.now()})


@require_POST
@staff_page()
def token_revoke(request: HttpRequest) -> HttpResponse:
    """Make one of one's tokens useless from now on."""
    viewer, number = the_viewer(request), read(request, Numbered).id
    if departments.token_revoke(
        token_id=number, staff_id=viewer.staff_id, actor=viewer.actor, now=clock.now()
    ):
        messages.success(request, gettext("API 토큰을 해제했습니다."))
    return HttpResponseRedirect("/my/keys/")


@require_GET
@staff_page(has_role(*LINKS_ROLES))
def links(request: HttpRequest) -> HttpResponse:
    """Show the text links, texts that could not be sorted, and texts held as unknown."""
    unknown = conversations.unknown_outgoing(_SHOWN)
    codes = codes_of([text.reference for text in unknown])
    unsaid = alarms.unsaid([text.reference for text in unknown])
    context = {
        "links": conversations.links(),
        "failed": conversations.failed_incoming(_SHOWN),
        "unknown": [
            (t, codes.get(t.reference, ""), labels.KINDS.get(t.kind), t.reference in unsaid)
            for t in unknown
        ],
        "emails": emails.emails_held(now=clock.now(), limit=_SHOWN),
        "may_retry": the_viewer(request).role is not Role.AUDITOR,
        "may_pair": the_viewer(request).role is Role.ADMINISTRATOR,
        "now": clock.now(),
    }
    return render(request, "desk/links.html", context)


@require_POST
@staff_page(has_role(Role.CLERK, Role.ADMINISTRATOR))
def text_retry(request: HttpRequest) -> HttpResponse:
    """Offer a text again that could not be sorted."""
    number, actor = read(request, Numbered).id, the_viewer(request).actor
    conversations.texts_retry(text_id=number, actor=actor, now=clock.now())
    messages.success(request, gettext("다시 처리합니다."))
    return HttpResponseRedirect("/links/")


class HeldEmail(Numbered):
    """``again``: send it once more; else it is let go."""

    again: bool = False


@require_POST
@staff_page(has_role(Role.CLERK, Role.ADMINISTRATOR))
def email_decide(request: HttpRequest) -> HttpResponse:
    """Send an e-mail again of which nobody knows whether it left, or let it be."""
    form, actor = read(request, HeldEmail), the_viewer(request).actor
    try:
        emails.email_decide(email_id=form.id, again=form.again, actor=actor, now=clock.now())
    except emails.EmailSettled:
        messages.warning(request, gettext("이미 처리된 이메일입니다."))
        return HttpResponseRedirect("/links/")
    done = gettext("이메일을 다시 보냅니다."), gettext("이메일을 다시 보내지 않습니다.")
    messages.success(request, done[not form.again])
    return HttpResponseRedirect("/links/")

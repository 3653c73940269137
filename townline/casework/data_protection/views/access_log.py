"""What is kept of one person: looked up by number, given out, or erased. All of it is recorded."""

import tempfile
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated, ClassVar, cast

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from townline.casework.cases import api as cases
from townline.casework.cases.views.lists import the_act, the_viewer
from townline.casework.data_protection import api
from townline.casework.data_protection.views import records
from townline.casework.data_protection.views.revealing import seal, unseal
from townline.platform.core.text import msisdn
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may
from townline.platform.web.inputs import AS_TYPED, Input, Line, Reason
from townline.platform.web.reading import read
from townline.platform.web.staff import Page, staff_page

_HOME = "/privacy/person/"
_SHOWN = 4  # digits that a mask leaves
_IN_MEMORY = 5_000_000  # bytes of a file that is being made


class Whose(Input):
    CALLED: ClassVar[Mapping[str, str]] = {"number": gettext_noop("전체 번호")}
    number: Line = ""


class About(Input):
    """``who``: the sealed number; ``digits``: its end, once more, None before it is asked for."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "who": gettext_noop("전체 번호"),
        "digits": gettext_noop("번호의 끝 네 자리"),
        "force": gettext_noop("처리 중인 민원도 종결"),
    }
    who: str = ""
    reason: Reason = ""
    force: bool = False
    digits: Annotated[Line | None, AS_TYPED] = None


@sensitive_post_parameters("number")
@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.EXPORT), proof=True)
def person(request: HttpRequest) -> HttpResponse:
    """Ask for a whole number, and say how much is kept about it."""
    if request.method == "GET":
        return _page(request, {})
    return _person_page(request, read(request, Whose).number)


def _person_page(request: HttpRequest, number: str, **more: object) -> HttpResponse:
    act = the_act(request)
    try:
        who = api.person_lookup(act, number=number)
    except (cases.InvalidInput, cases.NotFound) as error:
        return _page(request, {"wrong": {"number": records.of_number(error)}}, 422)
    return _page(request, {"who": who, "sealed": seal(act, number)} | more)


def _page(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    may_erase = the_viewer(request).may(Permission.ERASE)
    known = {"may_erase": may_erase, "wrong": {}}
    return render(request, "data_protection/privacy.html", known | context, status=status)


type _Action = Callable[[HttpRequest, str, About], HttpResponse]


def _about(permission: Permission) -> Callable[[_Action], Page]:
    """Give a deed the number that the page carried, and the reason."""

    def decorate(action: _Action) -> Page:
        @sensitive_post_parameters("who", "digits")
        @require_POST
        @staff_page(may(permission), proof=True)
        @wraps(action)
        def view(request: HttpRequest) -> HttpResponse:
            form = read(request, About)
            number = unseal(the_act(request), form.who)
            if number is None:
                messages.error(request, gettext("15분이 지났습니다. 번호를 다시 적어 주세요."))
                return HttpResponseRedirect(_HOME)
            return action(request, number, form)

        return view

    return decorate


@_about(Permission.EXPORT)
def export(request: HttpRequest, number: str, form: About) -> HttpResponse:
    """Give the file with everything that is kept."""
    if not form.reason:
        return _person_page(request, number, wrong={"export": records.no_reason()})
    act = the_act(request)
    exported = api.person_export(act, number=number, reason=form.reason)
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 -- the answer closes it
    api.person_pack(exported, file)
    file.seek(0)
    answer = FileResponse(file, as_attachment=True, filename=f"person-{act.now:%Y%m%d-%H%M}.zip")
    return cast("HttpResponse", answer)  # what the guards pass on, and no more


@_about(Permission.ERASE)
def erase(request: HttpRequest, number: str, form: About) -> HttpResponse:
    """Ask first, naming what goes; erase when the last digits are written."""
    if not form.reason:
        return _person_page(request, number, wrong={"erase": records.no_reason()})
    context = {"ask": True, "reason": form.reason, "force": form.force}
    if form.digits is None:
        return _person_page(request, number, **context)
    if not _is_end_of(number, form.digits):
        return _person_page(request, number, **context, wrong={"digits": records.other_digits()})
    try:
        done = api.person_erase(
            the_act(request), number=number, reason=form.reason, force=form.force
        )
    except cases.WrongState as error:
        return _person_page(request, number, wrong={"erase": records.not_now(error)})
    message = gettext("%(who)s: 문자 %(texts)d통과 민원 %(cases)d건의 내용을 파기했습니다.")
    words = {"who": done.masked, "texts": done.texts, "cases": done.cases}
    messages.success(request, message % words)
    return HttpResponseRedirect(_HOME)


def _is_end_of(number: str, digits: str) -> bool:
    return msisdn.is_whole(number) and number[-_SHOWN:] == digits.strip()

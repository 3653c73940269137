"""Issuing a number at the counter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from pydantic import Field

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import Audience, LeaseRequest, LeaseState, Via
from townline.lines.safenumbers.views import number_words
from townline.lines.safenumbers.views.api.leases import Short
from townline.platform.core import clock, district
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.inputs import Input, ResidentLanguage
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.reading import as_ticked, as_written, read
from townline.platform.web.staff import staff_page

# Which field a refusal belongs to.
FIELDS = {
    "plate-invalid": "plate",
    "car-has-a-number": "plate",
    "phones-invalid": "phone",
    "consent": "consent",
}


class Issue(Input):
    """What is typed at the counter; the room says what is missing."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "plate": gettext_noop("차 번호"),
        "phones": gettext_noop("휴대전화"),
        "fallback": gettext_noop("회사 대표 번호"),
        "audience": gettext_noop("구분"),
        "language": gettext_noop("언어"),
    }
    plate: Short = ""
    phones: Annotated[list[Short], Field(max_length=9)] = []
    fallback: Short = ""
    audience: Audience = Audience.RESIDENT
    language: ResidentLanguage = "ko"
    consent: bool = False


@dataclass(frozen=True, slots=True)
class IssueForm:
    """What was typed, and what is wrong with it: field -> words."""

    given: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@staff_page(may(Permission.NUMBERS))
def issue(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give a car a number, with its owner at the counter."""
    if request.method == "GET":
        return _page(request, IssueForm({"audience": Audience.RESIDENT, "language": "ko"}))
    try:
        issue_input = read(request, Issue, phones="phone")
    except InvalidForm as error:
        typed = as_written(request) | {"phones": as_ticked(request, "phone")}
        return _page(request, IssueForm(typed, error.wrong))
    given = dict(issue_input)
    if not issue_input.consent:
        words = gettext("동의를 받았으면 표시해 주세요. 동의 없이는 발급할 수 없습니다")
        return _page(request, IssueForm(given, {"consent": words}))
    try:
        lease = api.lease_issue(
            by=viewer, wish=_lease_request(issue_input), via=Via.COUNTER, now=clock.now()
        )
    except api.SafeNumberError as error:
        where = FIELDS.get(error.type, "plate")
        return _page(request, IssueForm(given, {where: number_words.refusal(error)}))
    messages.success(request, _issued_message(lease))
    return HttpResponseRedirect(f"/numbers/{lease.id}/")


def _lease_request(issue_input: Issue) -> LeaseRequest:
    return LeaseRequest(
        plate=issue_input.plate,
        phones=issue_input.phones,
        audience=issue_input.audience,
        language=issue_input.language,
        consent=api.numbers_settings().consent.version,
        fallback=issue_input.fallback,
    )


def _issued_message(lease: api.LeaseView) -> str:
    if lease.state is LeaseState.WAITING:
        return gettext("남은 번호가 없어 대기 명단에 올렸습니다. 번호가 나오면 문자로 알립니다.")
    return gettext("안심번호 %(number)s") % {"number": api.number_shown(lease.number)}


def _page(request: HttpRequest, form: IssueForm) -> HttpResponse:
    settings = api.numbers_settings()
    typed = form.given.get("phones", [])
    phones = [(n + 1, typed[n] if n < len(typed) else "") for n in range(settings.phones)]
    context = {
        "given": form.given,
        "wrong": form.wrong,
        "phones": phones,
        "audiences": number_words.AUDIENCES.items(),
        "languages": district.languages().items(),
        "consent": settings.consent.in_language(request.LANGUAGE_CODE),
        "version": settings.consent.version,
    }
    status = 422 if form.wrong else 200
    return render(request, "number_desk/number_issue.html", context, status=status)

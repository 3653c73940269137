"""Issuing a number at the counter."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from townline.lines.number_desk.views.access import numbers_page
from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import Audience, LeaseState, Via, Wish
from townline.lines.safenumbers.views import number_words
from townline.platform.core import clock
from townline.platform.departments.api import Viewer

_LONGEST = 40
LANGUAGES = (("ko", "한국어"), ("en", "English"))
# Which field a refusal belongs to.
FIELDS = {
    "plate-invalid": "plate",
    "car-has-a-number": "plate",
    "phones-invalid": "phone",
    "consent": "consent",
}


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed, and what is wrong with it: field -> words."""

    given: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@numbers_page
def issue(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Give a car a number, with its owner at the counter."""
    if request.method == "GET":
        return _page(request, Form({"audience": Audience.RESIDENT, "language": "ko"}))
    given = _given(request.POST)
    if not given["consent"]:
        words = gettext("동의를 받았으면 표시해 주세요. 동의 없이는 발급할 수 없습니다")
        return _page(request, Form(given, {"consent": words}))
    try:
        lease = api.lease_issue(by=viewer, wish=_wish(given), via=Via.COUNTER, now=clock.now())
    except api.SafeNumberError as error:
        where = FIELDS.get(error.type, "plate")
        return _page(request, Form(given, {where: number_words.refusal(error)}))
    messages.success(request, _told(lease))
    return HttpResponseRedirect(f"/numbers/{lease.id}/")


def _given(post: QueryDict) -> dict[str, Any]:
    typed = {name: post.get(name, "").strip()[:_LONGEST] for name in ("plate", "fallback")}
    phones = [text.strip()[:_LONGEST] for text in post.getlist("phone")]
    audience, language = post.get("audience", ""), post.get("language", "")
    return typed | {
        "phones": phones,
        "audience": audience if audience in list(Audience) else Audience.RESIDENT,
        "language": language if language in dict(LANGUAGES) else "ko",
        "consent": post.get("consent") == "on",
    }


def _wish(given: dict[str, Any]) -> Wish:
    return Wish(
        plate=given["plate"],
        phones=[text for text in given["phones"] if text],
        audience=Audience(given["audience"]),
        language=given["language"],
        consent=api.numbers_settings().consent.version,
        fallback=given["fallback"],
    )


def _told(lease: api.LeaseView) -> str:
    if lease.state is LeaseState.WAITING:
        return gettext("남은 번호가 없어 대기 명단에 올렸습니다. 번호가 나오면 문자로 알립니다.")
    return gettext("안심번호 %(number)s") % {"number": api.number_shown(lease.number)}


def _page(request: HttpRequest, form: Form) -> HttpResponse:
    said = api.numbers_settings()
    typed = form.given.get("phones", [])
    phones = [(n + 1, typed[n] if n < len(typed) else "") for n in range(said.phones)]
    context = {
        "given": form.given,
        "wrong": form.wrong,
        "phones": phones,
        "audiences": number_words.AUDIENCES.items(),
        "languages": LANGUAGES,
        "consent": said.consent.said(request.LANGUAGE_CODE),
        "version": said.consent.version,
    }
    status = 422 if form.wrong else 200
    return render(request, "number_desk/number_issue.html", context, status=status)

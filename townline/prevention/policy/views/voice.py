"""What residents think of a matter, by page: a telephone that is proved by a code, once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from townline.casework.cases.api import CaseError
from townline.platform.conversations import api as conversations
from townline.platform.core import clock, district
from townline.platform.core.http.client import client_key
from townline.platform.core.settings import Office
from townline.platform.web.public_pages import Forms, frame, language, public_page
from townline.platform.web.reading import read
from townline.platform.web.views import problem_page
from townline.prevention.policy import api
from townline.prevention.policy.doors import VOICE_LIMIT
from townline.prevention.policy.views import public
from townline.prevention.policy.views.inputs import VoiceForm

FORMS = Forms("policy.voice")
_WHERE = {"vote-phone": "phone", "vote-too-often": "phone", "vote-code": "code"}


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@public_page
def voice(request: HttpRequest, number: int) -> HttpResponse:
    """Take what somebody says, then the code that was texted to them."""
    with translation.override(language(request)):
        # Before anything is looked for, or whoever guesses would not be counted.
        busy = request.method == "POST" and VOICE_LIMIT.take(client_key(request), clock.now())
        found = api.public_story(number) if public.is_public() else None
        if busy and found is None:
            return problem_page(request, 429)
        if found is None:
            return problem_page(request, 404)
        if request.method != "POST":
            return _page(request, found, {"stance": "support"})
        if busy:
            words = gettext("너무 자주 눌렀습니다. 한 시간 뒤에 다시 시도해 주세요.")
            return _page(request, found, {}, {"": words}, status=429)
        return _post_voice(request, found)


def _post_voice(request: HttpRequest, found: api.PublicStory) -> HttpResponse:
    given: dict[str, Any] = dict(read(request, VoiceForm))
    if not FORMS.nonce(request, str(found.number)):
        again = gettext("화면이 오래되었습니다. 한 번 더 눌러 주세요.")
        return _page(request, found, given, {"": again}, status=403)
    try:
        if given["token"]:
            api.voice_finish(token=given["token"], code=given["code"], now=clock.now())
            return _page(request, found, {"done": True})
        return _page(request, found, given | {"token": _begin_voice(found.number, given)})
    except CaseError as error:
        words = error.message()
        return _wrong(request, found, given, error, words)


def _begin_voice(number: int, given: dict[str, Any]) -> str:
    return api.voice_begin(
        number=number, phone=given["phone"], stance=given["stance"], words=given["words"],
        language=translation.get_language() or "ko", now=clock.now(),
    )  # fmt: skip


def _wrong(
    request: HttpRequest, found: api.PublicStory, given: dict[str, Any], error: CaseError,
    words: str,
) -> HttpResponse:  # fmt: skip
    where = _WHERE.get(error.type, "")
    token = given.get("token", "")
    # A code that may still be typed keeps its page; anything else begins anew.
    if token and not conversations.verification_open(token, now=clock.now()):
        given = given | {"token": ""}
        where = "phone" if where == "code" else where
    return _page(request, found, given, {where: words}, status=error.status)


def _page(
    request: HttpRequest, found: api.PublicStory, given: dict[str, Any],
    errors: dict[str, str] | None = None, *, status: int = 200,
) -> HttpResponse:  # fmt: skip
    lang = translation.get_language() or "ko"
    context = (
        frame(district.part(Office).service_name.in_language(lang))
        | public.story_context(found)
        | {
            "key": FORMS.key(str(found.number)),
            "given": given,
            "errors": errors or {},
            "line_number": district.line_number(),
            "word": next(iter(api.stance_words(lang))),
        }
    )
    return render(request, "policy/voice.html", context, status=status)

"""The owner's own page: answer what came, see what came before, and decide how one is reached."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from townline.lines.safenumbers import api
from townline.lines.safenumbers.doors import PAPERS
from townline.lines.safenumbers.parking_pages.views import (
    owner_actions as actions,
    owner_words as words,
)
from townline.lines.safenumbers.parking_pages.views.inputs import Answer
from townline.lines.safenumbers.parking_pages.views.owner_enter import (
    forget_owner,
    keep,
    over,
    owners,
    token_of,
)
from townline.lines.safenumbers.parking_pages.views.public_pages import form_key, form_nonce, frame
from townline.platform.core import clock
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.pdf import PdfMissing
from townline.platform.web.reading import pressed_button, read


@require_http_methods(["GET", "POST"])
@owners
def home(request: HttpRequest, lease: api.LeaseView) -> HttpResponse:
    """Show an owner their number; a POST does one deed and comes back."""
    if request.method == "POST":
        return _handle_post(request, lease)
    return _page(request, lease, message=words.done_message(request.GET.get("done", "")))


def _page(
    request: HttpRequest,
    lease: api.LeaseView,
    *,
    status: int = 200,
    message: str = "",
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    shown = words.page(lease, api.owner_page(lease.id, now=clock.now()))
    context = frame() | shown | words.form(request, lease)
    context |= {
        "key": form_key(str(lease.id)),
        "said": message,
        "errors": errors or {},
        "problems": [
            {"field": field, "words": sentence} for field, sentence in (errors or {}).items()
        ],
    }
    return render(request, "parking_pages/owner.html", context, status=status)


def _handle_post(request: HttpRequest, lease: api.LeaseView) -> HttpResponse:
    if not form_nonce(request, str(lease.id)):
        again = gettext("화면이 오래되었습니다. 한 번 더 눌러 주세요.")
        return _page(request, lease, status=403, errors={"": again})
    name = "answer" if read(request, Answer).answer else pressed_button(request)
    if name == "forget":
        return forget_owner(over(request))
    try:
        done = (
            actions.ACTIONS[name](request, lease) if name in actions.ACTIONS else actions.Done("")
        )
    except InvalidForm:
        errors = words.refusal_errors(api.QuietInvalid("both times are needed"), name)
        return _page(request, lease, status=422, errors=errors)
    except api.SafeNumberError as error:
        return _page(request, lease, status=error.status, errors=words.refusal_errors(error, name))
    if name == "leave":
        return forget_owner(render(request, "parking_pages/owner_left.html", frame()))
    api.owner_link_keep(token=token_of(request), now=clock.now())
    spoken = translation.get_language() or "ko"
    response = HttpResponseRedirect(f"{reverse('owner_home')}?done={done.said}&lang={spoken}#said")
    return keep(response, done.token) if done.token else response


@require_GET
@owners
def sure(request: HttpRequest, lease: api.LeaseView, action: str) -> HttpResponse:
    """Ask first, before what nothing can bring back: a new number, or giving it up."""
    context = frame() | words.sure(action) | {"key": form_key(str(lease.id)), "deed": action}
    return render(request, "parking_pages/owner_sure.html", context)


@require_GET
@owners
def sticker(request: HttpRequest, lease: api.LeaseView) -> HttpResponse:
    """Give the sticker again, to print."""
    if PAPERS.take(lease.id, clock.now()):
        return _page(request, lease, status=429, errors={"": gettext("1분 뒤에 다시 눌러 주세요.")})
    try:
        made = api.sticker_pdf(lease_id=lease.id)
    except (PdfMissing, api.SafeNumberError):
        words = gettext("지금은 스티커를 만들 수 없습니다. 구청 창구에서 받으실 수 있습니다.")
        return _page(request, lease, status=503, errors={"": words})
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="sticker-{lease.number}.pdf"'
    return response

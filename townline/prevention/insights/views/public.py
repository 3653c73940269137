"""The page on which anybody sees whether the promise is kept: no sign-in, no cookie, no script."""

import csv
import hashlib
import io
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from townline.platform.core import clock, district
from townline.platform.core.text.foreign import plain
from townline.prevention.insights.rules.periods import month_start
from townline.prevention.insights.settings import Figures
from townline.prevention.insights.views.pages import today
from townline.prevention.insights.views.published import (
    Published,
    number,
    office_context,
    published,
)
from townline.prevention.insights.views.sentences import percent

type Page = Callable[[HttpRequest], HttpResponse]
_LANGUAGES = ("ko", "en")
_KEPT_SECONDS = 600


def is_public() -> bool:
    """Say whether the district shows its figures to everybody."""
    return district.part(Figures).public_figures


def opened_if(allowed: Callable[[], bool]) -> Callable[[Page], Page]:
    """Serve a page, where the district allows it, that is the same for everybody."""

    def guarded(view: Page) -> Page:
        return _open(view, allowed)

    return guarded


def _open(view: Page, allowed: Callable[[], bool]) -> Page:
    """Serve it in the address's language, kept by caches."""

    @require_safe
    @wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        if not allowed():
            raise Http404
        wish = request.GET.get("lang", "")
        language = wish if wish in _LANGUAGES else translation.get_language() or _LANGUAGES[0]
        with translation.override(language):
            response = view(request)
        response["Content-Language"] = language
        # The words of another language lie under another address, or go by the browser's.
        response["Cache-Control"] = f"public, max-age={_KEPT_SECONDS}"
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response

    return opened


def _now() -> Published:
    return published(month_start(today()), today=today(), now=clock.now())


@opened_if(is_public)
def page(_request: HttpRequest) -> HttpResponse:
    """Show this month and the last twelve."""
    context = office_context() | {"figures": _now()}
    # Without the request: the frame of the staff's pages asks who is signed in.
    return HttpResponse(render_to_string("insights/public.html", context))


@opened_if(is_public)
def csv_file(_request: HttpRequest) -> HttpResponse:
    """Give the page's tables."""
    found, out = _now(), io.StringIO()
    table = csv.writer(out)
    for first, lines in ((gettext("달"), found.months), (gettext("분야"), found.services)):
        table.writerow([first, gettext("문자 수"), gettext("기한 내 답변율")])
        table.writerows(
            [plain(line.name), _digits(line.came), percent(line.share)] for line in lines
        )
        table.writerow([])
    table.writerow([gettext("모두"), number(found.total.came).replace(",", ""),
                    percent(found.total.share)])  # fmt: skip
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="open-figures.csv"'
    return response


def _digits(count: int | None) -> str:
    return "-" if count is None else str(count)

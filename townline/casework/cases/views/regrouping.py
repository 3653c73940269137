"""Splitting, moving and merging on the case page: each press is a form, and can be undone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from townline.casework.cases import api
from townline.casework.cases.models import Case
from townline.casework.cases.views.actions import case_url
from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.lists import the_act, the_viewer
from townline.platform.core.text.particles import settle
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page


def to_case(
    request: HttpRequest, case: Case, viewer: Viewer, *, else_: str, message: str
) -> HttpResponse:
    """Go to a case, or stay where one is when that case is not one's own to see."""
    messages.success(request, message)
    code = (case.code or "") if api.sees(viewer, case) else else_
    query = request.GET.urlencode()
    return HttpResponseRedirect(f"{case_url(code)}?{query}" if query else case_url(code))


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def split(request: HttpRequest, code: str) -> HttpResponse:
    """Make a case of its own from the picked texts."""
    viewer = the_viewer(request)
    arguments = dict(read(request, inputs.Picked, texts="text"))
    new = api.case_split(the_act(request), code=code, **arguments)
    message = settle(gettext("새 민원 %(code)s(으)로 분리했습니다.") % {"code": new.code})
    return to_case(request, new, viewer, else_=code, message=message)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Put the picked texts into another case."""
    viewer = the_viewer(request)
    arguments = dict(read(request, inputs.Move, texts="text", to="other"))
    target = api.case_move(the_act(request), code=code, **arguments)
    message = settle(gettext("%(code)s(으)로 이동했습니다.") % {"code": target.code})
    return to_case(request, target, viewer, else_=code, message=message)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def merge(request: HttpRequest, code: str) -> HttpResponse:
    """Merge the case into another one; show both where nothing known binds them."""
    viewer = the_viewer(request)
    form = read(request, inputs.Merge, into="other")
    try:
        target = api.case_merge(the_act(request), code=code, **dict(form))
    except api.MergeUnconfirmed:
        query = urlencode({"other": form.into})
        return HttpResponseRedirect(f"{reverse('compare', args=[code])}?{query}")
    words = {"old": code, "code": target.code}
    message = settle(gettext("%(old)s을(를) %(code)s에 병합했습니다.") % words)
    return to_case(request, target, viewer, else_=code, message=message)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def put_back(request: HttpRequest, code: str) -> HttpResponse:
    """Undo the last deed on this case."""
    viewer = the_viewer(request)
    case = api.regroup_undo(the_act(request), code=code)
    message = gettext("실행을 취소했습니다.")
    return to_case(request, case, viewer, else_=code, message=message)


# Words of a text that are marked where they stand.


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    marked: bool


def pieces(body: str, words: Iterable[str]) -> list[Piece]:
    """Cut a text where words stand, the longest first; all of it is there again when joined."""
    wanted = sorted({word for word in words if word.strip()}, key=len, reverse=True)
    if not wanted:
        return [Piece(body, marked=False)]
    found = re.split(f"({'|'.join(map(re.escape, wanted))})", body, flags=re.IGNORECASE)
    # Every second part is what the brackets of the pattern took.
    return [Piece(part, marked=bool(at % 2)) for at, part in enumerate(found) if part]


def span_pieces(body: str, start: int, end: int) -> list[Piece]:
    """Cut a text so that ``body[start:end]`` is marked."""
    parts = [(body[:start], False), (body[start:end], True), (body[end:], False)]
    return [Piece(part, marked=marked) for part, marked in parts if part]

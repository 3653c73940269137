"""The one guard of all pages of staff: who may open them, and what no address may hold.

This room knows no people. Who looks, what they may do and whether they proved it lately come
through a port, which ``config/wiring.py`` fills.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial, wraps
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import resolve
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from townline.platform.core.ports import Port
from townline.platform.core.refusals import Refusal
from townline.platform.web.addresses import has_number
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.signing_in import (
    from_script,
    needs_sign_in,
    problem,
    sign_in_needed,
    wants_json,
)
from townline.platform.web.views import problem_page

type Page = Callable[..., HttpResponseBase]
type Allow = Callable[[Any], bool]
# What is said of a case to who may not see it.
_HIDDEN = frozenset({"not-found", "not-allowed"})


class StaffPerson(Protocol):
    """Who is signed in; ``reads``: whether texts of residents are shown to their role."""

    @property
    def reads(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """What the guard asks of the rooms above.

    ``viewer``: who is signed in, None for nobody; it also sets ``request.viewer`` and
    ``request.act``. ``proof``: what to answer until they have proved who they are, None when they
    did within a quarter of an hour. ``conceal``: raises a refusal where the address names what
    this person may not know of. ``number_search``: where numbers are searched for.
    """

    viewer: Callable[[HttpRequest], StaffPerson | None]
    proof: Callable[[HttpRequest], HttpResponse | None]
    conceal: Callable[[HttpRequest, Any], None]
    number_search: str


PEOPLE: Port[People] = Port("where people are known")


def everybody(_viewer: StaffPerson) -> bool:
    """Allow all who are signed in."""
    return True


def staff_page(
    allow: Allow = everybody, *, reads: bool = False, proof: bool = False
) -> Callable[[Page], Page]:
    """Let signed-in people in whom ``allow`` accepts; refusals of rooms become pages or problems.

    A view that names a parameter ``viewer`` is given who looks. ``reads``: the page shows texts of
    residents, and who may read none is told so. ``proof``: it opens doors, so that a desk left
    open is not enough: they must have proved within a quarter of an hour who they are.
    """

    def decorate(view: Page) -> Page:
        takes_viewer = "viewer" in inspect.signature(view).parameters

        @needs_sign_in
        @never_cache
        @wraps(view)
        def wrapper(request: HttpRequest, *args: object, **address: object) -> HttpResponseBase:
            if has_number(request):
                return _without_number(request)
            viewer = PEOPLE.value.viewer(request)
            if viewer is None:
                return sign_in_needed(request)
            given = {"viewer": viewer} if takes_viewer else {}
            try:
                return (
                    _deny_access(request, viewer, allow, reads=reads)
                    or (PEOPLE.value.proof(request) if proof else None)
                    or view(request, *args, **given, **address)
                )
            except Refusal as error:
                return _handle_refusal(request, viewer, error)

        wrapper.lets_in = partial(_may_enter, allow, reads)  # type: ignore[attr-defined] # read in may_open
        return wrapper

    return decorate


def _may_enter(allow: Allow, reads: bool, viewer: StaffPerson) -> bool:
    return (viewer.reads or not reads) and allow(viewer)


def may_open(request: HttpRequest, url: str) -> bool:
    """Say whether the page at an address of ours lets in who looks."""
    viewer = PEOPLE.value.viewer(request)
    return viewer is not None and _rule(urlsplit(url).path)(viewer)


@cache
def _rule(path: str) -> Allow:
    rule: Allow = getattr(resolve(path).func, "lets_in", everybody)
    return rule


def _without_number(request: HttpRequest) -> HttpResponse:
    """Answer an address that holds a number: it goes no further, not even to the sign-in."""
    words = gettext("전화번호와 주민등록번호는 주소에 넣을 수 없습니다. 검색 화면에서 찾아 주세요.")
    if from_script(request):
        return problem(400, "number-in-address", detail=words)
    viewer = PEOPLE.value.viewer(request)
    if viewer is None or viewer.reads:
        return HttpResponseRedirect(PEOPLE.value.number_search)
    messages.error(request, words)
    return HttpResponseRedirect(request.path)


def _deny_access(
    request: HttpRequest, viewer: StaffPerson, allow: Allow, *, reads: bool
) -> HttpResponse | None:
    if reads and not viewer.reads:
        return _forbidden(request, heading="sight")
    if allow(viewer):
        return None
    PEOPLE.value.conceal(request, viewer)
    return _forbidden(request)


def _forbidden(request: HttpRequest, heading: str = "") -> HttpResponse:
    words = gettext("권한이 없습니다.")
    if wants_json(request):
        return problem(403, "not-allowed", detail=words)
    # The page's own words are of what was to be opened, not of what was pressed.
    detail = "" if request.method in {"GET", "HEAD"} else words
    return problem_page(request, 403, detail=detail, heading=heading)


def _handle_refusal(request: HttpRequest, viewer: StaffPerson, error: Refusal) -> HttpResponse:
    """Show what was refused; what a form lacks is told to nobody who may not know of its case."""
    if isinstance(error, InvalidForm):
        try:
            PEOPLE.value.conceal(request, viewer)
        except Refusal as hidden:
            error = hidden
        else:
            raise error
    if not viewer.reads and error.type in _HIDDEN:
        return _forbidden(request, heading="sight")
    return refusal_page(request, error)


def refusal_page(request: HttpRequest, error: Refusal) -> HttpResponse:
    """Say what a room refused and what to do; nothing was changed."""
    if wants_json(request):
        more = {name: str(value) for name, value in getattr(error, "extra", {}).items()}
        return problem(error.status, error.type, **more | {"detail": error.message()})
    return problem_page(request, error.status, detail=error.message())

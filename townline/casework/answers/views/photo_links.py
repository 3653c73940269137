"""Choosing photos before and after, and the page that shows them to whoever has the link."""

from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from townline.casework.answers import api
from townline.casework.answers.views.api.composing import EndLink, Sides
from townline.casework.cases import api as cases
from townline.casework.cases.doors import MISSES, PAGE_VISITS
from townline.casework.cases.views import access, photos
from townline.casework.cases.views.actions import back_to_case, case_url
from townline.casework.cases.views.lists import the_act
from townline.casework.cases.views.photos import PhotoDisplay, guarded_photo, photo_displays
from townline.casework.portal import api as portal
from townline.casework.portal.views.labels import page_context
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Photo
from townline.platform.core import clock, media, resident_moments
from townline.platform.core.http import public
from townline.platform.core.http.tokens import count_wrong_token
from townline.platform.core.text.languages import page_language
from townline.platform.departments import api as departments
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may
from townline.platform.web.reading import as_written, read
from townline.platform.web.staff import Page, staff_page
from townline.platform.web.templatetags.townline import named


@require_http_methods(["GET", "POST"])
@staff_page()
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the photos of a case that a link shows; its address goes into the draft."""
    problem = ""
    if request.method == "POST":
        try:
            return _make(request, code)
        except (cases.InvalidInput, portal.NoPublicAddress) as error:
            problem = access.words(error)
    act, written = the_act(request), as_written(request)
    detail = cases.case_get(act, code=code)
    known = api.photos_to_show(code=detail.row.code, viewer=act.viewer)
    context = {
        "case": detail.row,
        "photos": [
            (one, written.get(f"side-{one.photo.sha256}", ""))
            for one in photos.photo_displays(known.values())
        ],
        "links": api.links_of(act, code=detail.row.code),
        "reachable": bool(public.address("/")),
        "most": api.LINK_PHOTOS,
        "bytes": settings.TOWNLINE_PHOTO_BYTES,
        "problem": problem,
    }
    return render(request, "portal/photo_link.html", context, status=422 if problem else 200)


def _make(request: HttpRequest, code: str) -> HttpResponse:
    files = request.FILES.getlist("files")
    if any((file.size or 0) > settings.TOWNLINE_PHOTO_BYTES for file in files):
        raise cases.PhotoUnusable("a file is too large", problem=media.TOO_LARGE)
    api.photo_link_make(
        the_act(request),
        code=code,
        **read(request, Sides).arguments(),
        files=[file.read() for file in files[: api.LINK_PHOTOS + 1]],
    )
    messages.success(request, gettext("사진 링크를 답변 끝에 넣었습니다."))
    return HttpResponseRedirect(case_url(code))


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Let a link work no longer."""
    link = read(request, EndLink, link="id").link
    api.photo_link_end(the_act(request), code=code, link_id=link)
    return back_to_case(
        request, code, gettext("링크를 해제했습니다. 사진이 더 이상 보이지 않습니다.")
    )


def _outside(view: Page) -> Page:
    """Make a page that nobody finds or keeps; a wrong link looks like one that is over."""

    @never_cache
    @wraps(view)
    def wrapper(request: HttpRequest, token: str, **more: str) -> HttpResponseBase:
        with translation.override(_language(request, "")):
            try:
                response: HttpResponseBase = view(request, token, **more)
            except (portal.LinkOver, cases.NotFound):
                response = _over(request)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapper


def _over(request: HttpRequest) -> HttpResponse:
    wait = count_wrong_token(request, MISSES)
    status = 429 if wait else 410
    return render(request, "portal/resident_over.html", page_context(None), status=status)


def _language(request: HttpRequest, own: str) -> str:
    """Choose the switch's language, else that of the resident's texts, else the browser's."""
    candidates = (
        request.GET.get("lang", ""),
        own and page_language(own),
        translation.get_language() or "",
    )
    return next((one for one in candidates if one in {"ko", "en"}), "ko")


@require_GET
@_outside
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show photos before and after, to whoever has the link; nothing else of the case."""
    shown = api.link_page(token=token, now=clock.now())
    if PAGE_VISITS.take(token, clock.now()):
        return _over(request)
    language = _language(request, shown.language)
    with translation.override(language):
        offices = {one.code: one for one in departments.departments()}
        office = offices.get(shown.department or "")
        context = page_context(None) | {
            "pairs": [tuple(_photo_display(one) for one in pair) for pair in shown.pairs],
            "department": named(office) if office else "",
            "expires": resident_moments.day(shown.expires_at, language),
        }
        return render(request, "portal/photo_page.html", context)


def _photo_display(one: Photo | None) -> photos.PhotoDisplay | None:
    return photos.photo_displays([one])[0] if one else None


@require_GET
@_outside
def page_photo(_request: HttpRequest, token: str, side: str, number: str) -> HttpResponse:
    """Give one photo of a link's page: only ever the copy without metadata."""
    found = api.link_photo(token=token, side=side, number=int(number), now=clock.now())
    return guarded_photo(found, "view")


# Photos of what is being written, and what may be said before some are chosen.


def of_draft(draft: api.DraftView | None) -> list[PhotoDisplay]:
    """Give the photos of a draft in order; without a question where it has none."""
    if draft is None or not draft.photos:
        return []
    found = conversations.photos_by_hash(draft.photos)
    return photo_displays(found[name] for name in draft.photos if name in found)


@dataclass(frozen=True, slots=True)
class Behind:
    """The photos of an address in the words, before and after, ready to draw."""

    opens: bool
    sides: list[tuple[str, list[PhotoDisplay]]]


def behind_links(case_id: int, draft: api.DraftView | None) -> list[Behind]:
    """Give what residents see behind the addresses in a draft, for whoever approves it."""
    found = api.linked_in(case_id, draft.body, now=clock.now()) if draft else []
    return [Behind(one.opens, _sides(one)) for one in found]


def _sides(one: api.Linked) -> list[tuple[str, list[PhotoDisplay]]]:
    sides = [(gettext("처리 전"), one.before), (gettext("처리 후"), one.after)]
    return [(word, photo_displays(photos)) for word, photos in sides if photos]


def upload() -> dict[str, object] | None:
    """Give what may be said before photos are chosen; None where no link carries them."""
    most = api.photos_most(now=clock.now())
    return {"most": most, "bytes": settings.TOWNLINE_PHOTO_BYTES} if most else None

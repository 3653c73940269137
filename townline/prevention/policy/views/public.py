"""Stories for everybody: what residents' texts became. No sign-in, no cookie, no script."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_safe

from townline.platform.core import clock, district
from townline.platform.core.http.client import client_key
from townline.platform.core.personal_data.suppression import SMALLEST, public_count
from townline.platform.core.settings import Office
from townline.platform.web.moments import english
from townline.platform.web.photo_files import photo_response
from townline.platform.web.public_pages import opened_if
from townline.platform.web.registry import open_pages
from townline.prevention.policy import api
from townline.prevention.policy.doors import READ
from townline.prevention.policy.rules.states import Stage
from townline.prevention.policy.selectors.detail import STAGES
from townline.prevention.policy.settings import Policy
from townline.prevention.policy.views import shown

ADDRESS = "/open/stories"


def is_public() -> bool:
    """Say whether the district tells stories to everybody."""
    return district.part(Policy).public_stories


@opened_if(is_public)
def stories(request: HttpRequest) -> HttpResponse:
    """List what was told, the newest first."""
    found = [story_context(each) for each in api.public_stories()]
    page = render_to_string("policy/stories.html", around() | {"stories": found})
    return HttpResponse(page)


@opened_if(is_public)
def story(request: HttpRequest, number: int) -> HttpResponse:
    """Tell one from its first text to what became of it."""
    found = api.public_story(number)
    if found is None:
        raise Http404
    page = render_to_string("policy/story.html", around() | story_context(found))
    return HttpResponse(page)


def around() -> dict[str, Any]:
    """Give what stands around every public page of this room."""
    lang = "en" if english() else "ko"
    return {
        "office": district.part(Office).service_name.in_language(lang),
        "language": lang,
        "line_number": district.line_number(),
        "open_pages": open_pages(ADDRESS),
    }


def story_context(found: api.PublicStory) -> dict[str, Any]:
    """Give a story in the language that is active, with its figures in words."""
    lang = translation.get_language() or "ko"
    lang = "en" if lang == "en" else "ko"
    row, last = found.row, found.last
    return {
        "story": found,
        "number": found.number,
        "title": getattr(row, f"title_{lang}"),
        "lead": getattr(row, f"lead_{lang}"),
        "paragraphs": [part for part in getattr(row, f"body_{lang}").split("\n\n") if part.strip()],
        "stage": STAGES[Stage(row.matter.state)],
        "hears": row.matter.hears,
        "texts": public_count(found.texts),
        "smallest": SMALLEST,
        "votes": found.votes,
        "effect": shown.effect_words(last.effect) if last and last.effect else "",
        "rates": shown.rates(last.outcome) if last and last.outcome else [],
        "pilot": last.pilot if last else None,
        "photos": [
            (photo, each.alt_en if lang == "en" else each.alt_ko) for each, photo in found.photos
        ],
    }


@require_safe
def photo(request: HttpRequest, sha256: str, copy: str) -> HttpResponse:
    """Give a photo of a story that is shown; never the file as it came."""
    if not is_public() or READ.take(client_key(request), clock.now()):
        raise Http404
    found = api.story_photo(sha256)
    response = photo_response(found, copy) if found and copy in {"small", "view"} else None
    if response is None:
        raise Http404
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response

"""What everybody may see of works: totals without small counts, and released photos."""

from collections.abc import Callable, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from townline.platform.conversations import api as conversations
from townline.platform.core import clock, district
from townline.platform.core.personal_data.suppression import hidden_flags
from townline.platform.core.settings import Office
from townline.platform.web.photo_files import photo_response
from townline.platform.web.public_pages import frame, opened_if
from townline.platform.web.showing.compare import ComparedPhoto, PhotoPair
from townline.prevention.works.progress import api
from townline.prevention.works.progress.api import ProgressFilters, Sum
from townline.prevention.works.progress.selectors import lists
from townline.prevention.works.progress.selectors.wording import progress_settings
from townline.prevention.works.progress.views import shown
from townline.prevention.works.progress.views.gallery import Shot, works_of
from townline.prevention.works.progress.views.progress import progress_of

_STORIES = 24

type Row = tuple[str, int | None, int | None]


def is_public() -> bool:
    """Say whether the district shows its works to everybody."""
    return progress_settings().public


@opened_if(is_public)
def page(_request: HttpRequest) -> HttpResponse:
    """Show how many works are finished, by place and kind, and what they looked like."""
    now = clock.now()
    found, today = progress_of(ProgressFilters(), now), timezone.localdate(now)
    season = api.next_season(today, progress_settings().rainy_season)
    found_works = works_of(lists.released_photos(_STORIES))
    stories = [(line, shots, _pair(line, shots)) for line, shots in found_works if shots]
    context = frame(district.part(Office).service_name.in_language(get_language() or "ko")) | {
        "whole": _row("", found.whole, [found.whole], 0),
        "dongs": _rows(found.dongs, shown.place),
        "by_kind": _rows(found.kinds, shown.kind),
        "season": season,
        "days_left": (season - today).days,
        "stories": stories,
        "day": today,
    }
    return HttpResponse(render_to_string("works_progress/public.html", context))


def _pair(line: shown.WorkLine, shots: Sequence[Shot]) -> PhotoPair | None:
    """Give the first photo before the work and the last one after it; None without both."""
    before = [shot for shot in shots if shot[0].moment == "before"]
    after = [shot for shot in shots if shot[0].moment == "after"]
    if not before or not after:
        return None
    label = f"{line.name} {line.dong}".strip()
    first = _compare_photo(before[0], f"{label}, {gettext('시공 전')}")
    return PhotoPair(label, first, _compare_photo(after[-1], f"{label}, {gettext('시공 후')}"))


def _compare_photo(shot: Shot, words: str) -> ComparedPhoto:
    photo, size = shot
    url = reverse("open_works_photo", args=[photo.sha256, "view"])
    return ComparedPhoto(url, words, size.width, size.height)


def _rows(sums: Sequence[Sum], name: Callable[[str], str]) -> list[Row]:
    return [_row(name(one.name) or "-", one, sums, at) for at, one in enumerate(sums)]


def _row(name: str, one: Sum, sums: Sequence[Sum], at: int) -> Row:
    """Give a line; what is too small, or would be told by the sum, is None."""
    whole = hidden_flags([each.count for each in sums])
    finished = hidden_flags([each.accepted for each in sums])
    hides = whole[at] or finished[at]
    return name, None if hides else one.accepted, None if hides else one.count


@opened_if(is_public)
def photo(_request: HttpRequest, sha256: str, copy: str) -> HttpResponse:
    """Give one released photo; never the file as it came."""
    shots = [one for one in lists.released_photos(_STORIES) if one.sha256 == sha256]
    found = conversations.photos_by_hash([sha256]).get(sha256) if shots else None
    response = photo_response(found, copy) if found and copy in {"small", "view"} else None
    if response is None:
        raise Http404
    return response

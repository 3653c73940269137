"""Before and after, for release photo by photo; and what works changed."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.platform.departments.api import Act, Viewer
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.prevention.work_orders.api import EvidencePhoto
from townline.prevention.work_orders.views.parts import Picture, picture
from townline.prevention.works.api import Measure, reads
from townline.prevention.works.progress import api
from townline.prevention.works.progress.api import Effect
from townline.prevention.works.progress.selectors import lists
from townline.prevention.works.progress.selectors.wording import progress_settings
from townline.prevention.works.progress.views import inputs, shown
from townline.prevention.works.progress.views.progress import read_filters

_SPAN = 100  # days from the first of the rains


type Shot = tuple[EvidencePhoto, Picture]


@require_GET
@staff_page(reads)
def gallery(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show photos of before and after beside one another; who leads lets them out."""
    filters = read_filters(request)
    context = {
        "tab": "gallery",
        "asked": filters,
        "works": works_of(lists.pictures(kind=filters.kind, dong=filters.dong)),
        "kinds": shown.kinds(),
        "may_release": viewer.may(lists.RELEASES),
    }
    return render(request, "works_progress/gallery.html", context)


def works_of(photos: list[EvidencePhoto]) -> list[tuple[shown.WorkLine, list[Shot]]]:
    """Put photos with their measures, in their order; three queries."""
    ids = list(dict.fromkeys(photo.evidence.object_id for photo in photos))
    rows = Measure.objects.select_related("object").in_bulk(ids)
    files = conversations.photos_by_hash({photo.sha256 for photo in photos})
    found: dict[int, list[Shot]] = {}
    for photo in photos:
        if photo.sha256 in files:
            own = found.setdefault(photo.evidence.object_id, [])
            own.append((photo, picture(files[photo.sha256])))
    return [(shown.line(rows[number]), own) for number, own in found.items() if number in rows]


@require_POST
@staff_page(lists.releases)
def release(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Let everybody see one photo, or no more."""
    form = read(request, inputs.WorksPhoto)
    api.work_photo_release(
        Act(viewer, clock.now()), measure_id=form.measure, photo_id=form.photo,
        released=form.released,
    )  # fmt: skip
    message = (
        gettext("사진을 공개했습니다.") if form.released else gettext("사진 공개를 해제했습니다.")
    )
    messages.success(request, message)
    return HttpResponseRedirect("/works/gallery/")


@require_GET
@staff_page(reads)
def effect(request: HttpRequest) -> HttpResponse:
    """Say whether homes with works had less trouble, and how sure that is."""
    today = timezone.localdate(clock.now())
    years = _seasons(today)
    requested = request.GET.get("year", "")
    year = int(requested) if requested.isdigit() and int(requested) in years else years[0]
    season = api.season_day(year, progress_settings().rainy_season)
    context = {
        "tab": "effect",
        "years": years,
        "year": year,
        "season": season,
        "until": season + dt.timedelta(days=_SPAN),
        "found": api.effect_of(season=season, span_days=_SPAN),
    }
    context["said"] = sentence(context["found"])  # type: ignore[arg-type] # as put there
    return render(request, "works_progress/effect.html", context)


def _seasons(today: dt.date) -> list[int]:
    """Give the years whose rains have begun, the latest first."""
    latest = (
        today.year
        if api.season_day(today.year, progress_settings().rainy_season) < today
        else today.year - 1
    )
    return [latest - back for back in range(5)]


def sentence(found: Effect) -> str:
    """Say in one sentence what was found, and how sure it is."""
    if found.change is None or found.low is None or found.high is None:
        return gettext("비교할 수 있는 집이 아직 적어 효과를 말할 수 없습니다.")
    filled = {
        "change": f"{abs(found.change):.2f}",
        "low": f"{found.low:+.2f}",
        "high": f"{found.high:+.2f}",
    }
    if not found.clear:
        return (
            gettext(
                "차이가 있는지 아직 말할 수 없습니다. 한 집의 침수·불편 횟수 차이는 "
                "%(low)s회와 %(high)s회 사이입니다(95%% 구간)."
            )
            % filled
        )
    if found.change < 0:
        words = gettext(
            "공사한 집은 비슷한 다른 집보다 침수·불편이 한 집에 %(change)s회 줄었습니다"
            "(95%% 구간 %(low)s회에서 %(high)s회)."
        )
    else:
        words = gettext(
            "공사한 집은 비슷한 다른 집보다 침수·불편이 한 집에 %(change)s회 늘었습니다"
            "(95%% 구간 %(low)s회에서 %(high)s회)."
        )
    return words % filled

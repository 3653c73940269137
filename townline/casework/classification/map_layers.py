"""Cases on the staff's map of everything: those whose texts name a place."""

import datetime as dt

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext, pgettext

from townline.casework.cases.api import visible
from townline.casework.cases.models import Case
from townline.casework.cases.rules import FINISHED, CaseState
from townline.casework.cases.views.labels import state
from townline.casework.classification.models import TextReading
from townline.casework.classification.selectors.located import Located, spots_of
from townline.platform.departments.guards import act_of, case_reader
from townline.platform.web.maps.layers import MapFeature, MapFilter, MapLayer
from townline.platform.web.moments import english

_COLUMNS = ("id", "code", "title", "state", "first_text_at", "answer_due_at")


def _read(request: HttpRequest, narrowing: MapFilter, limit: int) -> tuple[list[MapFeature], int]:
    act = act_of(request)
    place = TextReading.objects.filter(case=OuterRef("pk"), latitude__isnull=False)
    if narrowing.dong:
        place = place.filter(dong=narrowing.dong)
    # What few may know of is on no map: maps hang in rooms.
    rows = visible(act.viewer).filter(Exists(place), private=False)
    rows = rows.filter(**narrowing.moments("first_text_at")).exclude(state=CaseState.MERGED)
    if narrowing.q:
        rows = rows.filter(title__icontains=narrowing.q)
    found = list(rows.only(*_COLUMNS).order_by("-first_text_at", "-id")[:limit])
    spots = spots_of([case.pk for case in found], act.now)
    features = (_feature(case, spots.get(case.pk), act.now) for case in found)
    return [one for one in features if one], rows.count()


def _feature(case: Case, spot: Located | None, now: dt.datetime) -> MapFeature | None:
    if spot is None or spot.latitude is None or spot.longitude is None:
        return None
    finished = case.state in FINISHED
    late = not finished and case.answer_due_at < now
    return MapFeature(
        id=case.pk,
        title=case.title,
        state=state(case.state),
        url=f"/cases/{case.code}/",
        latitude=spot.latitude,
        longitude=spot.longitude,
        at=case.first_text_at,
        kind="closed" if finished else "late" if late else "case",
        dong=spot.dong,
        detail=f"{case.code} · {spot.name_en if english() else spot.name_ko}",
    )


CASES_LAYER = MapLayer(
    code="cases",
    label=lambda: pgettext("menu", "민원"),
    visible=case_reader,
    read=_read,
    legend=lambda: [
        ("case", gettext("처리 중")),
        ("late", gettext("기한 경과")),
        ("closed", gettext("처리를 마침")),
    ],
    first=True,
)

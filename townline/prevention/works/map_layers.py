"""Works by year on the staff's map of everything."""

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.departments.guards import who_may
from townline.platform.web.maps.layers import MapFeature, MapFilter, MapLayer
from townline.prevention.works.models import Measure
from townline.prevention.works.rules import MeasureState
from townline.prevention.works.selectors.visibility import reads
from townline.prevention.works.views.labels import MEASURES, kind_name

_PINS = {
    MeasureState.ACCEPTED: "work-done",
    MeasureState.DEFECTIVE: "work-bad",
    MeasureState.ORDERED: "work-now",
    MeasureState.DONE: "work-now",
}


def _read(_request: HttpRequest, narrowing: MapFilter, limit: int) -> tuple[list[MapFeature], int]:
    rows = Measure.objects.filter(object__latitude__isnull=False)
    rows = rows.exclude(state=MeasureState.DROPPED)
    # On the day of the last step that it reached.
    day = Coalesce("accepted_at", "finished_at", "ordered_at", "decided_at", "proposed_at")
    rows = rows.annotate(day=day).filter(**narrowing.moments("day"))
    if narrowing.dong:
        rows = rows.filter(object__dong=narrowing.dong)
    if narrowing.q:
        address = Q(object__address__icontains=narrowing.q)
        rows = rows.filter(address | Q(object__reference__iexact=narrowing.q))
    found = rows.select_related("object").order_by("-day", "-id")[:limit]
    return [_feature(row) for row in found], rows.count()


def _feature(row: Measure) -> MapFeature:
    year = gettext("%(year)s년") % {"year": row.year} if row.year else ""
    return MapFeature(
        id=row.pk,
        title=f"{kind_name(row.kind)} · {row.object.address}",
        state=str(MEASURES[row.state][2]),
        url=f"/works/objects/{row.object_id}/",
        latitude=row.object.latitude or 0.0,
        longitude=row.object.longitude or 0.0,
        at=vars(row)["day"],
        kind=_PINS.get(MeasureState(row.state), "work"),
        mark=f"{row.year % 100:02d}" if row.year else "",
        dong=row.object.dong,
        detail=year,
    )


WORKS_LAYER = MapLayer(
    code="works",
    label=lambda: gettext("정비 조치"),
    visible=who_may(reads),
    read=_read,
    legend=lambda: [
        ("work", gettext("계획(숫자는 연도)")),
        ("work-now", gettext("공사 중")),
        ("work-done", gettext("준공 승인")),
        ("work-bad", gettext("하자")),
    ],
)

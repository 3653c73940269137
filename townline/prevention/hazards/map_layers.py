"""Hazards by their step on the staff's map of everything."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.departments.guards import act_of, case_reader
from townline.platform.web.maps.layers import MapFeature, MapFilter, MapLayer
from townline.prevention.hazards.rules.states import LIVE
from townline.prevention.hazards.selectors.hazards import visible, words
from townline.prevention.hazards.selectors.labels import PINS, STATES, kind_name, severity_name

_GONE = ("dismissed", "merged")
_COLUMNS = (
    "id", "kind", "severity", "state", "address", "dong", "latitude", "longitude", "reported_at",
    "due_at",
)  # fmt: skip


def _read(request: HttpRequest, narrowing: MapFilter, limit: int) -> tuple[list[MapFeature], int]:
    act = act_of(request)
    rows = visible(act.viewer).exclude(state__in=_GONE).filter(**narrowing.moments("reported_at"))
    if narrowing.dong:
        rows = rows.filter(dong=narrowing.dong)
    if narrowing.q:
        rows = rows.filter(words(narrowing.q))
    features = []
    for row in rows.order_by("-reported_at", "-id").only(*_COLUMNS)[:limit]:
        late = row.state in LIVE and row.due_at is not None and row.due_at < act.now
        features.append(
            MapFeature(
                id=row.pk,
                title=kind_name(row.kind),
                state=str(STATES[row.state][2]),
                url=f"/hazards/{row.pk}/",
                latitude=row.latitude,
                longitude=row.longitude,
                at=row.reported_at,
                kind="late" if late else PINS[row.state],
                dong=row.dong,
                detail=" · ".join(filter(None, (row.address, severity_name(row.severity)))),
            )
        )
    return features, rows.count()


HAZARDS_LAYER = MapLayer(
    code="hazards",
    label=lambda: gettext("위험 지점"),
    visible=case_reader,
    read=_read,
    legend=lambda: [
        ("danger", gettext("안전 조치 전")),
        ("late", gettext("기한 경과")),
        ("warning", gettext("현장 도착·안전 조치됨")),
        ("done", gettext("보수됨")),
        ("closed", gettext("재점검 완료")),
        ("place", gettext("등록 제안")),
    ],
    first=True,
)

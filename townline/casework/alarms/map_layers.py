"""Danger alerts on the staff's map of everything: of cases whose place is known."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from townline.casework.alarms import api
from townline.casework.alarms.selectors import AlarmView
from townline.casework.alarms.views import labels
from townline.casework.cases.api import row_extras
from townline.platform.departments.guards import act_of, case_reader
from townline.platform.web.maps.layers import MapFeature, MapFilter, MapLayer


def _read(request: HttpRequest, narrowing: MapFilter, limit: int) -> tuple[list[MapFeature], int]:
    act = act_of(request)
    alarms = [*api.alarms_live(act), *api.alarms_past(act)]
    wanted = [one for one in alarms if _is_wanted(one, narrowing)]
    spots = row_extras("spot", [one.case_id for one in wanted if one.case_id], act.now)
    features = [_feature(one, spots.get(one.case_id or 0)) for one in wanted]
    placed = [one for one in features if one and narrowing.dong in {"", one.dong}]
    return placed[:limit], len(placed)


def _is_wanted(alarm: AlarmView, narrowing: MapFilter) -> bool:
    """Say whether it is features; what few may know of is on no map: maps hang in rooms."""
    day = timezone.localdate(alarm.raised_at)
    in_time = (narrowing.since or dt.date.min) <= day <= narrowing.until
    return in_time and not alarm.private and not alarm.drill and narrowing.q in alarm.title


def _feature(alarm: AlarmView, spot: Any) -> MapFeature | None:  # noqa: ANN401 -- of a room above
    if spot is None or spot.latitude is None or spot.longitude is None:
        return None
    over = alarm.state in {"settled", "not_urgent"}
    return MapFeature(
        id=alarm.id,
        title=labels.kind(alarm),
        state=str(labels.STATES[alarm.state]),
        url=f"/cases/{alarm.code}/",
        latitude=spot.latitude,
        longitude=spot.longitude,
        at=alarm.raised_at,
        kind="closed" if over else "danger",
        dong=spot.dong,
        detail=f"{alarm.code} · {alarm.title}",
    )


ALARMS_LAYER = MapLayer(
    code="alarms",
    label=lambda: gettext("위험 경보"),
    visible=case_reader,
    read=_read,
    legend=lambda: [("danger", gettext("진행 중")), ("closed", gettext("끝난 경보"))],
    single=True,
    first=True,
)

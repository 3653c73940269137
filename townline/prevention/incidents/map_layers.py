"""Incidents with their needs and teams on the staff's map of everything."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.departments.guards import act_of, case_reader
from townline.platform.web.maps.layers import MapFeature, MapFilter, MapLayer
from townline.prevention.incidents.models import Incident, IncidentPlace, Need, Team
from townline.prevention.incidents.rules import IncidentState, NeedState
from townline.prevention.incidents.selectors.incidents import kind_name, need_name, visible
from townline.prevention.incidents.views.shown import STATES

# Numbers of one layer: of its places, needs and teams apart.
_PARTS = 3


def _read(request: HttpRequest, narrowing: MapFilter, limit: int) -> tuple[list[MapFeature], int]:
    rows = visible(act_of(request).viewer).filter(**narrowing.moments("since"))
    if narrowing.q:
        rows = rows.filter(title__icontains=narrowing.q)
    known = {row.pk: row for row in rows.order_by("-since", "-id")}
    features = [
        *_places(known, narrowing.dong),
        *([] if narrowing.dong else _teams_and_needs(known)),
    ]
    return features[:limit], len(features)


def _places(known: dict[int, Incident], dong: str) -> Iterator[MapFeature]:
    rows = IncidentPlace.objects.filter(incident__in=known, latitude__isnull=False)
    for row in rows.order_by("-incident__since", "id"):
        if dong in {"", row.dong}:
            incident = known[row.incident_id]
            over = incident.state != IncidentState.OPEN
            yield _feature(_PARTS * row.pk, row, incident, "closed" if over else "here", row.name)


def _teams_and_needs(known: dict[int, Incident]) -> Iterator[MapFeature]:
    running = [pk for pk, row in known.items() if row.state == IncidentState.OPEN]
    needs = Need.objects.filter(incident__in=running, state=NeedState.OPEN)
    for need in needs.filter(latitude__isnull=False).order_by("id"):
        words = gettext("조치 요청: %(need)s") % {"need": need_name(need.kind)}
        yield _feature(_PARTS * need.pk + 1, need, known[need.incident_id], "need", words)
    teams = Team.objects.filter(incident__in=running, left_at=None, latitude__isnull=False)
    for team in teams.order_by("id"):
        words = f"{team.name} · {team.task}"
        yield _feature(_PARTS * team.pk + 2, team, known[team.incident_id], "team", words)


def _feature(
    number: int, row: IncidentPlace | Need | Team, incident: Incident, kind: str, detail: str
) -> MapFeature:
    return MapFeature(
        id=number,
        title=incident.title or kind_name(incident.kind),
        state=str(STATES[incident.state][2]),
        url=f"/incidents/{incident.pk}/",
        latitude=row.latitude or 0.0,
        longitude=row.longitude or 0.0,
        at=incident.since,
        kind=kind,
        dong=row.dong if isinstance(row, IncidentPlace) else "",
        detail=detail.strip(" ·"),
    )


INCIDENTS_LAYER = MapLayer(
    code="incidents",
    label=lambda: gettext("상황"),
    visible=case_reader,
    read=_read,
    legend=lambda: [
        ("here", gettext("진행 중인 곳")),
        ("need", gettext("조치 요청")),
        ("team", gettext("팀·차량")),
        ("closed", gettext("끝난 곳")),
    ],
    single=True,
    first=True,
)

"""Homes by grade on the staff's map of everything."""

from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.departments.guards import who_may
from townline.platform.web.maps.layers import MapFeature, MapFilter, MapLayer
from townline.prevention.surveys.models import Home
from townline.prevention.surveys.rules.states import HomeState
from townline.prevention.surveys.selectors.homes import kind_of, kinds, reads, words
from townline.prevention.surveys.selectors.rules import rules_of
from townline.prevention.surveys.views.labels import STATES, kind_name

_PINS = ("home-good", "home-fair", "home-bad")  # by thirds of the grades, the best first
_COLUMNS = ("id", "kind", "address", "unit", "dong", "latitude", "longitude", "state", "grade")


def _read(_request: HttpRequest, narrowing: MapFilter, limit: int) -> tuple[list[MapFeature], int]:
    rows = Home.objects.filter(latitude__isnull=False).exclude(state=HomeState.EXCLUDED)
    rows = rows.annotate(day=Coalesce("settled_at", "listed_at")).filter(**narrowing.moments("day"))
    if narrowing.dong:
        rows = rows.filter(dong=narrowing.dong)
    if narrowing.q:
        rows = rows.filter(words(narrowing.q))
    pins = {kind.code: _pins(kind.code) for kind in kinds()}
    features = [
        MapFeature(
            id=row["id"],
            title=f"{row['address']} {row['unit']}".strip(),
            state=_state(row),
            url=f"/surveys/homes/{row['id']}/",
            latitude=row["latitude"],
            longitude=row["longitude"],
            at=row["day"],
            kind=pins.get(row["kind"], {}).get(row["grade"], "home"),
            mark=row["grade"],
            dong=row["dong"],
            detail=kind_name(kind_of(row["kind"])) if row["kind"] in pins else "",
        )
        for row in rows.order_by("-day", "-id").values(*_COLUMNS, "day")[:limit]
    ]
    return features, rows.count()


def _pins(kind: str) -> dict[str, str]:
    grades = [each.grade for each in rules_of(kind).grades]
    return {grade: _PINS[min(2, 3 * at // len(grades))] for at, grade in enumerate(grades)}


def _state(row: dict[str, str]) -> str:
    if row["state"] == HomeState.GRADED and row["grade"]:
        return gettext("%(grade)s등급") % {"grade": row["grade"]}
    return str(STATES[row["state"]][2])


HOMES_LAYER = MapLayer(
    code="homes",
    label=lambda: gettext("조사한 주택"),
    visible=who_may(reads),
    read=_read,
    legend=lambda: [
        ("home-bad", gettext("나쁜 등급")),
        ("home-fair", gettext("중간 등급")),
        ("home-good", gettext("좋은 등급")),
        ("home", gettext("미조사")),
    ],
)

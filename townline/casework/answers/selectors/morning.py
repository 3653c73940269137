"""The mayor's morning: what presses, and what came, by issue and place."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from townline.casework.answers.rules.morning import Gazetteer, NamedSpot, gazetteer
from townline.casework.cases.api import OPEN, CaseRow, CaseState, row_of, visible
from townline.casework.cases.models import Case
from townline.platform.core import district
from townline.platform.core.models import District, Place
from townline.platform.departments.api import Act, Viewer

_LIMIT = 500
_SHOWN_STATES = frozenset(OPEN) | {CaseState.ANSWERED, CaseState.DECLINED}
_ORDER = ("-danger", "answer_due_at", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """Open cases that mean danger, that are late, and that are due by the end of the day."""

    danger: list[CaseRow]
    late: list[CaseRow]
    due_today: list[CaseRow]


def morning_pressing(act: Act, *, day_end: dt.datetime) -> Pressing:
    """List what cannot wait, nearest promise first; one query. Numbers are left out."""
    wanted = Q(danger=True) | Q(answer_due_at__lt=day_end)
    cases = visible(act.viewer).filter(wanted, state__in=sorted(OPEN)).order_by(*_ORDER)[:_LIMIT]
    rows = [row_of(case, "") for case in cases]
    calm = [row for row in rows if not row.danger]
    return Pressing(
        danger=[row for row in rows if row.danger],
        late=[row for row in calm if row.answer_due_at < act.now],
        due_today=[row for row in calm if row.answer_due_at >= act.now],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningGroup:
    """What came about one service (None: not sorted yet) at one place (None: none is named)."""

    service: str | None
    spot: NamedSpot | None
    rows: list[CaseRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningTexts:
    """``total`` counts all, those in danger too; ``groups``: the others, the largest first."""

    total: int
    groups: list[MorningGroup]


def morning_texts(*, viewer: Viewer, since: dt.datetime) -> MorningTexts:
    """Group the cases that a text came to since a moment; one query, at most 500 cases."""
    recent = visible(viewer).filter(last_text_at__gte=since, state__in=sorted(_SHOWN_STATES))
    names = district.derive(_gazetteer)
    found: dict[tuple[str, NamedSpot | None], list[CaseRow]] = {}
    cases = list(recent.order_by(*_ORDER)[:_LIMIT])
    for case in cases:
        if not (case.danger and case.state in OPEN):
            key = (case.service_id or "", _spot(case, names))
            found.setdefault(key, []).append(row_of(case, ""))
    groups = [
        MorningGroup(service=s or None, spot=spot, rows=rows) for (s, spot), rows in found.items()
    ]
    return MorningTexts(total=len(cases), groups=sorted(groups, key=lambda group: -len(group.rows)))


def _spot(case: Case, names: Gazetteer) -> NamedSpot | None:
    # The title is a person's word for it, and names the place more often than the text does.
    return names.spot_in(case.title) or names.spot_in(case.preview)


def _gazetteer(_settings: district.Settings) -> Gazetteer:
    rows = Place.objects.values_list("name_ko", "name_en")
    return gazetteer([*_dongs(), *(NamedSpot(*names) for names in rows)])


def _dongs() -> list[NamedSpot]:
    land = District.objects.values_list("boundaries", flat=True).first() or {}
    found = [feature.get("properties", {}) for feature in land.get("features", [])]
    return [NamedSpot(p.get("name_ko", ""), p.get("name_en", "")) for p in found]


def urgent_titles(rows: list[CaseRow]) -> list[tuple[str, str]]:
    """Give code and title of cases that staff named; others begin with a resident's own words."""
    named = Case.objects.filter(id__in=[row.id for row in rows], title_by_person=True)
    return [(code or "", title) for code, title in named.values_list("code", "title")]

"""One hazard with all that its page shows."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from townline.casework.cases import api as cases
from townline.casework.cases.rules.distance import metres
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Photo
from townline.platform.core.history import audit
from townline.platform.core.models import Transition
from townline.platform.departments.api import Viewer
from townline.prevention.hazards.models import (
    Hazard,
    HazardApart,
    HazardCase,
    HazardMerge,
    StepDeadline,
)
from townline.prevention.hazards.rules.states import (
    KIND,
    LIVE,
    STEPS,
    TRANSITIONS,
    HazardState,
    hazard_subject,
)
from townline.prevention.hazards.selectors.hazards import hazard_of, visible
from townline.prevention.hazards.selectors.labels import hazard_settings
from townline.prevention.hazards.selectors.reports import HazardReport, reports_of
from townline.prevention.work_orders import api as work_orders
from townline.prevention.work_orders.api import OPEN, InspectionDetail, Point, WorkOrder, around


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCase:
    """A case that tells of the hazard; ``code`` "" for one that the viewer may not see."""

    code: str
    title: str
    state: str
    photos: tuple[Photo, ...]
    thread_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardDetail:
    """All that the page of one hazard shows.

    ``merge``: how it went into another one, ``absorbed``: which went into it; those not undone.
    """

    row: Hazard
    state: HazardState
    steps: list[StepDeadline]
    looks: list[InspectionDetail]
    orders: list[WorkOrder]
    reports: list[HazardReport]
    cases: list[LinkedCase]
    hidden_cases: int
    near: list[Hazard]
    history: list[Transition]
    merge: HazardMerge | None
    absorbed: list[HazardMerge]
    allowed: frozenset[str]

    @property
    def point(self) -> Point:
        return self.row.latitude, self.row.longitude

    @property
    def order(self) -> WorkOrder | None:
        """Give the open order."""
        return next((order for order in self.orders if order.state in OPEN), None)

    @property
    def is_live(self) -> bool:
        return self.state in LIVE


def hazard_get(*, hazard_id: int, viewer: Viewer) -> HazardDetail:
    """Read one hazard. Raises HazardNotFound, also for what the viewer may not see."""
    hazard = hazard_of(hazard_id, viewer)
    known, hidden = _cases(hazard, viewer)
    state = HazardState(hazard.state)
    merges = list(
        HazardMerge.objects.filter(Q(hazard=hazard) | Q(into=hazard), undone_at=None).order_by("id")
    )
    inspections = work_orders.inspections_of(KIND, {hazard.pk: (hazard.latitude, hazard.longitude)})
    return HazardDetail(
        row=hazard,
        state=state,
        steps=_steps(hazard),
        looks=inspections[hazard.pk],
        orders=work_orders.orders_of(KIND, hazard.pk),
        reports=reports_of(hazard),
        cases=known,
        hidden_cases=hidden,
        near=near_ones(hazard, viewer),
        history=list(audit.history(hazard_subject(hazard.pk))),
        merge=next((one for one in merges if one.hazard_id == hazard.pk), None),
        absorbed=[one for one in merges if one.into_id == hazard.pk],
        allowed=frozenset(str(event) for before, event in TRANSITIONS if before == state),
    )


def _steps(hazard: Hazard) -> list[StepDeadline]:
    rows = StepDeadline.objects.filter(hazard=hazard).select_related("done_by")
    return sorted(rows, key=lambda row: STEPS.index(row.step))


def _cases(hazard: Hazard, viewer: Viewer) -> tuple[list[LinkedCase], int]:
    """Give the cases a viewer sees, with the photos of their texts, and how many others."""
    ids = list(HazardCase.objects.filter(hazard=hazard).values_list("case", flat=True))
    seen = list(cases.visible(viewer).filter(id__in=ids).order_by("-opened_at"))
    photos = conversations.attachments_of([cases.subject(case.id) for case in seen]) if seen else {}
    shown = [
        LinkedCase(
            code=case.code or "",
            title=case.title,
            state=case.state,
            photos=tuple(p for p in photos.get(cases.subject(case.id), ()) if p.thumbnail),
            thread_of=cases.subject(case.id),
        )
        for case in seen
    ]
    return shown, len(ids) - len(shown)


def near_ones(hazard: Hazard, viewer: Viewer) -> list[Hazard]:
    """Give others that may be the same spot: of one family, near, not over, not said to differ."""
    settings = hazard_settings()
    own = settings.kinds.get(hazard.kind)
    if own is None or hazard.state in (HazardState.MERGED, HazardState.DISMISSED):
        return []
    kinds = [code for code, kind in settings.kinds.items() if kind.family == own.family]
    south, west, north, east = around((hazard.latitude, hazard.longitude), settings.near)
    rows = visible(viewer).filter(
        kind__in=kinds,
        state__in=sorted({*LIVE, HazardState.PROPOSED}),
        latitude__range=(south, north),
        longitude__range=(west, east),
    )
    here = hazard.latitude, hazard.longitude
    apart = _apart(hazard.pk)
    others = [one for one in rows.exclude(id=hazard.pk)[:50] if one.pk not in apart]
    found = [one for one in others if metres(here, (one.latitude, one.longitude)) <= settings.near]
    return sorted(found, key=lambda one: metres(here, (one.latitude, one.longitude)))


def _apart(hazard_id: int) -> set[int]:
    pairs: Iterable[tuple[int, int]] = [
        *HazardApart.objects.filter(hazard=hazard_id).values_list("hazard", "other"),
        *HazardApart.objects.filter(other=hazard_id).values_list("hazard", "other"),
    ]
    return {number for pair in pairs for number in pair} - {hazard_id}


def hazard_photo(*, hazard_id: int, viewer: Viewer, sha256: str) -> Photo | None:
    """Give a photo of a hazard's looks, reports, or cases that the viewer sees; else None."""
    hazard = hazard_of(hazard_id, viewer)
    if own := work_orders.photo_of(KIND, hazard.pk, sha256):
        return own
    known, _ = _cases(hazard, viewer)
    theirs = [photo for one in reports_of(hazard) for photo in one.photos]
    theirs += [photo for case in known for photo in case.photos]
    return next((photo for photo in theirs if photo.sha256 == sha256), None)


def hazard_brief(ids: Iterable[int]) -> dict[int, "Brief"]:
    """Give how hazards stand, by id, whoever asks: for rooms above; one query."""
    rows = Hazard.objects.filter(id__in=list(ids))
    return {row.pk: _brief(row) for row in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """How a hazard stands. ``into``: the one that goes on in its place."""

    id: int
    kind: str
    severity: str
    state: HazardState
    due_at: dt.datetime | None
    made_safe_at: dt.datetime | None
    repaired_at: dt.datetime | None
    released_at: dt.datetime | None
    into: int | None


def _brief(row: Hazard) -> Brief:
    return Brief(
        id=row.pk,
        kind=row.kind,
        severity=row.severity,
        state=HazardState(row.state),
        due_at=row.due_at,
        made_safe_at=row.made_safe_at,
        repaired_at=row.repaired_at,
        released_at=row.released_at,
        into=row.merged_into_id,
    )

"""A hazard begins: from a case, by staff, on a round, proposed by the reader, or by a survey."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from townline.casework.cases.api import NotAllowed
from townline.platform.core.history import audit
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission
from townline.prevention.hazards.errors import PlaceNeeded
from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.rules.states import (
    HazardEvent,
    HazardRemark,
    HazardState,
    hazard_subject,
)
from townline.prevention.hazards.selectors.labels import kind_of, severity_of
from townline.prevention.hazards.selectors.places import place_named
from townline.prevention.hazards.services import lane
from townline.prevention.hazards.services.linking import case_link, case_send, notify_cases
from townline.prevention.hazards.services.marks import (
    hazard_lock,
    hazard_move,
    hazard_record,
    publish,
)
from townline.prevention.hazards.services.telling import notify_hazard
from townline.prevention.work_orders.api import NoShape, Placed, measure_geometry, point, reason_of

TRIAGE = "triage"  # whose proposals a person decides


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardReport:
    """What is known of a spot when it is reported.

    ``geometry``: GeoJSON point, line or area, WGS 84. ``severity`` "": what is usual of the kind.
    ``repair_by``: when the repair is due where that was decided otherwise. ``department`` "": by
    the kind. ``address`` and ``dong`` "": by what is nearest.
    """

    kind: str
    geometry: Mapping[str, Any]
    source: str
    severity: str = ""
    note: str = ""
    address: str = ""
    dong: str = ""
    department: str = ""
    repair_by: dt.datetime | None = None
    measured: Mapping[str, float | None] = field(default_factory=dict)


def at(latitude: float, longitude: float) -> dict[str, Any]:
    """Give a spot as a report's geometry."""
    return point(latitude, longitude)


@transaction.atomic
def hazard_open(act: Act, *, report: HazardReport, code: str = "", assign: bool = False) -> Hazard:
    """Report a spot; ``code``: the case that tells of it, whose senders hear what to do.

    ``assign``: the case goes to the department of the hazard too, where it has none yet. Who is on
    duty hears, and the fast lane begins. Raises UnknownKind, PlaceNeeded, NotAllowed, NotFound,
    CaseHasHazard.
    """
    if not act.viewer.may(Permission.WRITE):
        raise NotAllowed(f"the role {act.viewer.role} may not do this ({Permission.WRITE})")
    hazard = _create_hazard(report, HazardState.REPORTED, act.actor, act.viewer.staff_id, act.now)
    lane.lane_begin(hazard, act.now, report.repair_by)
    if code:
        case_link(act, hazard=hazard, code=code)
        if assign:
            case_send(act, hazard=hazard, code=code)
    notify_hazard(hazard, range(1), act.now, but=act.viewer.staff_id)
    return hazard


@transaction.atomic
def hazard_propose(
    *, report: HazardReport, actor: audit.Actor, now: dt.datetime, staff_id: int | None = None
) -> Hazard:
    """Propose a spot; a person decides. Nothing is due and nobody is told until then."""
    return _create_hazard(report, HazardState.PROPOSED, actor, staff_id, now)


@transaction.atomic
def hazard_accept(act: Act, *, hazard_id: int, kind: str = "", severity: str = "") -> Hazard:
    """Say that a proposed spot is one: the lane begins, who told of it hears what to do."""
    hazard = hazard_lock(hazard_id, act.viewer)
    changes = _checked_fields(kind or hazard.kind, severity or hazard.severity)
    hazard_move(
        hazard, HazardEvent.ACCEPT, actor=act.actor, now=act.now,
        changes=changes | {"reported_at": act.now, "reported_by_id": act.viewer.staff_id},
    )  # fmt: skip
    lane.lane_begin(hazard, act.now)
    notify_cases(hazard, act.now)
    notify_hazard(hazard, range(1), act.now, but=act.viewer.staff_id)
    return hazard


@transaction.atomic
def hazard_dismiss(act: Act, *, hazard_id: int, reason: str) -> Hazard:
    """Say that it is none, with a reason. Raises ReasonNeeded, WrongState."""
    hazard = hazard_lock(hazard_id, act.viewer)
    hazard_move(hazard, HazardEvent.DISMISS, actor=act.actor, now=act.now, reason=reason_of(reason))
    lane.lane_end(hazard)
    return hazard


@transaction.atomic
def hazard_reopen(act: Act, *, hazard_id: int, reason: str) -> Hazard:
    """Say that it is bad again: a repair is due anew, or the lane begins once more."""
    hazard = hazard_lock(hazard_id, act.viewer)
    hazard_move(hazard, HazardEvent.REOPEN, actor=act.actor, now=act.now, reason=reason_of(reason))
    if hazard.state == HazardState.MADE_SAFE:
        lane.lane_again(hazard, act.now)
    else:
        lane.lane_begin(hazard, act.now)
    return hazard


@transaction.atomic
def hazard_edit(
    act: Act,
    *,
    hazard_id: int,
    kind: str,
    severity: str,
    note: str | None = None,
    geometry: Mapping[str, Any] | None = None,
    repair_by: dt.datetime | None = None,
) -> Hazard:
    """Say anew what it is and where; open steps are due by the new severity, from the report.

    ``repair_by``: when the repair is due where that was decided otherwise.
    """
    hazard = hazard_lock(hazard_id, act.viewer)
    worse = bool(repair_by) or severity != hazard.severity or kind != hazard.kind
    changes = _checked_fields(kind, severity)
    if note is not None:
        changes["note"] = note.strip()
    if geometry is not None:
        changes |= _read_place(geometry).columns()
    for name, value in changes.items():
        setattr(hazard, name, value)
    hazard.save(update_fields=[*changes])
    if worse:
        lane.lane_again_by_severity(hazard, repair_by)
    hazard_record(hazard, HazardRemark.EDIT, act.actor, act.now, kind=kind, severity=severity)
    publish(hazard)
    return hazard


def _checked_fields(kind: str, severity: str) -> dict[str, Any]:
    kind_of(kind)
    severity_of(severity)
    return {"kind": kind, "severity": severity}


def _read_place(geometry: Mapping[str, Any]) -> Placed:
    try:
        return measure_geometry(geometry)
    except NoShape as error:
        raise PlaceNeeded(str(error)) from None


def _create_hazard(
    report: HazardReport,
    state: HazardState,
    actor: audit.Actor,
    staff: int | None,
    now: dt.datetime,
) -> Hazard:
    kind, where = kind_of(report.kind), _read_place(report.geometry)
    severity = report.severity or kind.severity
    near = place_named((where.latitude, where.longitude))
    hazard = Hazard.objects.create(
        **_checked_fields(report.kind, severity),
        **where.columns(),
        **report.measured,
        state=state,
        source=report.source,
        note=report.note.strip(),
        address=(report.address or near.address)[:120],
        dong=(report.dong or near.dong)[:40],
        department=report.department or department_for(report.kind),
        reported_at=now,
        reported_by_id=staff,
    )
    event = HazardEvent.PROPOSE if state == HazardState.PROPOSED else HazardEvent.REPORT
    audit.record(
        audit.AuditEntry(
            subject=hazard_subject(hazard.pk), event=event.tag, actor=actor, at=now,
            to_state=state, data={"kind": hazard.kind, "source": hazard.source},
        )
    )  # fmt: skip
    publish(hazard)
    return hazard


def department_for(kind: str) -> str:
    """Give the department of a kind: its own, else that of its first category; "" for nobody's."""
    found = kind_of(kind)
    if found.department:
        return found.department
    led = (departments.service_department(service) for service in found.services)
    return next((one for one in led if one), None) or ""

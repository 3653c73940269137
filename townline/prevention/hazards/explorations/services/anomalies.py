"""What the radar saw is written down, looked into, and graded."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.departments.api import Act
from townline.prevention.hazards.explorations.errors import (
    AnomalyExists,
    AnomalySettled,
    DayAhead,
    ExplorationNotFound,
    OffTheLine,
)
from townline.prevention.hazards.explorations.models import Anomaly, Cavity, Check, Line
from townline.prevention.hazards.explorations.rules import ground
from townline.prevention.hazards.explorations.rules.anomalies import (
    ANOMALY_TRANSITIONS,
    FIND,
    AnomalyEvent,
    AnomalyState,
    Method,
    anomaly_subject,
    event_of,
)
from townline.prevention.hazards.explorations.services.access import actor_of, check
from townline.prevention.hazards.explorations.services.grading import cavity_grade

ANOMALIES: Machine[Anomaly, AnomalyState, AnomalyEvent] = Machine(
    model=Anomaly,
    table=ANOMALY_TRANSITIONS,
    subject=lambda anomaly: anomaly_subject(anomaly.pk),
    refusal=AnomalySettled.of_move("the anomaly"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``position_m`` from the line's start, ``depth_m`` below the surface."""

    number: str
    position_m: float
    depth_m: float | None = None
    found_on: dt.date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnomalyCheck:
    """What drilling or a camera found; None is what was not measured."""

    method: Method
    checked_on: dt.date
    hollow: bool
    asphalt_cm: float | None = None
    cover_cm: float | None = None
    width_m: float | None = None
    length_m: float | None = None
    depth_m: float | None = None
    note: str = ""


@transaction.atomic
def anomaly_find(act: Act, *, line_id: int, finding: Finding) -> Anomaly:
    """Write down what the radar saw under a line.

    Raises NotAllowed, ExplorationNotFound, OffTheLine, AnomalyExists, DayAhead.
    """
    actor = actor_of(act.viewer)
    line = Line.objects.select_related("campaign__created_by").filter(id=line_id).first()
    if line is None:
        raise ExplorationNotFound(f"there is no line {line_id}")
    check(act.viewer, line.campaign)
    _check_day(finding.found_on, act.now)
    # What is measured on the ground may be a little longer than the drawn line.
    if not 0 <= finding.position_m <= line.length_m + 1:
        length = round(line.length_m, 1)
        raise OffTheLine("the position lies beyond the line's end", length=length)
    longitude, latitude = ground.point_at(line.geometry["coordinates"], finding.position_m)
    place = {"longitude": longitude, "latitude": latitude}
    made = _create_anomaly(line=line, **asdict(finding), **place)
    state = str(made.state)
    subject = anomaly_subject(made.pk)
    audit.record(
        audit.AuditEntry(subject=subject, event=FIND, actor=actor, at=act.now, to_state=state)
    )
    return made


def _create_anomaly(**values: Any) -> Anomaly:  # noqa: ANN401 -- columns
    try:
        with transaction.atomic():
            return Anomaly.objects.create(**values)
    except IntegrityError:
        raise AnomalyExists("the line has an anomaly of this number") from None


@transaction.atomic
def anomaly_check(act: Act, *, anomaly_id: int, look: AnomalyCheck) -> Anomaly:
    """Write down a look into the ground: no cavity, or one, which is graded at once.

    A confirmed cavity that is to be repaired opens a hazard. A cavity that is measured again is
    graded again. Raises NotAllowed, ExplorationNotFound, AnomalySettled, DayAhead.
    """
    actor = actor_of(act.viewer)
    anomaly = ANOMALIES.lock(anomaly_id)
    if anomaly is None:
        raise ExplorationNotFound(f"there is no anomaly {anomaly_id}")
    check(act.viewer, anomaly.line.campaign)
    _check_day(look.checked_on, act.now)
    cavity = Cavity.objects.filter(anomaly=anomaly).first()
    watched = cavity is not None and cavity.resurvey_on is not None
    event = event_of(str(anomaly.state), hollow=look.hollow, watched=watched)
    Check.objects.create(anomaly=anomaly, at=act.now, by_id=act.viewer.staff_id, **asdict(look))
    data = cavity_grade(act, anomaly=anomaly, cavity=cavity, look=look)
    ANOMALIES.move(anomaly, event, actor=actor, now=act.now, data=data)
    return anomaly


def _check_day(day: dt.date, now: dt.datetime) -> None:
    if day > timezone.localdate(now, district.current().zone):
        raise DayAhead("nothing is found on a day that lies ahead")

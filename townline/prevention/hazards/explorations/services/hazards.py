"""The hazard of a cavity: its lane, its repair order and its photos are there, once."""

import datetime as dt

from townline.platform.core import district
from townline.platform.departments.api import Act
from townline.prevention.hazards import api as hazards
from townline.prevention.hazards.api import HazardReport, HazardState
from townline.prevention.hazards.explorations.models import Anomaly, Cavity
from townline.prevention.hazards.explorations.rules.grades import Grade
from townline.prevention.hazards.explorations.selectors.visibility import KIND
from townline.prevention.hazards.explorations.settings import Explorations

_OVER = frozenset({HazardState.REPAIRED, HazardState.CLOSED})


def hazard_follow(act: Act, *, anomaly: Anomaly, cavity: Cavity, was: dt.datetime | None) -> int:
    """Open the hazard of a cavity, or have the one that it has say how bad it is now.

    Its repair is due when the cavity's is; ``was``: when that was before. Gives its id. Raises
    what hazards refuses.
    """
    known = cavity.hazard
    severity = severity_of(Grade(cavity.grade))
    if known is None:
        return _open_hazard(act, anomaly, cavity, severity)
    if known.state in _OVER:
        hazards.hazard_reopen(act, hazard_id=known.pk, reason="공동 재확인")
    if known.severity != severity or cavity.repair_by != was:
        hazards.hazard_edit(
            act, hazard_id=known.pk, kind=str(known.kind), severity=severity,
            repair_by=cavity.repair_by,
        )  # fmt: skip
    return int(known.pk)


def cavity_repaired(act: Act, *, anomaly: Anomaly, found: dt.datetime, at: dt.datetime) -> None:
    """Note that a cavity was repaired before; one that would only be watched has a hazard too."""
    cavity = Cavity.objects.get(anomaly=anomaly)
    if cavity.hazard_id is None:
        severity = severity_of(Grade(cavity.grade))
        cavity.hazard_id, cavity.resurvey_on = (
            _open_hazard(Act(act.viewer, found), anomaly, cavity, severity),
            None,
        )
        cavity.save(update_fields=["hazard_id", "resurvey_on"])
    hazards.hazard_repaired_before(act, hazard_id=cavity.hazard_id, at=at, reason="이전 보수 기록")


def is_over(cavity: Cavity) -> bool:
    """Say whether a cavity was repaired, so that a new measure begins anew."""
    return cavity.hazard is None or cavity.hazard.state in _OVER


def severity_of(grade: Grade) -> str:
    """Give the severity of a grade's hazard, as the district says."""
    rule = district.part(Explorations).cavities.rule(grade)
    return rule.severity if rule else ""


def _open_hazard(act: Act, anomaly: Anomaly, cavity: Cavity, severity: str) -> int:
    hundred = {"width_cm": cavity.width_m, "length_cm": cavity.length_m, "depth_cm": cavity.depth_m}
    report = HazardReport(
        kind=KIND,
        geometry=hazards.at(anomaly.latitude, anomaly.longitude),
        source="exploration",
        severity=severity,
        note=anomaly.note,
        address=anomaly.line.address,
        dong=anomaly.line.dong,
        # Whoever looked into the ground leads the repair, unless somebody hands it on.
        department=act.viewer.department or "",
        repair_by=cavity.repair_by,
        measured={name: None if m is None else round(m * 100, 1) for name, m in hundred.items()},
    )
    return int(hazards.hazard_open(act, report=report).pk)

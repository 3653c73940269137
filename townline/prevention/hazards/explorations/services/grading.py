"""A cavity gets its grade, its deadline, and the hazard that its repair goes through."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils import timezone

from townline.platform.core import district
from townline.platform.departments.api import Act
from townline.prevention.hazards.explorations.models import Anomaly, Cavity
from townline.prevention.hazards.explorations.rules.deadlines import before_rain
from townline.prevention.hazards.explorations.rules.grades import Grade, Graded, Measured, grade
from townline.prevention.hazards.explorations.services.hazards import hazard_follow, is_over
from townline.prevention.hazards.explorations.settings import CavityGrades, Explorations


class Sizes(Protocol):
    """What was measured of a cavity; centimetres and metres."""

    @property
    def hollow(self) -> bool: ...
    @property
    def asphalt_cm(self) -> float | None: ...
    @property
    def cover_cm(self) -> float | None: ...
    @property
    def width_m(self) -> float | None: ...


_SIZES = ("asphalt_cm", "cover_cm", "width_m", "length_m", "depth_m")


@dataclass(frozen=True, slots=True)
class Due:
    """When a cavity is repaired, or only looked at again."""

    repair_by: dt.datetime | None = None
    resurvey_on: dt.date | None = None


def grades() -> CavityGrades:
    """Give the district's table."""
    return district.part(Explorations).cavities


def grade_sizes(sizes: Sizes) -> Graded:
    """Grade what was measured by the district's table."""
    return grade(Measured(sizes.asphalt_cm, sizes.cover_cm, sizes.width_m), grades().bounds())


def due_of(found: Grade, now: dt.datetime) -> Due:
    """Say when a cavity of a grade is due that is graded now."""
    table = grades()
    rule, today = table.rule(found), timezone.localdate(now, district.current().zone)
    if rule is None:
        return Due(resurvey_on=today + table.resurvey_after)
    if rule.repair_within is not None:
        return Due(repair_by=now + rule.repair_within)
    last = before_rain(today, table.rainy_season)
    midnight = dt.datetime.combine(last + dt.timedelta(days=1), dt.time())
    return Due(repair_by=timezone.make_aware(midnight))


def cavity_grade(
    act: Act, *, anomaly: Anomaly, cavity: Cavity | None, look: Sizes
) -> dict[str, Any]:
    """Grade a cavity anew, in the caller's transaction; give what the history keeps of it."""
    if not look.hollow:
        return {}
    found = grade_sizes(look)
    row = cavity or Cavity(anomaly=anomaly)
    due, was = due_of(found.grade, act.now), row.repair_by
    if row.grade == found.grade and was is not None and not is_over(row):
        due = Due(repair_by=was)  # measured again and as bad: that gives no more time
    for name in _SIZES:
        setattr(row, name, getattr(look, name))
    row.grade, row.flags, row.graded_at = found.grade, list(found.flags), act.now
    row.repair_by, row.resurvey_on = due.repair_by, due.resurvey_on
    if found.grade is not Grade.WATCH:
        row.hazard_id = hazard_follow(act, anomaly=anomaly, cavity=row, was=was)
    row.save()
    return {"grade": str(found.grade), "flags": list(found.flags)}

"""Anomalies and cavities of a file: looked at first, then all of them or none."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from townline.casework.alarms import api as alarms
from townline.platform.core import district
from townline.platform.core.text.particles import settle
from townline.platform.departments.api import Act
from townline.platform.geofiles import api as geofiles
from townline.platform.geofiles.api import Feature, Files, GeofileProblem, Grid, Kind, Wanted
from townline.prevention.hazards.explorations.errors import NothingImported
from townline.prevention.hazards.explorations.models import Anomaly
from townline.prevention.hazards.explorations.rules.findings import FindingRecord, parse_finding
from townline.prevention.hazards.explorations.rules.grades import Grade
from townline.prevention.hazards.explorations.rules.lines import Wrong
from townline.prevention.hazards.explorations.selectors.lines import NearLine, lines_near
from townline.prevention.hazards.explorations.services.anomalies import (
    AnomalyCheck,
    Finding,
    anomaly_check,
    anomaly_find,
)
from townline.prevention.hazards.explorations.services.grading import grade_sizes
from townline.prevention.hazards.explorations.services.hazards import cavity_repaired
from townline.prevention.hazards.explorations.services.importing import LIMITS

NEAR = 20.0  # metres that a point may lie off its line


@dataclass(frozen=True, slots=True)
class RejectedFeature:
    """What is wrong with one feature, by the column; ``line`` and ``again`` are of the whole."""

    number: int
    wrong: Wrong

    def words(self) -> str:
        """Say it in the reader's language."""
        return _refusal_text(self.wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnomalyRow:
    """An anomaly of the file as it would be kept; ``grade`` "" where it is no cavity."""

    number: int
    line_id: int
    finding: Finding
    look: AnomalyCheck | None
    grade: str
    point: tuple[float, float]
    address: str
    repaired_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsPlan:
    """What an import would do. ``doubles``: anomalies that are here already.

    ``hazards``: how many are opened by it; ``repaired``: cavities of before that are repaired.
    Nothing is imported while there are ``problems``.
    """

    name: str
    grid: Grid
    count: int
    rows: list[AnomalyRow]
    doubles: int
    problems: list[GeofileProblem | RejectedFeature] = field(default_factory=list)

    @property
    def hazards(self) -> int:
        open_ = [row for row in self.rows if row.repaired_on is None]
        return sum(row.grade not in ("", Grade.WATCH) for row in open_)

    @property
    def repaired(self) -> int:
        return sum(row.repaired_on is not None for row in self.rows)


def findings_look(*, files: Files, now: dt.datetime, crs: str = "") -> FindingsPlan:
    """Read a file of points and say what an import would do; nothing is written.

    Raises geofiles.Unreadable.
    """
    wanted = Wanted(frozenset({Kind.POINT}), geofiles.district_land(), crs or None, LIMITS)
    found = geofiles.read(files, wanted)
    read = [
        (one.number, _row(one, timezone.localdate(now, district.current().zone)))
        for one in found.features
    ]
    wrong = [RejectedFeature(number, each) for number, one in read if isinstance(one, list)
             for each in one]  # fmt: skip
    rows = [one for _, one in read if isinstance(one, AnomalyRow)]
    wrong += _twice(rows)
    known = set(Anomaly.objects.filter(line__in={row.line_id for row in rows})
                .values_list("line", "number"))  # fmt: skip
    new = [row for row in rows if (row.line_id, row.finding.number) not in known]
    return FindingsPlan(
        name=next(iter(files), ""), grid=found.grid, rows=new, doubles=len(rows) - len(new),
        count=len(found.features) + len(found.problems),
        problems=sorted([*found.problems, *wrong], key=lambda each: each.number or 0),
    )  # fmt: skip


@transaction.atomic
def findings_import(act: Act, *, plan: FindingsPlan) -> int:
    """Write the anomalies of a plan, all or none; say how many.

    Cavities are graded, and open hazards, as if each was written down by hand; of those that were
    repaired before nobody is told. Raises NotAllowed, NothingImported, AnomalyExists where somebody
    was quicker.
    """
    if plan.problems:
        raise NothingImported("the file has mistakes", count=len(plan.problems))
    for row in plan.rows:
        if row.repaired_on is None:
            _keep(act, row)
        else:
            _keep_repaired(act, row, row.repaired_on)
    return len(plan.rows)


def _keep(act: Act, row: AnomalyRow) -> Anomaly:
    made = anomaly_find(act, line_id=row.line_id, finding=row.finding)
    if row.look is not None:
        made = anomaly_check(act, anomaly_id=made.pk, look=row.look)
    return made


def _keep_repaired(act: Act, row: AnomalyRow, repaired_on: dt.date) -> None:
    """Keep what was found and repaired when that was."""
    assert row.look is not None  # noqa: S101 -- nothing else is repaired
    with alarms.untold():
        found = min(_noon(row.look.checked_on), act.now)
        made = _keep(Act(act.viewer, found), row)
        at = min(_noon(repaired_on), act.now)
        cavity_repaired(act, anomaly=made, found=found, at=at)


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def _row(feature: Feature, today: dt.date) -> AnomalyRow | list[Wrong]:
    record = parse_finding(feature.properties)
    if isinstance(record, list):
        return record
    longitude, latitude = feature.geometry.x, feature.geometry.y
    near = _line(latitude, longitude, record.campaign)
    last = max(record.found_on, record.checked, record.repaired_on or record.found_on)
    if near is None or last > today:
        return [Wrong("line", "")] if near is None else [Wrong("ahead", last.isoformat())]
    look = _look(record)
    grade = str(grade_sizes(look).grade) if look is not None and look.hollow else ""
    at = min(near.along, near.line.length_m)
    finding = Finding(
        number=record.number, position_m=at, depth_m=record.depth_m, found_on=record.found_on,
        note=record.note,
    )  # fmt: skip
    return AnomalyRow(
        number=feature.number, line_id=near.line.id, finding=finding, look=look, grade=grade,
        point=(latitude, longitude), address=near.line.address, repaired_on=record.repaired_on,
    )  # fmt: skip


def _line(latitude: float, longitude: float, campaign: str) -> NearLine | None:
    """Give the explored line that a point lies on, of its campaign where one is named."""
    near = lines_near(latitude=latitude, longitude=longitude, metres=NEAR)
    own = [one for one in near if not campaign or one.line.campaign == campaign]
    return own[0] if own else None


def _look(record: FindingRecord) -> AnomalyCheck | None:
    if record.hollow is None:
        return None
    sizes = record.sizes
    return AnomalyCheck(
        method=record.method, checked_on=record.checked, hollow=record.hollow,
        asphalt_cm=sizes.get("asphalt_cm"), cover_cm=sizes.get("cover_cm"),
        width_m=sizes.get("width_m"), length_m=sizes.get("length_m"),
        depth_m=sizes.get("height_m"),
    )  # fmt: skip


def _twice(rows: list[AnomalyRow]) -> list[RejectedFeature]:
    seen: set[tuple[int, str]] = set()
    found = []
    for row in rows:
        key = (row.line_id, row.finding.number)
        if key in seen:
            found.append(RejectedFeature(row.number, Wrong("again", row.finding.number)))
        seen.add(key)
    return found


def _refusal_text(wrong: Wrong) -> str:
    words = _WORDS.get(wrong.column, _OTHER)
    if wrong.column in {*_DAYS, "number"}:
        words = _NEEDED if not wrong.value else _DAY if wrong.column in _DAYS else _OTHER
    return settle(gettext(words) % {"value": wrong.value, "metres": int(NEAR)})


_DAYS = {"found_on", "checked_on", "repaired_on"}
_DAY = gettext_noop("‘%(value)s’은(는) 날짜가 아닙니다. 예: 2026-03-01.")
_NEEDED = gettext_noop("번호와 발견일이 있어야 합니다.")
_OTHER = gettext_noop("‘%(value)s’은(는) 받지 않는 값입니다.")
_WORDS = {
    "line": gettext_noop("%(metres)s m 안에 탐사한 노선이 없습니다. 노선을 먼저 가져와 주세요."),
    "again": gettext_noop("같은 노선에 번호 ‘%(value)s’이(가) 두 번 있습니다."),
    "repaired": gettext_noop("보수일 %(value)s은(는) 공동을 확인한 날이나 그 뒤여야 합니다."),
    "ahead": gettext_noop("%(value)s은(는) 아직 오지 않은 날입니다."),
}

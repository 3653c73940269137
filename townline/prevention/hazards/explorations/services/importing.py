"""Lines of a file become lines of campaigns: looked at first, then all of them or none."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from townline.platform.core import district, sandbox
from townline.platform.core.history import audit
from townline.platform.core.text.particles import settle
from townline.platform.geofiles import api as geofiles
from townline.platform.geofiles.api import Feature, Files, GeofileProblem, Grid, Kind, Wanted
from townline.prevention.hazards.explorations.errors import NothingImported
from townline.prevention.hazards.explorations.models import Campaign, Line
from townline.prevention.hazards.explorations.rules import ground
from townline.prevention.hazards.explorations.rules.lines import (
    LONGEST,
    SURFACES,
    LineRecord,
    Wrong,
    fingerprint,
    parse_line,
)
from townline.prevention.hazards.explorations.selectors.places import dongs_of
from townline.prevention.hazards.explorations.services.access import By, actor_of, check, staff_of
from townline.prevention.hazards.explorations.services.campaigns import campaign_record

# Lines of a campaign are some hundreds; they are read while the person waits.
LIMITS = geofiles.GeofileLimits(size=20_000_000, features=20_000)
_DIGITS = 7  # of a degree: a centimetre
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class RefusedProperty:
    """A property of one feature that is not accepted."""

    number: int
    wrong: Wrong

    def words(self) -> str:
        """Say it in the reader's language, with what is accepted."""
        return _refusal_text(self.wrong)


@dataclass(frozen=True, slots=True)
class Planned:
    """A line of the file as it would be kept."""

    number: int
    campaign: str
    year: int
    told: LineRecord
    points: list[tuple[float, float]]
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import would do. ``doubles``: lines that are here already, or twice in the file.

    ``campaigns``: those that begin with it, by name. Nothing is imported while there are
    ``problems``.
    """

    name: str
    grid: Grid
    count: int
    lines: list[Planned]
    doubles: int
    campaigns: list[str]
    problems: list[GeofileProblem | RefusedProperty] = field(default_factory=list)

    @property
    def metres(self) -> float:
        """Give how long all of it is."""
        return sum(ground.length(line.points) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many lines came in, and how many were here already."""

    lines: int
    doubles: int


def lines_look(
    *,
    files: Files,
    now: dt.datetime,
    crs: str = "",
    campaign: str = "",
    limits: geofiles.GeofileLimits = LIMITS,
    budget: sandbox.Budget | None = None,
) -> ImportPlan:
    """Read a file and say what an import would do; nothing is written.

    ``crs``: the projection where a person names it. ``campaign``: of lines that name none; else
    they go to one called by the year. ``limits`` and ``budget``: of a command, which nobody's
    request waits for. Raises geofiles.Unreadable.
    """
    wanted = Wanted(frozenset({Kind.LINE}), geofiles.district_land(), crs or None, limits)
    found = geofiles.read(files, wanted, budget)
    read = [(feature, parse_line(feature.properties)) for feature in found.features]
    wrong = [
        RefusedProperty(one.number, each)
        for one, record in read
        if isinstance(record, list)
        for each in record
    ]
    wrong += _ahead(read, timezone.localdate(now, district.current().zone))
    planned = [
        _plan_line(one, record, campaign, now)
        for one, record in read
        if isinstance(record, LineRecord)
    ]
    new = list(_new(planned))
    known = set(Campaign.objects.values_list("name", flat=True))
    names = dict.fromkeys(line.campaign for line in new)
    return ImportPlan(
        name=next(iter(files), ""),
        grid=found.grid,
        count=len(found.features) + len(found.problems),
        lines=new,
        doubles=len(planned) - len(new),
        campaigns=[name for name in names if name not in known],
        problems=sorted([*found.problems, *wrong], key=lambda each: each.number or 0),
    )


@transaction.atomic
def lines_import(*, by: By, plan: ImportPlan, now: dt.datetime) -> Imported:
    """Write the lines of a plan, all or none. Raises NotAllowed, NothingImported."""
    actor = actor_of(by)
    if plan.problems:
        raise NothingImported("the file has mistakes", count=len(plan.problems))
    campaigns = _campaigns(plan, by, actor, now)
    # Two who import one file at the same moment: the second waits, and finds its lines here.
    rows_held = Campaign.objects.select_for_update(of=("self",)).select_related("created_by")
    for row in rows_held.filter(id__in=campaigns.values()).order_by("id"):
        check(by, row)
    dongs = dongs_of([ground.middle(line.points) for line in plan.lines])
    pairs = zip(plan.lines, dongs, strict=True)
    rows = [_row(line, campaigns[line.campaign], dong) for line, dong in pairs]
    before = Line.objects.filter(campaign_id__in=campaigns.values()).count()
    Line.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)
    made = Line.objects.filter(campaign_id__in=campaigns.values()).count() - before
    for name, campaign_id in campaigns.items():
        count = sum(line.campaign == name for line in plan.lines)
        campaign_record(campaign_id, "campaign:lines:import", actor, now, lines=count)
    return Imported(made, plan.doubles + len(rows) - made)


def _ahead(
    read: list[tuple[Feature, LineRecord | list[Wrong]]], today: dt.date
) -> list[RefusedProperty]:
    """Nothing was explored on a day that lies ahead; what is planned has no day."""
    days = [
        (one.number, record.explored_on) for one, record in read if isinstance(record, LineRecord)
    ]
    return [
        RefusedProperty(at, Wrong("ahead", day.isoformat()))
        for at, day in days
        if day and day > today
    ]


def _plan_line(feature: Feature, record: LineRecord, campaign: str, now: dt.datetime) -> Planned:
    year = record.year or (record.explored_on.year if record.explored_on else now.year)
    points = [(round(x, _DIGITS), round(y, _DIGITS)) for x, y in feature.geometry.coords]
    name = record.campaign or campaign or f"GPR {year}"
    key = fingerprint(points, record.surface, record.explored_on)
    return Planned(feature.number, name, year, record, points, key)


def _new(planned: Iterable[Planned]) -> Iterator[Planned]:
    """Leave out lines that are here already, and those that stand in the file twice."""
    planned = list(planned)
    names = {line.campaign for line in planned}
    rows = Line.objects.filter(campaign__name__in=names)
    seen = set(rows.values_list("campaign__name", "fingerprint"))
    for line in planned:
        if (line.campaign, line.key) not in seen:
            seen.add((line.campaign, line.key))
            yield line


def _campaigns(plan: ImportPlan, by: By, actor: audit.Actor, now: dt.datetime) -> dict[str, int]:
    """Give the campaigns of a plan by name, those that are new made."""
    years = {line.campaign: line.year for line in reversed(plan.lines)}
    found = dict(Campaign.objects.filter(name__in=years).values_list("name", "id"))
    for name in [name for name in years if name not in found]:
        row, made = Campaign.objects.get_or_create(
            name=name,
            defaults={"year": years[name], "created_at": now, "created_by_id": staff_of(by)},
        )
        if made:
            campaign_record(row.pk, "campaign:plan:create", actor, now)
        found[name] = row.pk
    return found


def _row(line: Planned, campaign: int, dong: str) -> Line:
    record = line.told
    return Line(
        campaign_id=campaign,
        surface=record.surface,
        geometry={"type": "LineString", "coordinates": line.points},
        **_box(line.points),
        length_m=round(ground.length(line.points), 2),
        address=record.address,
        begins_at=record.begins_at,
        ends_at=record.ends_at,
        dong=dong,
        explored_on=record.explored_on,
        fingerprint=line.key,
    )


def _box(points: list[tuple[float, float]]) -> dict[str, Any]:
    return dict(zip(("west", "south", "east", "north"), ground.box(points), strict=True))


def _refusal_text(wrong: Wrong) -> str:
    values = {"value": wrong.value, "longest": LONGEST.get(wrong.column, 0), "surfaces": SURFACES}
    return settle(gettext(_WORDS.get(wrong.column, _LONG)) % values)


_WORDS = {
    "surface": gettext_noop("구분 ‘%(value)s’은(는) 받지 않습니다. 받는 값: %(surfaces)s."),
    "explored_on": gettext_noop("조사일 ‘%(value)s’은(는) 날짜가 아닙니다. 예: 2026-03-01."),
    "ahead": gettext_noop("조사일 %(value)s은(는) 아직 오지 않았습니다. 예정 노선은 비워 주세요."),
    "year": gettext_noop("연도 ‘%(value)s’은(는) 받지 않습니다. 1990부터 2100까지 받습니다."),
}
_LONG = gettext_noop("‘%(value)s…’이(가) 너무 깁니다. %(longest)s자까지 적을 수 있습니다.")

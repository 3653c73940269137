"""What people do with a home of the list: take it out, put it back, say where it lies."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from townline.casework.cases.api import InvalidInput
from townline.platform.core.history import audit
from townline.prevention.surveys.errors import NeedsEvidence
from townline.prevention.surveys.models import Home, HomeFile, PlannedVisit, Surveyor
from townline.prevention.surveys.rules.states import (
    Exclusion,
    HomeEvent,
    HomeState,
    home_subject,
)
from townline.prevention.surveys.services.duplicates import duplicate_reopen
from townline.prevention.surveys.services.transition import HOMES, home_lock, was_of

EVIDENCE, ASSIGNED = "exclusion", "home:surveyor:assign"
type Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is in the store already: its content, and where it was taken."""

    sha256: str
    name: str = ""
    point: Point | None = None


@transaction.atomic
def home_exclude(
    *,
    home_id: int,
    why: Exclusion,
    reason: str,
    actor: audit.Actor,
    now: dt.datetime,
    files: Sequence[Kept] = (),
    point: Point | None = None,
) -> Home:
    """Take a home out of the list, with words and a photo or a position.

    Raises NeedsEvidence, NotFound, WrongState. A duplicate is decided with its pair instead.
    """
    if why is Exclusion.DUPLICATE or not reason.strip() or not (files or point):
        raise NeedsEvidence("a reason, and a photo or a position, are needed")
    home = home_lock(home_id)
    where = {"latitude": point[0], "longitude": point[1]} if point else {}
    HOMES.move(
        home,
        HomeEvent.EXCLUDE,
        actor=actor,
        now=now,
        reason=reason.strip(),
        changes={"excluded_for": why, "come_back_on": None},
        data={"why": why, "files": len(files), "was": was_of(home)} | where,
    )
    _keep(home, files, EVIDENCE, actor, now)
    PlannedVisit.objects.filter(home=home, done_at=None).update(done_at=now)
    return home


@transaction.atomic
def home_put_back(*, home_id: int, reason: str, actor: audit.Actor, now: dt.datetime) -> Home:
    """Put a home back on the list: to be visited, or graded as it was. Raises WrongState."""
    home = home_lock(home_id)
    back_to = HomeState.GRADED if home.grade else HomeState.LISTED
    duplicate_reopen(home)
    HOMES.move(
        home,
        HomeEvent.PUT_BACK,
        actor=actor,
        now=now,
        reason=reason.strip(),
        back_to=back_to,
        changes={"excluded_for": "", "merged_into": None},
        data={"was": was_of(home)},
    )
    return home


@transaction.atomic
def home_place(*, home_id: int, point: Point, actor: audit.Actor, now: dt.datetime) -> Home:
    """Say by hand where a home lies; no later file moves it. Raises InvalidInput, NotFound."""
    latitude, longitude = point
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 -- degrees
        raise InvalidInput("a position is in degrees")
    home = home_lock(home_id)
    HOMES.move(
        home,
        HomeEvent.UPDATE,
        actor=actor,
        now=now,
        changes={"latitude": latitude, "longitude": longitude, "located_by": "hand"},
        data={"columns": ["latitude", "longitude"]},
    )
    return home


@transaction.atomic
def files_add(
    *, home_id: int, purpose: str, files: Sequence[Kept], actor: audit.Actor, now: dt.datetime
) -> None:
    """Hang drawings, terrain or photos on a home; the same content once. Raises NotFound."""
    _keep(home_lock(home_id), files, purpose, actor, now)


def _keep(
    home: Home, files: Sequence[Kept], purpose: str, actor: audit.Actor, now: dt.datetime
) -> None:
    rows = [
        HomeFile(
            home=home,
            purpose=purpose,
            name=file.name[:120],
            sha256=file.sha256,
            latitude=file.point[0] if file.point else None,
            longitude=file.point[1] if file.point else None,
            at=now,
            by_id=actor.id if actor.kind == "staff" else None,
        )
        for file in files
    ]
    HomeFile.objects.bulk_create(rows, ignore_conflicts=True)
    audit.record_many(_line(home.id, "home:file:add", actor, now, purpose=purpose) for _ in rows)


def _line(
    home_id: int, event: str, actor: audit.Actor, now: dt.datetime, **data: object
) -> audit.Entry:
    return audit.Entry(
        subject=home_subject(home_id), event=event, actor=actor, at=now, data=dict(data)
    )


@transaction.atomic
def homes_assign(
    *, home_ids: Iterable[int], surveyor: Surveyor | None, actor: audit.Actor, now: dt.datetime
) -> int:
    """Give homes to a surveyor (None: to nobody); give how many changed. Their phone hears."""
    rows = Home.objects.select_for_update().filter(id__in=list(home_ids)).order_by("id")
    changed = [home for home in rows if home.surveyor_id != (surveyor.id if surveyor else None)]
    before = {home.id: home.surveyor_id for home in changed}
    for home in changed:
        home.surveyor = surveyor
        home.version += 1
    Home.objects.bulk_update(changed, ["surveyor", "version"], batch_size=1_000)
    own = surveyor.id if surveyor else None
    audit.record_many(
        _line(home.id, ASSIGNED, actor, now, surveyor=own, was=before[home.id]) for home in changed
    )
    return len(changed)

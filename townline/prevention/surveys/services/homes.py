"""What people do with a home of the list: take it out, put it back, say where it lies."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from townline.casework.cases.api import InvalidInput
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Move
from townline.prevention.surveys.errors import NeedsEvidence
from townline.prevention.surveys.models import (
    Home,
    HomeFile,
    PlannedVisit,
    Surveyor,
    SurveyorDevice,
)
from townline.prevention.surveys.rules.states import (
    Exclusion,
    HomeEvent,
    HomeState,
    home_subject,
)
from townline.prevention.surveys.services.duplicates import duplicate_reopen
from townline.prevention.surveys.services.transition import HOMES, home_lock, visits_open, was_of

EVIDENCE, ASSIGNED = "exclusion", "home:surveyor:assign"
type Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is in the store already: its content, and where it was taken."""

    sha256: str
    name: str = ""
    point: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A locked home that is to be taken out: why, in words, and with a photo or a position."""

    home: Home
    why: Exclusion
    reason: str
    files: Sequence[StoredFile] = ()
    point: Point | None = None

    @property
    def data(self) -> dict[str, object]:
        where = {"latitude": self.point[0], "longitude": self.point[1]} if self.point else {}
        return {"why": self.why, "files": len(self.files)} | where


@transaction.atomic
def home_exclude(
    *,
    home_id: int,
    why: Exclusion,
    reason: str,
    actor: audit.Actor,
    now: dt.datetime,
    files: Sequence[StoredFile] = (),
    point: Point | None = None,
) -> Home:
    """Take a home out of the list, with words and a photo or a position.

    Raises NeedsEvidence, NotFound, WrongState. A duplicate is decided with its pair instead.
    """
    home = home_lock(home_id)
    leaving = Leaving(home=home, why=why, reason=reason, files=files, point=point)
    homes_exclude([leaving], actor=actor, now=now)
    return home


@transaction.atomic
def homes_exclude(leaving: Sequence[Leaving], *, actor: audit.Actor, now: dt.datetime) -> None:
    """Take locked homes out, each once, with few statements. Raises as ``home_exclude``."""
    if any(not _has_evidence(each) for each in leaving):
        raise NeedsEvidence("a reason, and a photo or a position, are needed")
    visits = visits_open(each.home for each in leaving)
    moves = [
        Move(
            row=each.home,
            event=HomeEvent.EXCLUDE,
            reason=each.reason.strip(),
            changes={"excluded_for": each.why, "come_back_on": None},
            data=each.data | {"was": was_of(each.home, visits.get(each.home.id))},
        )
        for each in leaving
    ]
    HOMES.move_all(moves, actor=actor, now=now)
    for each in leaving:
        _keep(each.home, each.files, EVIDENCE, actor, now)
    PlannedVisit.objects.filter(id__in=visits.values()).update(done_at=now)


def _has_evidence(each: Leaving) -> bool:
    named = each.why is not Exclusion.DUPLICATE and bool(each.reason.strip())
    return named and bool(each.files or each.point)


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
    *, home_id: int, purpose: str, files: Sequence[StoredFile], actor: audit.Actor, now: dt.datetime
) -> None:
    """Hang drawings, terrain or photos on a home; the same content once. Raises NotFound."""
    _keep(home_lock(home_id), files, purpose, actor, now)


def _keep(
    home: Home, files: Sequence[StoredFile], purpose: str, actor: audit.Actor, now: dt.datetime
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
) -> audit.AuditEntry:
    return audit.AuditEntry(
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


# What phones tell of themselves.


def device_note(
    *, surveyor_id: int, device: str, now: dt.datetime, unsent: int | None = None
) -> None:
    """Note that a phone spoke, and how many filled forms it has not sent yet, where it says so."""
    if not device:
        return
    fields = {} if unsent is None else {"unsent": unsent}
    SurveyorDevice.objects.update_or_create(
        surveyor_id=surveyor_id,
        device=device[:120],
        defaults={"last_at": now, **fields},
        create_defaults={"first_at": now, "last_at": now, **fields},
    )

"""What a surveyor's phone may have: open forms, and the homes that are the surveyor's."""

import datetime as dt
import secrets
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet

from townline.prevention.surveys.models import FormVersion, Home, HomeFile, PlannedVisit, Surveyor
from townline.prevention.surveys.rules.states import HomeState
from townline.prevention.surveys.rules.xforms import shape


class AccessState(StrEnum):
    """Whether a token opens something."""

    IN = "in"
    REVOKED = "revoked"
    AWAY = "away"  # the surveyor does not take part any more
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """Whose phone it is; ``let`` says whether it may do anything."""

    let: AccessState
    surveyor_id: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenForm:
    """A form that phones may fill; ``lists`` are the files of choices that it needs."""

    kind: str
    form_id: str
    version: str
    title: str
    hash: str
    xform: str
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneHome:
    """A home as a phone knows it. ``day`` and times: of the visit that is planned next."""

    uuid: str
    version: int
    kind: str
    label: str
    address: str
    unit: str
    dong: str
    state: str
    grade: str
    note: str
    latitude: float | None
    longitude: float | None
    attempts: int
    last_outcome: str
    come_back_on: dt.date | None
    day: dt.date | None
    position: int | None
    not_before: dt.time | None
    not_after: dt.time | None


def phone_of(hashed: str, *, name: str | None = None) -> Phone:
    """Say whose phone a token belongs to, by its hash; ``name``: of the surveyor, where said."""
    found = Surveyor.objects.filter(token_hash=hashed).first()
    if found is None or (name is not None and not secrets.compare_digest(*_both(name, found.name))):
        return Phone(let=AccessState.UNKNOWN)
    return Phone(let=_access_state(found), surveyor_id=found.id, name=found.name)


def _access_state(surveyor: Surveyor) -> AccessState:
    if surveyor.token_revoked_at is not None:
        return AccessState.REVOKED
    return AccessState.IN if surveyor.active else AccessState.AWAY


def _both(one: str, other: str) -> tuple[bytes, bytes]:
    return one.encode(), other.encode()


def open_forms(now: dt.datetime, *, form_id: str = "") -> list[OpenForm]:
    """Give the forms that are open, by id, a newer version first."""
    rows = FormVersion.objects.filter(Q(closed_at=None) | Q(closed_at__gt=now), opened_at__lte=now)
    rows = rows.filter(form_id=form_id) if form_id else rows
    return [_open(row) for row in rows.defer("xlsform").order_by("form_id", "-opened_at")]


def form_of(form_id: str, version: str) -> OpenForm | None:
    """Give a form as phones got it, also one that was closed; None where there is none."""
    rows = FormVersion.objects.filter(form_id=form_id, version=version, opened_at__isnull=False)
    row = rows.defer("xlsform").first()
    return _open(row) if row else None


def _open(row: FormVersion) -> OpenForm:
    return OpenForm(
        kind=row.kind,
        form_id=row.form_id,
        version=row.version,
        title=row.title,
        hash=row.hash,
        xform=row.xform,
        lists=shape(row.xform).lists,
    )


_COLUMNS = (
    "id", "uuid", "version", "kind", "address", "unit", "dong", "state", "grade", "note",
    "latitude", "longitude", "attempts_made", "last_outcome", "come_back_on",
)  # fmt: skip


def homes_of(surveyor_id: int) -> Iterator[PhoneHome]:
    """Give a surveyor's homes that are not taken out, with two queries.

    The surveyor's own, and those of others that they look at a second time.
    """
    mine = Home.objects.filter(surveyor=surveyor_id)
    second = Home.objects.filter(
        grades__review__surveyor=surveyor_id, grades__review__done_at__isnull=True
    )
    rows = mine.exclude(state=HomeState.EXCLUDED).values(*_COLUMNS)
    rows = rows.union(second.exclude(state=HomeState.EXCLUDED).values(*_COLUMNS))
    visits = _visits(surveyor_id)
    found = sorted(rows, key=lambda row: _when(row, visits))
    return (_home(row, visits.get(row["id"], {})) for row in found)


def _visits(surveyor_id: int) -> dict[int, dict[str, Any]]:
    rows = PlannedVisit.objects.filter(surveyor=surveyor_id, done_at=None)
    values = rows.values("home_id", "day", "position", "not_before", "not_after")
    return {row["home_id"]: dict(row) for row in values}


def _when(row: dict[str, Any], visits: dict[int, dict[str, Any]]) -> tuple[Any, ...]:
    visit = visits.get(row["id"])
    planned = (0, visit["day"], visit["position"]) if visit else (1, dt.date.max, 0)
    return (*planned, row["address"], row["unit"], row["id"])


def _home(row: dict[str, Any], visit: dict[str, Any]) -> PhoneHome:
    own = {name: row[name] for name in _COLUMNS if name not in {"id", "uuid", "attempts_made"}}
    planned = {name: visit.get(name) for name in ("day", "position", "not_before", "not_after")}
    return PhoneHome(
        uuid=str(row["uuid"]),
        label=f"{row['address']} {row['unit']}".strip(),
        attempts=row["attempts_made"],
        **own,
        **planned,  # type: ignore[arg-type]  # a row of the database is told no types
    )


# What a surveyor's own page shows of homes beside an entity list: the building, data, drawings.


def home_facts(surveyor_id: int) -> dict[str, dict[str, Any]]:
    """Give of each home of a surveyor, by its UUID, what an entity list does not hold.

    ``building``: the same for all homes at one door; ``reference`` and ``attributes``: as the
    register has them; ``review``: whether the surveyor looks at it a second time; ``files``:
    ``purpose``, ``name``, ``sha256`` of what hangs on it. Three queries.
    """
    second = set(_looked_at(surveyor_id).values_list("id", flat=True))
    rows = list(_homes(surveyor_id).values("id", "uuid", "building", "reference", "attributes"))
    files: dict[int, list[dict[str, Any]]] = defaultdict(list)
    hung = HomeFile.objects.filter(home__in=[row["id"] for row in rows]).order_by("id")
    for home_id, *file in hung.values_list("home_id", "purpose", "name", "sha256"):
        files[home_id].append(dict(zip(("purpose", "name", "sha256"), file, strict=True)))
    return {
        str(row["uuid"]): {
            "building": row["building"],
            "reference": row["reference"],
            "attributes": row["attributes"],
            "review": row["id"] in second,
            "files": files[row["id"]],
        }
        for row in rows
    }


def shown_file(surveyor_id: int, home: uuid.UUID, sha256: str) -> bool:
    """Say whether a file hangs on a home of this surveyor."""
    own = _homes(surveyor_id).filter(uuid=home).values("id")
    return HomeFile.objects.filter(home__in=own, sha256=sha256).exists()


def _homes(surveyor_id: int) -> QuerySet[Home]:
    """Give the homes that the surveyor's phone may know (``phones.homes_of``)."""
    looked_at = _looked_at(surveyor_id).values("id")
    theirs = Home.objects.filter(Q(surveyor=surveyor_id) | Q(id__in=looked_at))
    return theirs.exclude(state=HomeState.EXCLUDED)


def _looked_at(surveyor_id: int) -> QuerySet[Home]:
    return Home.objects.filter(
        grades__review__surveyor=surveyor_id, grades__review__done_at__isnull=True
    )

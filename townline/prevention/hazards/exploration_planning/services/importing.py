"""Taking a file of places: all of it or nothing; what is there already is renewed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from townline.platform.core.history import audit
from townline.platform.core.history.audit import Actor
from townline.prevention.hazards.exploration_planning.errors import FileGone, FileWrong
from townline.prevention.hazards.exploration_planning.models import (
    PlaceFile,
    RainDay,
    ReferenceLine,
    Section,
)
from townline.prevention.hazards.exploration_planning.rules.columns import FIELDS, PlaceFileKind
from townline.prevention.hazards.exploration_planning.services.reading import (
    Places,
    Row,
    places_read,
)

_CHUNK = 2_000
_BOX = ("length_m", "west", "south", "east", "north")
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Counts:
    """What taking a file does: how many are new, renewed, as before; ``kept``: not in it."""

    new: int
    changed: int
    same: int
    kept: int


def places_counted(places: Places) -> Counts:
    """Say what taking a file would do; one query."""
    table = _Table.of(places.kind)
    before = table.stored()
    rows = {row[table.key]: table.values(row) for row in places.rows}
    same = sum(before.get(key) == row_values for key, row_values in rows.items())
    new = sum(key not in before for key in rows)
    return Counts(new, len(rows) - new - same, same, len(before.keys() - rows.keys()))


def places_take(places: Places, *, actor: Actor, now: dt.datetime, name: str = "") -> Counts:
    """Write what a file holds, in one transaction with its line of history.

    Rows are known by their code (days by their date), so that a file taken again doubles
    nothing; what is not in it stays. Raises FileWrong while there is anything to be mended.
    """
    by = actor.id if actor.kind == "staff" else None
    file = PlaceFile(
        kind=places.kind, name=name[:200], content=b"", brought_at=now, brought_by_id=by
    )
    return _take(places, file, actor, now)


def place_file_bring(
    *, kind: PlaceFileKind, name: str, content: bytes, crs: str, actor: Actor, now: dt.datetime
) -> PlaceFile:
    """Keep a file until its person has looked at what it would do.

    One waits for each person; what nobody came back to is let go of after a day.
    """
    waiting = PlaceFile.objects.filter(taken_at=None)
    waiting.filter(brought_by=actor.id).delete()
    waiting.filter(brought_at__lt=now - _DAY).delete()
    return PlaceFile.objects.create(
        kind=kind, name=name[:200], content=content, crs=crs, brought_at=now, brought_by_id=actor.id
    )


@transaction.atomic
def place_file_take(*, file_id: int, places: Places, actor: Actor, now: dt.datetime) -> Counts:
    """Take the file that this person brought, read before. Raises FileGone, FileWrong."""
    waiting = PlaceFile.objects.select_for_update().filter(taken_at=None, brought_by=actor.id)
    file = waiting.filter(id=file_id).first()
    if file is None:
        raise FileGone("no file waits")
    return _take(places, file, actor, now)


@transaction.atomic
def _take(places: Places, file: PlaceFile, actor: Actor, now: dt.datetime) -> Counts:
    if places.problems:
        raise FileWrong(f"{len(places.problems)} problems")
    counts = places_counted(places)
    _Table.of(places.kind).write(places.rows)
    totals = {"new": counts.new, "changed": counts.changed, "same": counts.same}
    file.taken_at, file.content, file.counts = now, b"", totals
    file.save()
    _record(file, actor, now)
    return counts


def file_places(file: PlaceFile) -> Places:
    """Read what a file that waits holds."""
    return places_read(PlaceFileKind(file.kind), {file.name: bytes(file.content)}, file.crs)


def _record(file: PlaceFile, actor: Actor, now: dt.datetime) -> None:
    audit.record(
        audit.AuditEntry(
            subject=f"place_file:{file.id}",
            event="place_file:rows:import",
            actor=actor,
            at=now,
            data={"kind": file.kind} | file.counts,
        )
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """Where rows of a kind lie: known by ``key``, of which ``columns`` may change."""

    model: type[Model]
    kind: PlaceFileKind
    key: str
    columns: tuple[str, ...]

    @classmethod
    def of(cls, kind: PlaceFileKind) -> "_Table":
        own = tuple(name for name in FIELDS[kind] if name not in {"code", "day"})
        if kind is PlaceFileKind.RAIN:
            return cls(RainDay, kind, "day", own)
        if kind is PlaceFileKind.SECTION:
            return cls(Section, kind, "code", (*own, "shape", *_BOX))
        return cls(ReferenceLine, kind, "code", (*own, "shape"))

    @property
    def fixed(self) -> dict[str, Any]:
        """Give what all rows of a kind share with no other."""
        return {"kind": self.kind} if self.model is ReferenceLine else {}

    def stored(self) -> Mapping[Any, tuple[Any, ...]]:
        rows = self.model._default_manager.filter(**self.fixed)
        found = rows.values_list(self.key, *self.columns)
        return {key: tuple(map(_plain, values)) for key, *values in found.iterator(_CHUNK)}

    def values(self, row: Row) -> tuple[Any, ...]:
        return tuple(row[name] for name in self.columns)

    def write(self, rows: list[Row]) -> None:
        names = (self.key, *self.columns)
        made = [self.model(**{name: row[name] for name in names}, **self.fixed) for row in rows]
        self.model._default_manager.bulk_create(
            made,
            batch_size=_CHUNK,
            update_conflicts=True,
            unique_fields=[*self.fixed, self.key],
            update_fields=list(self.columns),
        )


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value

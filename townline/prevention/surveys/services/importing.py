"""A file of homes: read, compared with the list, looked at, taken in; all or nothing."""

import datetime as dt
import hashlib
import itertools
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from townline.platform.core.database.rows import ids_give, rows_copy
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Move
from townline.prevention.surveys.errors import AlreadyImported, UnreadableList
from townline.prevention.surveys.models import ColumnMapping, Home, ListImport
from townline.prevention.surveys.rules import entries as reading
from townline.prevention.surveys.rules.entries import FIELDS, NEEDED, HomeEntry, Wrong
from townline.prevention.surveys.rules.states import HomeEvent, home_subject
from townline.prevention.surveys.selectors.homes import kind_of, surveys
from townline.prevention.surveys.services import tables
from townline.prevention.surveys.services.duplicates import duplicates_find
from townline.prevention.surveys.services.households import households_list
from townline.prevention.surveys.services.locating import Located, in_district, locate_entries
from townline.prevention.surveys.services.transition import HOMES

_HAND = "hand"
_STORED = (
    "id", "key", "reference", "address", "place", "unit", "building", "dong", "latitude",
    "longitude", "located_by", "attributes",
)  # fmt: skip
# What a later file may say anew.
_COMPARED_FIELDS = (
    "key",
    "reference",
    "address",
    "place",
    "unit",
    "building",
    "dong",
    "attributes",
)
_POSITION = ("latitude", "longitude", "located_by")
_RANK = {"file": 3, "building": 2, "places": 1, "": 0}


@dataclass(frozen=True, slots=True)
class ListColumns:
    """What the columns mean: field to heading, and headings that are ``kept`` beside."""

    fields: dict[str, str]
    kept: tuple[str, ...] = ()

    def stored(self) -> dict[str, Any]:
        return {"fields": self.fields, "kept": list(self.kept)}


@dataclass(slots=True)
class ListPlan:
    """What a file would do. ``doubled``: a line and the one before it that is the same home.

    ``wrong``: all mistakes of the lines that are refused; ``notes``: of lines that are taken in.
    """

    fresh: list[Located] = field(default_factory=list)
    changed: list[tuple[int, Located]] = field(default_factory=list)
    unchanged: int = 0
    doubled: list[tuple[int, int]] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    notes: list[Wrong] = field(default_factory=list)
    phones: dict[str, str] = field(default_factory=dict, repr=False)
    absent: int = 0

    def counts(self) -> dict[str, int]:
        """Count by what becomes of the lines; ``absent``: homes of the list not in the file.

        ``noted``: lines that are taken in without a value that cannot be read.
        """
        return {
            "listed": len(self.fresh),
            "updated": len(self.changed),
            "unchanged": self.unchanged,
            "doubled": len(self.doubled),
            "refused": len({each.line for each in self.wrong}),
            "noted": len({each.line for each in self.notes}),
            "located": sum(bool(each.by) for each in self.fresh),
            "absent": self.absent,
        }


def columns_of(kind: str, headings: Sequence[str]) -> ListColumns:
    """Give what these columns meant last, else what their headings say."""
    known = ColumnMapping.objects.filter(kind=kind, headings=_digest(headings)).first()
    if known is not None:
        return ListColumns(known.mapping["fields"], tuple(known.mapping["kept"]))
    last = ColumnMapping.objects.filter(kind=kind).order_by("-at").first()
    if last is not None and set(last.mapping["fields"].values()) <= set(headings):
        extra = tuple(name for name in last.mapping["kept"] if name in headings)
        return ListColumns(last.mapping["fields"], extra)
    words = {name: getattr(surveys().headings, name) for name in FIELDS}
    return ListColumns(reading.guess(headings, words))


def _digest(headings: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(sorted(headings)).encode()).hexdigest()


def plan(kind: str, table: tables.ListTable, columns: ListColumns) -> ListPlan:
    """Say what would become of each line, writing nothing. Raises UnreadableList, UnknownKind."""
    _check(columns, table.headings)
    floor = kind_of(kind).floor
    read = [_entry(line, cells, table.headings, columns, floor) for line, cells in table.rows]
    inside, outside = in_district([each for each in read if isinstance(each, HomeEntry)])
    bad = [each for each in read if isinstance(each, list)]
    found = ListPlan(
        wrong=[*outside, *itertools.chain.from_iterable(bad)],
        notes=[note for each in inside for note in each.notes],
    )
    found.phones = {each.key: each.phone for each in inside if each.phone}
    _compare(kind, _once(inside, found), found)
    return found


def _check(columns: ListColumns, headings: Sequence[str]) -> None:
    named = ", ".join(heading for heading in headings if heading)
    if not columns.fields.get(NEEDED):
        raise UnreadableList("no address", why="address", headings=named)
    for heading in (*columns.fields.values(), *columns.kept):
        if heading not in headings:
            raise UnreadableList("no column", why="column", heading=heading, headings=named)


def _entry(
    line: int, cells: Sequence[str], headings: Sequence[str], columns: ListColumns, floor: str
) -> HomeEntry | list[Wrong]:
    by_heading = dict(zip(reversed(headings), reversed(cells), strict=True))
    own = {name: by_heading[heading] for name, heading in columns.fields.items()}
    extra = {name: by_heading[name][:200] for name in columns.kept}
    return reading.entry(line, own, floor=floor, extra=extra)


def _once(entries: Iterable[HomeEntry], found: ListPlan) -> list[HomeEntry]:
    first: dict[str, HomeEntry] = {}
    for entry in entries:
        before = first.setdefault(entry.key, entry)
        if before is not entry:
            found.doubled.append((entry.line, before.line))
    return list(first.values())


def _compare(kind: str, entries: Sequence[HomeEntry], found: ListPlan) -> None:
    stored = [dict(zip(_STORED, row, strict=True)) for row in _rows(kind)]
    by_key = {home["key"]: home for home in stored}
    by_place = {f"at:{home['place']}|{home['unit']}": home for home in stored}
    doors = {
        home["place"]: (home["latitude"], home["longitude"])
        for home in stored
        if _RANK.get(home["located_by"], 3) > 1
    }
    met: set[int] = set()
    for each in locate_entries(entries, doors):
        home = by_key.get(each.entry.key) or _same_place(each.entry, by_place)
        if home is None:
            found.fresh.append(each)
        elif home["id"] in met:
            found.doubled.append((each.entry.line, each.entry.line))
        else:
            met.add(home["id"])
            _differs(home, each, found)
    found.absent = len(stored) - len(met)


def _rows(kind: str) -> Iterable[tuple[Any, ...]]:
    return Home.objects.filter(kind=kind).values_list(*_STORED)


def _same_place(entry: HomeEntry, by_place: Mapping[str, dict[str, Any]]) -> dict[str, Any] | None:
    """Know a home by its address where only one of file and list has a reference."""
    home = by_place.get(f"at:{entry.at}")
    return home if home and not (home["reference"] and entry.reference) else None


def _differs(home: dict[str, Any], each: Located, found: ListPlan) -> None:
    values = _columns(each)
    if any(home[name] != values[name] for name in _COMPARED_FIELDS if name not in _gaps(each)) or (
        _moves(home, each)
    ):
        found.changed.append((home["id"], each))
    else:
        found.unchanged += 1


def _gaps(each: Located) -> set[str]:
    """Name what the file does not tell: it takes nothing away."""
    untold = set() if each.entry.reference else {"reference", "key"}
    return untold if each.entry.dong else untold | {"dong"}


def _moves(home: Mapping[str, Any], each: Located) -> bool:
    """Say whether the file knows better where the home lies. What a person said stands."""
    better = _RANK[each.by] >= _RANK.get(home["located_by"], 9) and bool(each.by)
    own = (home["latitude"], home["longitude"])
    return better and own != (each.entry.latitude, each.entry.longitude)


def _columns(each: Located) -> dict[str, Any]:
    entry = each.entry
    return {
        "key": entry.key,
        "reference": entry.reference,
        "address": entry.address,
        "place": entry.place,
        "unit": entry.unit,
        "building": entry.place,
        "dong": entry.dong,
        "attributes": entry.attributes,
    }


def list_table(draft: ListImport) -> tables.ListTable:
    """Give the table of a stored file. Raises AlreadyTaken, UnreadableList.

    Files of before the tables were stored are read once more.
    """
    if draft.table is not None:
        headings, rows, sheet = json.loads(zlib.decompress(draft.table))
        return tables.ListTable(headings, [(line, cells) for line, cells in rows], sheet)
    if draft.content is None:
        raise AlreadyImported("the file was taken in already, or given up")
    return tables.read(bytes(draft.content), draft.sheet)


def list_plan(draft: ListImport, table: tables.ListTable | None = None) -> ListPlan:
    """Say what a kept file would do. Raises AlreadyTaken, UnreadableList."""
    columns = ListColumns(draft.mapping["fields"], tuple(draft.mapping["kept"]))
    return plan(draft.kind, table or list_table(draft), columns)


def list_give_up(draft: ListImport) -> None:
    """Let go of a file that was not taken in."""
    ListImport.objects.filter(id=draft.id, taken_at=None).delete()


@transaction.atomic
def list_take(*, draft_id: int, actor: audit.Actor, now: dt.datetime) -> ListImport:
    """Take a kept file in: list what is new, update what differs; then suggest duplicates.

    Raises AlreadyTaken, UnreadableList.
    """
    kind = ListImport.objects.values_list("kind", flat=True).get(id=draft_id)
    # One file of a kind at a time: both would list the same home.
    held = {row.id: row for row in ListImport.objects.select_for_update().filter(kind=kind)}
    draft = held[draft_id]
    table = list_table(draft)
    found = list_plan(draft, table)
    fresh = _list(draft, found.fresh, actor, now)
    _update(draft, found.changed, actor, now)
    _households(draft.kind, found.phones, actor, now)
    _settle(draft, table, found, now)
    pairs = duplicates_find(kind=kind, fresh=fresh, now=now)
    audit.record(
        audit.AuditEntry(
            subject=f"survey_list:{draft.id}",
            event="survey_list:file:take",
            actor=actor,
            at=now,
            data={**draft.counts, "pairs": pairs},
        )
    )
    return draft


def _list(
    draft: ListImport, fresh: Sequence[Located], actor: audit.Actor, now: dt.datetime
) -> list[int]:
    homes = [
        Home(
            kind=draft.kind,
            **_columns(each),
            **_position(each),
            listed_at=now,
            listed_by=draft,
            last_import=draft,
        )
        for each in fresh
    ]
    ids_give(Home, homes)
    rows_copy(Home, homes)
    event = HomeEvent.LIST.tag
    audit.record_many(
        audit.AuditEntry(
            subject=home_subject(home.id),
            event=event,
            actor=actor,
            at=now,
            to_state=home.state,
            data={"import": draft.id},
        )
        for home in homes
    )
    return [home.id for home in homes]


def _position(each: Located) -> dict[str, Any]:
    found = each.entry.latitude, each.entry.longitude, each.by
    return dict(zip(_POSITION, found, strict=True))


def _update(
    draft: ListImport,
    changed: Sequence[tuple[int, Located]],
    actor: audit.Actor,
    now: dt.datetime,
) -> None:
    if not changed:
        return
    homes = {
        home.id: home
        for home in Home.objects.select_for_update().filter(id__in=[pk for pk, _ in changed])
    }
    moves = []
    for pk, each in changed:
        home, gaps = homes[pk], _gaps(each)
        values = {name: value for name, value in _columns(each).items() if name not in gaps}
        if _moves(vars(home), each):
            values |= _position(each)
        differs = [name for name in values if vars(home)[name] != values[name]]
        move = Move(
            row=home,
            event=HomeEvent.UPDATE,
            changes=values | {"last_import": draft},
            data={"columns": differs, "import": draft.id},
        )
        moves.append(move)
    HOMES.move_all(moves, actor=actor, now=now)


def _households(kind: str, phones: dict[str, str], actor: audit.Actor, now: dt.datetime) -> None:
    """Keep the telephones of households that the file tells, sealed."""
    if phones:
        rows = Home.objects.filter(kind=kind, key__in=list(phones)).values_list("id", "key")
        households_list({pk: phones[key] for pk, key in rows}, actor=actor, now=now)


def _settle(draft: ListImport, table: tables.ListTable, found: ListPlan, now: dt.datetime) -> None:
    draft.counts = found.counts()
    draft.problems = problems_of(found)
    draft.taken_at = now
    draft.content = draft.table = None
    draft.save(update_fields=["counts", "problems", "taken_at", "content", "table"])
    ColumnMapping.objects.update_or_create(
        kind=draft.kind,
        headings=_digest(table.headings),
        defaults={"mapping": draft.mapping, "at": now},
    )


def problems_of(found: ListPlan) -> list[dict[str, Any]]:
    """Give each mistake: line, column, code and value; ``imported``: its line is taken in."""
    doubled = [Wrong(line, "", "doubled", str(first)) for line, first in found.doubled]
    lines = [(each, False) for each in (*found.wrong, *doubled)]
    lines += [(each, True) for each in found.notes]
    return [
        {"line": each.line, "column": each.column, "code": each.code, "value": each.value,
         "taken": imported}
        for each, imported in sorted(lines, key=lambda line: line[0].line)
    ]  # fmt: skip

"""A file of assets: looked at first, then all of it or nothing; what is there is renewed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from townline.platform.core import sandbox
from townline.platform.core.history import audit
from townline.platform.core.history.audit import Actor
from townline.platform.geofiles import api as geofiles
from townline.platform.geofiles.api import Feature, GeofileProblem, Kind, Wanted
from townline.platform.web.maps.frames import boundaries
from townline.prevention.assets.errors import AssetFileWrong, RowProblem
from townline.prevention.assets.models import Asset
from townline.prevention.assets.rules.cells import cell_of
from townline.prevention.assets.rules.columns import AssetRecord, Fault, columns_of, record_of
from townline.prevention.assets.rules.states import AssetRemark
from townline.prevention.assets.selectors.kinds import kind_name, kind_of, kinds_by_word

SUBJECT = "asset:file"  # whose line of history an import is
LIMITS = geofiles.GeofileLimits(size=100_000_000, unpacked=400_000_000, features=300_000)
_COLUMNS = (
    "number", "address", "detail", "dong", "latitude", "longitude", "cell", "installed_on",
)  # fmt: skip
_DIGITS = 7  # of a degree: a centimetre
_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class AssetFile:
    """What a file holds: rows by our columns, and what is to be mended.

    ``columns``: which column of the file was taken for which field.
    """

    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[GeofileProblem | RowProblem] = field(default_factory=list)
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What an import does: how many are new, renewed, as before; ``absent``: not in the file."""

    new: int
    changed: int
    same: int
    absent: int


def assets_read(
    files: geofiles.Files,
    *,
    kind: str = "",
    mapping: Mapping[str, str] | None = None,
    crs: str = "",
    budget: sandbox.Budget | None = None,
) -> AssetFile:
    """Read a file of points, lines or areas (whose middle counts); nothing is written.

    ``kind``: of all rows; ``mapping``: which column holds a field. Raises UnreadableGeofile,
    UnknownAssetKind.
    """
    if kind:
        kind_of(kind)
    wanted = Wanted(frozenset(Kind), geofiles.district_land(), crs or None, LIMITS)
    read = geofiles.read(files, wanted, budget)
    found = _records(read.features, kind, mapping or {})
    found.problems.extend(read.problems)
    found.problems.sort(key=lambda problem: problem.number or 0)
    _dongs(found.rows)
    return found


def assets_counted(found: AssetFile) -> ImportCounts:
    """Say what taking a file would do; one query."""
    stored = {
        (kind, key): tuple(values)
        for kind, key, *values in Asset.objects.values_list("kind", "key", *_COLUMNS).iterator(
            _CHUNK
        )
    }
    names = {(row["kind"], row["key"]): tuple(row[one] for one in _COLUMNS) for row in found.rows}
    same = sum(stored.get(name) == values for name, values in names.items())
    new = sum(name not in stored for name in names)
    kinds = {kind for kind, _ in names}
    absent = sum(name[0] in kinds and name not in names for name in stored)
    return ImportCounts(new, len(names) - new - same, same, absent)


@transaction.atomic
def assets_take(found: AssetFile, *, actor: Actor, now: dt.datetime, name: str) -> ImportCounts:
    """Write what a file holds with one line of history; what it lacks stays.

    Assets are known by kind and number, so that a file taken again doubles nothing. Raises
    AssetFileWrong while there is anything to be mended.
    """
    if found.problems:
        count = len(found.problems)
        raise AssetFileWrong(f"{count} problems", count=count)
    counts = assets_counted(found)
    Asset.objects.bulk_create(
        [Asset(**row, updated_at=now) for row in found.rows],
        batch_size=_CHUNK,
        update_conflicts=True,
        unique_fields=["key", "kind"],
        update_fields=[*_COLUMNS, "updated_at"],
    )
    data = {"file": name[:200], "new": counts.new, "changed": counts.changed, "same": counts.same}
    audit.record(
        audit.AuditEntry(subject=SUBJECT, event=AssetRemark.IMPORT, actor=actor, at=now, data=data)
    )
    return counts


def _records(features: Sequence[Feature], kind: str, mapping: Mapping[str, str]) -> AssetFile:
    names = features[0].properties if features else {}
    try:
        columns = columns_of(names, mapping)
    except Fault as fault:
        return AssetFile(problems=[RowProblem(fault.kind, None, fault.values)])
    if features and "number" not in columns:
        return AssetFile(problems=[RowProblem("no-number", None, {"accepted": ", ".join(names)})])
    found, kinds = AssetFile(columns=columns), kinds_by_word()
    seen: set[tuple[str, str]] = set()
    for feature in features:
        try:
            record = record_of(feature.properties, columns, kinds, kind)
        except Fault as fault:
            found.problems.append(RowProblem(fault.kind, feature.number, fault.values))
            continue
        if (record.kind, record.key) in seen:
            values = {"kind": kind_name(record.kind), "number": record.number}
            found.problems.append(RowProblem("twice", feature.number, values))
        seen.add((record.kind, record.key))
        found.rows.append(_row(record, feature.geometry))
    return found


def _row(record: AssetRecord, shape: geofiles.Geometry) -> dict[str, Any]:
    spot = shape if shape.geom_type == "Point" else shape.representative_point()
    latitude, longitude = round(spot.y, _DIGITS), round(spot.x, _DIGITS)
    return {
        "kind": record.kind,
        "number": record.number,
        "key": record.key,
        "address": record.address,
        "detail": record.detail,
        "dong": "",
        "latitude": latitude,
        "longitude": longitude,
        "cell": cell_of(latitude, longitude),
        "installed_on": record.installed_on,
    }


def _dongs(rows: list[dict[str, Any]]) -> None:
    """Say in which dong each row lies."""
    from shapely import STRtree, points  # noqa: PLC0415 -- only files of places need it
    from shapely.geometry import shape  # noqa: PLC0415 -- the same

    grounds = boundaries()["features"]
    if not grounds or not rows:
        return
    tree = STRtree([shape(each["geometry"]) for each in grounds])
    spots = points([(row["longitude"], row["latitude"]) for row in rows])
    for at, ground in zip(*tree.query(spots, predicate="intersects"), strict=True):
        rows[at]["dong"] = str(grounds[ground]["properties"].get("name_ko", ""))[:40]

"""Reading a file of places into rows, or into what is the matter with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from townline.platform.core import sandbox
from townline.platform.core.sandbox.parsers.text_tables import read_text_table
from townline.platform.geofiles import api as geofiles
from townline.platform.geofiles.api import Feature, GeofileProblem, Wanted
from townline.platform.web.maps.frames import boundaries
from townline.prevention.hazards.exploration_planning.errors import RowProblem
from townline.prevention.hazards.exploration_planning.rules.columns import (
    Fault,
    PlaceFileKind,
    Value,
    digest,
    fields_of,
)

type Row = dict[str, Any]

_LINE = frozenset({geofiles.Kind.LINE})
_SHAPES = {
    PlaceFileKind.SECTION: _LINE,
    PlaceFileKind.SEWER: _LINE,
    PlaceFileKind.SUBWAY: _LINE,
    PlaceFileKind.PERMIT: frozenset(geofiles.Kind),
}
_EDGE = 1e-3  # degrees that a road may lie beyond a boundary, which is drawn coarsely
LIMITS = geofiles.GeofileLimits(features=300_000, unpacked=400_000_000)
_REPORTED = 1_000  # features between two reports
_RAIN_DAYS, _RAIN_COLUMNS = 40_000, 100  # a century of days
_GRID = 1e-7  # degrees, a centimetre: what a shape is rounded to, so that it stays the same


@dataclass(frozen=True, slots=True)
class Places:
    """What a file holds: rows by the names of our columns, and what is to be mended."""

    kind: PlaceFileKind
    rows: list[Row] = field(default_factory=list)
    problems: list[GeofileProblem | RowProblem] = field(default_factory=list)


def places_read(
    kind: PlaceFileKind,
    files: Mapping[str, bytes],
    crs: str = "",
    budget: sandbox.Budget | None = None,
    report: sandbox.Report | None = None,
) -> Places:
    """Read a file of a kind; where nothing can be read of it, that is its one problem.

    ``budget`` and ``report`` are for jobs; a request waits for the short budget alone.
    """
    if kind is PlaceFileKind.RAIN:
        return _rain(b"".join(files.values()), budget)
    land = geofiles.district_land() if kind is PlaceFileKind.SECTION else None
    try:
        wanted = Wanted(_SHAPES[kind], land=land, crs=crs or None, limits=LIMITS)
        read = geofiles.read(files, wanted, budget, report)
    except geofiles.UnreadableGeofile as error:
        return Places(kind, problems=[error.problem])
    return places_made(kind, read.features, read.problems, report)


def places_made(
    kind: PlaceFileKind,
    features: Sequence[Feature],
    problems: Sequence[GeofileProblem] = (),
    report: sandbox.Report | None = None,
) -> Places:
    """Make rows of features (degrees), or say what is the matter with each."""
    found = Places(kind, problems=list(problems))
    for done, feature in enumerate(features):
        if report and done % _REPORTED == 0:
            report(done, len(features))
        _try(found, feature.number, lambda one=feature: _feature_row(kind, one))
    if kind is PlaceFileKind.SECTION:
        _dongs(found.rows)
    return _once(found, "code")


def _try(found: Places, number: int, made: Any) -> None:  # noqa: ANN401 -- a call without arguments
    try:
        found.rows.append(made() | {"number": number})
    except Fault as fault:
        found.problems.append(RowProblem(fault.kind, number, fault.values))


def _feature_row(kind: PlaceFileKind, feature: Feature) -> Row:
    import shapely  # noqa: PLC0415 -- only files of places need it

    row: Row = dict(fields_of(kind, feature.properties))
    shape = shapely.set_precision(feature.geometry, _GRID, mode="pointwise")
    row["shape"] = shapely.to_wkb(shape)
    row["code"] = row["code"] or digest(row["shape"], row.get("surface", ""))
    row["name"] = row["name"] or (row["code"] if kind is PlaceFileKind.SECTION else "")
    if kind is PlaceFileKind.SECTION:
        row["west"], row["south"], row["east"], row["north"] = shape.bounds
        row["length_m"] = metres(shape)
    return row


def metres(shape: Any) -> float:  # noqa: ANN401 -- of shapely, which tells no types
    """Give the length of a line of degrees."""
    import numpy as np  # noqa: PLC0415 -- as above
    import shapely  # noqa: PLC0415 -- as above

    from townline.prevention.hazards.exploration_planning.rules.nearness import plane_of  # noqa: PLC0415 -- it needs both

    line = np.array([shape], dtype=object)
    return round(float(shapely.length(plane_of(line).metres(line))[0]), 1)


def _dongs(rows: list[Row]) -> None:
    """Say in which dong the middle of each section lies, where the file does not."""
    import numpy as np  # noqa: PLC0415 -- as above
    import shapely  # noqa: PLC0415 -- as above
    from shapely.geometry import shape  # noqa: PLC0415 -- as above

    grounds = boundaries()["features"]
    lacking = [row for row in rows if not row["dong"]]
    if not grounds or not lacking:
        return
    tree = shapely.STRtree([shape(each["geometry"]) for each in grounds])
    lines = shapely.from_wkb(np.array([row["shape"] for row in lacking], dtype=object))
    middles = shapely.line_interpolate_point(lines, 0.5, normalized=True)
    near = tree.query_nearest(middles, max_distance=_EDGE, all_matches=False)
    for at, ground in zip(*near, strict=True):
        lacking[at]["dong"] = grounds[ground]["properties"].get("name_ko", "")


def _once(found: Places, key: str) -> Places:
    """Refuse what stands twice in one file: nobody knows which of them is meant."""
    seen: set[Value] = set()
    for row in found.rows:
        if row[key] in seen:
            values = {"code": row[key]}
            found.problems.append(RowProblem("twice", row["number"], values))
        seen.add(row[key])
    found.problems.sort(key=lambda problem: problem.number or 0)
    return found


def _rain(content: bytes, budget: sandbox.Budget | None) -> Places:
    found = Places(PlaceFileKind.RAIN)
    try:
        head, *rows = sandbox.call(
            read_text_table, content, budget=budget, separators=",",
            most_rows=_RAIN_DAYS, most_columns=_RAIN_COLUMNS,
        ) or [(0, [])]  # fmt: skip
    except sandbox.ParserRefused:
        rows = []
    if not rows:
        return Places(PlaceFileKind.RAIN, problems=[RowProblem("table")])
    for number, (_, cells) in enumerate(rows, 1):
        named = dict(zip(head[1], cells, strict=False))
        _try(found, number, lambda named=named: dict(fields_of(PlaceFileKind.RAIN, named)))
    return _once(found, "day")

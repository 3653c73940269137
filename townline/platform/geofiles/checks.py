"""What a shape must be to be taken; what is not is named by its number."""

from collections.abc import Callable

from townline.platform.geofiles.problems import GeofileProblem, UnreadableGeofile
from townline.platform.geofiles.projections import METRIC, Grid, between
from townline.platform.geofiles.shapes import Feature, GeofileLimits, Geometry, Kind, Row, Wanted

_KINDS = {"Point": Kind.POINT, "LineString": Kind.LINE, "Polygon": Kind.AREA}
_METRES = 1_000  # no degree is that large
_DEGREE = 111_000  # metres of one, at most
_ORDER = {Grid.WGS84: "X=longitude (127), Y=latitude (37)"}
_GRIDS = "X=easting, Y=northing"


def check_features(
    rows: list[Row], grid: Grid, wanted: Wanted, *, named: bool
) -> tuple[list[Feature], list[GeofileProblem]]:
    """Give the features in degrees, and what is the matter with the others.

    ``named``: the file or a person said which projection it is. Raises Unreadable.
    """
    whole = [part for row in rows for part in _parts(row)]
    found = [(row, _wrong(row, wanted)) for row in whole]
    good = [row for row, problem in found if problem is None]
    if not named and any(max(map(abs, row.geometry.bounds)) > _METRES for row in good):
        raise UnreadableGeofile("metres", accepted=METRIC)
    shapes, strayed = _place_shapes(good, grid, wanted)
    pairs = zip(good, shapes, strayed, strict=True)
    features = [Feature(r.number, shape, r.properties) for r, shape, off in pairs if not off]
    problems = [problem for _, problem in found if problem] + [each for each in strayed if each]
    return features, sorted(problems, key=lambda each: each.number or 0)


def _parts(row: Row) -> list[Row]:
    """Take a collection of one for that one, and a line of several parts for as many lines.

    Parts that go on from one another are one line. Each keeps the number and properties of the row.
    """
    shape = row.geometry
    if shape is None or not shape.geom_type.startswith("Multi"):
        return [row]
    from shapely import line_merge  # noqa: PLC0415 -- only files of places need it

    line = shape.geom_type == "MultiLineString"
    joined = line_merge(shape) if line else shape
    parts = list(getattr(joined, "geoms", [joined]))
    if len(parts) == 1 or line:
        return [Row(row.number, row.properties, part, row.problem) for part in parts]
    return [row]


def _wrong(row: Row, wanted: Wanted) -> GeofileProblem | None:
    if row.problem:
        return row.problem
    for check in (_empty, _kind, _vertices, _finite, _crossing):
        found = check(row.geometry, wanted)
        if found:
            return GeofileProblem(found[0], row.number, found[1])
    return None


type _Found = tuple[str, dict[str, object]] | None


def _empty(shape: Geometry, wanted: Wanted) -> _Found:
    line = shape is not None and shape.geom_type == "LineString"
    nothing = shape is None or shape.is_empty or (line and shape.length == 0)
    return ("empty", {}) if nothing else None


def _kind(shape: Geometry, wanted: Wanted) -> _Found:
    plain = shape.geom_type.removeprefix("Multi")
    accepted = [name for name, kind in _KINDS.items() if kind in wanted.kinds]
    if plain not in accepted:
        return "kind", {"found": shape.geom_type, "accepted": ", ".join(accepted)}
    return ("parts", {"count": len(shape.geoms)}) if plain != shape.geom_type else None


def _vertices(shape: Geometry, wanted: Wanted) -> _Found:
    from shapely import get_num_coordinates  # noqa: PLC0415 -- as above

    count, limit = int(get_num_coordinates(shape)), wanted.limits.vertices
    return ("vertices", {"count": count, "limit": limit}) if count > limit else None


def _finite(shape: Geometry, wanted: Wanted) -> _Found:
    import numpy as np  # noqa: PLC0415 -- as above
    from shapely import get_coordinates  # noqa: PLC0415 -- as above

    good = bool(np.isfinite(get_coordinates(shape)).all())
    return None if good else ("coordinates", {"example": "127.04, 37.56"})


def _crossing(shape: Geometry, wanted: Wanted) -> _Found:
    return None if shape.is_valid and shape.is_simple else ("crossing", {})


def _place_shapes(
    rows: list[Row], grid: Grid, wanted: Wanted
) -> tuple[list[Geometry], list[GeofileProblem | None]]:
    """Turn shapes into degrees, and say which lie elsewhere or have their axes exchanged."""
    import numpy as np  # noqa: PLC0415 -- as above
    from shapely import force_2d, transform  # noqa: PLC0415 -- as above

    if not rows:
        return [], []
    project = between(grid, Grid.WGS84)
    flat = force_2d(np.array([row.geometry for row in rows], dtype=object))
    shapes = transform(flat, project)
    turned = transform(flat, lambda points: project(points[:, ::-1]))
    is_inside = _inside_test(wanted.land, wanted.limits)
    order = {"order": _ORDER.get(grid, _GRIDS)}
    return list(shapes), [
        None if here else GeofileProblem("swapped", row.number, order)
        if there else GeofileProblem("outside", row.number)
        for row, here, there in zip(rows, is_inside(shapes), is_inside(turned), strict=True)
    ]  # fmt: skip


def _inside_test(land: Geometry, limits: GeofileLimits) -> Callable[[Geometry], Geometry]:
    """Give what says of each shape whether it lies on the land; without one, on the Earth."""
    from shapely import box, covers, prepare  # noqa: PLC0415 -- as above

    around = box(-180, -90, 180, 90) if land is None else land.buffer(limits.beyond / _DEGREE)
    prepare(around)
    return lambda shapes: covers(around, shapes)

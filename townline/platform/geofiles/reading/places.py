"""Files of places into features: runs in the sandbox, through JSON there and back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from townline.platform.core import sandbox
from townline.platform.geofiles import reading
from townline.platform.geofiles.checks import check_features
from townline.platform.geofiles.packing import Files, unpack_files
from townline.platform.geofiles.problems import GeofileProblem, UnreadableGeofile
from townline.platform.geofiles.projections import Grid, grid_of
from townline.platform.geofiles.shapes import Feature, GeofileLimits, Kind, Reading, Wanted


def read_in_sandbox(
    files: Files,
    wanted: Wanted,
    budget: sandbox.Budget | None = None,
    report: sandbox.Report | None = None,
) -> Reading:
    """Do as ``parse_places`` does, in the sandbox. Raises Unreadable."""
    from shapely import to_wkb  # noqa: PLC0415 -- only files of places need it

    land = None if wanted.land is None else to_wkb(wanted.land, hex=True)
    try:
        found = sandbox.call(
            parse_in_folder, *files.values(), budget=budget, report=report,
            names=list(files), kinds=sorted(wanted.kinds), land=land, crs=wanted.crs,
            limits=asdict(wanted.limits),
        )  # fmt: skip
    except sandbox.ParserRefused as refused:
        raise UnreadableGeofile(refused.kind, **refused.values) from None
    return _reading(found)


def parse_in_folder(
    folder: Path,
    *,
    names: Sequence[str],
    kinds: Sequence[str],
    land: str | None,
    crs: str | None,
    limits: Mapping[str, Any],
) -> dict[str, Any]:
    """Read the files ``0``, ``1`` … of the folder, called ``names``. Raises sandbox.Refused."""
    from shapely import from_wkb, to_wkb  # noqa: PLC0415 -- as above

    wanted = Wanted(
        frozenset(Kind(each) for each in kinds), from_wkb(land) if land else None, crs,
        GeofileLimits(**limits),
    )  # fmt: skip
    files = {name: (folder / str(number)).read_bytes() for number, name in enumerate(names)}
    try:
        found = parse_places(files, wanted)
    except UnreadableGeofile as error:
        raise sandbox.ParserRefused(error.problem.kind, **error.problem.values) from None
    shapes = to_wkb([each.geometry for each in found.features], hex=True)
    return {
        "grid": str(found.grid),
        "features": [(each.number, dict(each.properties)) for each in found.features],
        "shapes": [str(each) for each in shapes],
        "problems": [(each.kind, each.number, dict(each.values)) for each in found.problems],
    }


def parse_places(files: Files, wanted: Wanted) -> Reading:
    """Read files into features in EPSG:4326. Raises Unreadable."""
    import numpy as np  # noqa: PLC0415 -- as above

    # What is no number is told as a problem of its feature, not as a warning of arithmetic.
    with np.errstate(all="ignore"):
        return _parse(files, wanted)


def _parse(files: Files, wanted: Wanted) -> Reading:
    limits = wanted.limits
    parsed = reading.parse(unpack_files(files, limits))
    if not parsed.rows:
        raise UnreadableGeofile("nothing")
    if len(parsed.rows) > limits.features:
        raise UnreadableGeofile("too_many", limit=limits.features)
    named = wanted.crs or parsed.crs
    grid = grid_of(named) if named else Grid.WGS84
    features, problems = check_features(parsed.rows, grid, wanted, named=bool(named))
    return Reading(features, problems, grid)


def _reading(found: Mapping[str, Any]) -> Reading:
    from shapely import from_wkb  # noqa: PLC0415 -- as above

    shapes = from_wkb(found["shapes"]) if found["shapes"] else []
    features = [
        Feature(number, shape, properties)
        for (number, properties), shape in zip(found["features"], shapes, strict=True)
    ]
    problems = [GeofileProblem(kind, number, values) for kind, number, values in found["problems"]]
    return Reading(features, problems, Grid(found["grid"]))

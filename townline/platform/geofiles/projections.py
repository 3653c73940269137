"""The projections that are taken and given: degrees, and the grids of Korean offices."""

import math
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from townline.platform.geofiles.problems import UnreadableGeofile


class Grid(StrEnum):
    """Named by their codes of the EPSG registry."""

    WGS84 = "EPSG:4326"
    UNIFIED = "EPSG:5179"
    CENTRAL = "EPSG:5186"
    EAST = "EPSG:5187"
    CENTRAL_2000 = "EPSG:5181"
    # On the Bessel ellipsoid, hundreds of metres from the others: registers of before 2007. The
    # seven parameters by which they become Korea 2000 hold within 1 m (EPSG:5191).
    CENTRAL_1985 = "EPSG:2097"
    CENTRAL_1985_MODIFIED = "EPSG:5174"

    @property
    def called(self) -> str:
        """Give the code with the registry's name."""
        return f"{self.value} ({_NAMES[self]})"


_NAMES = {
    Grid.WGS84: "WGS 84",
    Grid.UNIFIED: "Korea 2000 / Unified CS",
    Grid.CENTRAL: "Korea 2000 / Central Belt 2010",
    Grid.EAST: "Korea 2000 / East Belt 2010",
    Grid.CENTRAL_2000: "Korea 2000 / Central Belt",
    Grid.CENTRAL_1985: "Korean 1985 / Central Belt, ±1 m",
    Grid.CENTRAL_1985_MODIFIED: "Korean 1985 / Modified Central Belt, ±1 m",
}
ACCEPTED = ", ".join(grid.called for grid in Grid)
METRIC = ", ".join(grid.called for grid in Grid if grid is not Grid.WGS84)
_CODE = re.compile(r"(?:urn:ogc:def:crs:)?(?:EPSG:?[\d.]*:)?\s*(\d{4,6})", re.IGNORECASE)
_DEGREES = ("crs84", "wgs84", "wgs 84")
# Natural origin (degrees), scale, false easting and northing (metres).
_ORIGINS: dict[tuple[float, ...], Grid] = {
    (38.0, 127.5, 0.9996, 1_000_000.0, 2_000_000.0): Grid.UNIFIED,
    (38.0, 127.0, 1.0, 200_000.0, 600_000.0): Grid.CENTRAL,
    (38.0, 129.0, 1.0, 200_000.0, 600_000.0): Grid.EAST,
    (38.0, 127.0, 1.0, 200_000.0, 500_000.0): Grid.CENTRAL_2000,
}
_BESSEL_ORIGINS: dict[tuple[float, ...], Grid] = {
    (38.0, 127.0, 1.0, 200_000.0, 500_000.0): Grid.CENTRAL_1985,
    # 10.405 seconds of arc further east.
    (38.0, 127.002890278, 1.0, 200_000.0, 500_000.0): Grid.CENTRAL_1985_MODIFIED,
}
_BESSEL = (6_377_397.155, 299.1528128)
_RADIUS, _FLATTENING = 6_378_137.0, (298.257222101, 298.257223563)  # GRS 1980, WGS 84
_LONGEST = 60

type Project = Callable[[Any], Any]  # points as rows of x and y


def grid_of(description: str) -> Grid:
    """Know a projection by its code (``EPSG:5186``, ``5186``, a URN) or its WKT (a ``.prj``).

    Raises Unreadable, which names what is accepted.
    """
    text = description.strip()
    found = _grid_by_code(text) if len(text) <= _LONGEST else _grid_by_wkt(text)
    if found is None:
        raise UnreadableGeofile("projection", found=_short(text), accepted=ACCEPTED)
    return found


def _grid_by_code(text: str) -> Grid | None:
    code = _CODE.fullmatch(text)
    if code:
        return next((grid for grid in Grid if grid.endswith(f":{code[1]}")), None)
    return Grid.WGS84 if text.lower().endswith(_DEGREES) else None


def _grid_by_wkt(wkt: str) -> Grid | None:
    """Know it by its numbers: names in ``.prj`` files differ from program to program."""
    from pyproj import CRS  # noqa: PLC0415 -- 30 MB that only files of places need
    from pyproj.exceptions import CRSError  # noqa: PLC0415 -- the same

    try:
        crs = CRS.from_wkt(wkt)
    except CRSError:
        return None
    if crs.is_projected and _bessel(crs.ellipsoid):
        return _BESSEL_ORIGINS.get(_origin(crs))
    if not _modern(crs.ellipsoid):
        return None
    if crs.is_geographic:
        return Grid.WGS84
    return _ORIGINS.get(_origin(crs)) if crs.is_projected else None


def _bessel(ellipsoid: Any) -> bool:  # noqa: ANN401 -- of pyproj
    if ellipsoid is None:
        return False
    found = ellipsoid.semi_major_metre, ellipsoid.inverse_flattening
    return all(math.isclose(a, b, rel_tol=1e-8) for a, b in zip(found, _BESSEL, strict=True))


def _modern(ellipsoid: Any) -> bool:  # noqa: ANN401 -- of pyproj
    """GRS 1980 and WGS 84 differ by a tenth of a millimetre; older ones by hundreds of metres."""
    if ellipsoid is None or ellipsoid.semi_major_metre != _RADIUS:
        return False
    return any(math.isclose(ellipsoid.inverse_flattening, f, rel_tol=1e-9) for f in _FLATTENING)


_PARAMETERS = ("Latitude of natural origin", "Longitude of natural origin",
               "Scale factor at natural origin", "False easting", "False northing")  # fmt: skip


def _origin(crs: Any) -> tuple[float, ...]:  # noqa: ANN401 -- of pyproj
    metres = all(axis.unit_conversion_factor == 1 for axis in crs.axis_info)
    operation = crs.coordinate_operation
    if not metres or operation is None or operation.method_name != "Transverse Mercator":
        return ()
    parameters = {each.name: round(each.value, 9) for each in operation.params}
    return tuple(parameters.get(name, 0.0) for name in _PARAMETERS)


def _short(text: str) -> str:
    named = re.match(r'\w+\s*\[\s*"([^"]{1,60})"', text)
    return named[1] if named else text[:_LONGEST]


def between(source: Grid, target: Grid) -> Project:
    """Give what turns points (rows of x, y: longitude or easting first) into another projection."""
    import numpy as np  # noqa: PLC0415 -- only files of places need it
    from pyproj import Transformer  # noqa: PLC0415 -- the same

    if source is target:
        return lambda points: points
    transform = Transformer.from_crs(source.value, target.value, always_xy=True).transform
    return lambda points: np.column_stack(transform(points[:, 0], points[:, 1]))


def prj_of(grid: Grid) -> str:
    """Describe a projection as a ``.prj`` file does."""
    from pyproj import CRS  # noqa: PLC0415 -- as above

    return str(CRS(grid.value).to_wkt("WKT1_ESRI"))

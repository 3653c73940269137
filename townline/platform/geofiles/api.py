"""The door of geofiles: files of places in, features out; features in, files out.

Nothing is kept here, and nothing imported: a caller imports all features, or none while there
are problems.
"""

from collections.abc import Sequence

from townline.platform.core.sandbox import Budget, Report
from townline.platform.geofiles.packing import (
    Files as Files,
    check_size as check_size,
    load as load,
)
from townline.platform.geofiles.problems import (
    GeofileProblem as GeofileProblem,
    UnreadableGeofile as UnreadableGeofile,
)
from townline.platform.geofiles.projections import (
    ACCEPTED as ACCEPTED,
    Grid as Grid,
    grid_of as grid_of,
)
from townline.platform.geofiles.reading.places import read_in_sandbox
from townline.platform.geofiles.shapes import (
    Feature as Feature,
    GeofileLimits as GeofileLimits,
    Geometry as Geometry,
    Kind as Kind,
    Reading as Reading,
    Wanted as Wanted,
    Written as Written,
)
from townline.platform.geofiles.writing import GeoFormat as GeoFormat, write as _write
from townline.platform.web.maps.frames import boundaries


def read(
    files: Files, wanted: Wanted, budget: Budget | None = None, report: Report | None = None
) -> Reading:
    """Read a file (with what belongs to it), by name and content, into features in EPSG:4326.

    Formats: GeoJSON, GPX, CSV, Shapefile (plain or ZIP). Problems of single features stand in
    the answer by their numbers; raises Unreadable where nothing can be read at all. ``budget``
    and ``report`` are for jobs; a request waits for the short budget alone.
    """
    check_size(sum(map(len, files.values())), wanted.limits)
    return read_in_sandbox(files, wanted, budget, report)


def write(
    form: GeoFormat, features: Sequence[Feature], grid: Grid = Grid.WGS84, name: str = "features"
) -> Written:
    """Write features (EPSG:4326) in a format and projection; ``name`` without its ending.

    GPX is always in degrees. Raises ValueError for a shape that the format has not.
    """
    return _write(form, features, grid, name)


def district_land() -> Geometry:
    """Give the ground of the district as one shape (EPSG:4326), None where it told no boundary."""
    from shapely import union_all  # noqa: PLC0415 -- only files of places need it
    from shapely.geometry import shape  # noqa: PLC0415 -- the same

    features = boundaries()["features"]
    return union_all([shape(each["geometry"]) for each in features]) if features else None

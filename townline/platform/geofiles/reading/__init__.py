"""Each format into rows, in the projection that the file has."""

from collections.abc import Callable
from pathlib import PurePosixPath

from townline.platform.geofiles.packing import Files
from townline.platform.geofiles.problems import UnreadableGeofile
from townline.platform.geofiles.reading import geojson, gpx, shapefiles, tables
from townline.platform.geofiles.shapes import Parsed

_READERS: dict[str, Callable[[bytes], Parsed]] = {
    ".geojson": geojson.parse, ".json": geojson.parse, ".gpx": gpx.parse,
    ".csv": tables.parse, ".tsv": tables.parse, ".txt": tables.parse,
}  # fmt: skip


def parse(files: Files) -> Parsed:
    """Read files that belong together by their endings. Raises Unreadable."""
    endings = {PurePosixPath(name.lower()).suffix: content for name, content in files.items()}
    if endings.keys() & {".shp", ".dbf"}:
        return shapefiles.parse(endings)
    for ending, content in endings.items():
        if ending in _READERS:
            return _READERS[ending](content)
    raise UnreadableGeofile("format", found=", ".join(sorted(endings)) or "-")

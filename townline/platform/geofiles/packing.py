"""Files as they come: one, several that belong together, or a ZIP of those."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from townline.platform.geofiles.problems import UnreadableGeofile
from townline.platform.geofiles.shapes import GeofileLimits

type Files = Mapping[str, bytes]

_MEGA = 1_000_000
_PARTS = (".shp", ".dbf", ".prj", ".cpg", ".shx")
# What ``zipfile`` raises for torn files; for a method that it lacks, and a password.
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError,
           OverflowError, NotImplementedError, RuntimeError)  # fmt: skip
_MANY = 1_000  # entries of a ZIP


def load(path: Path, limits: GeofileLimits) -> dict[str, bytes]:
    """Read a file, and beside a ``.shp`` those of its name. Raises Unreadable and OSError."""
    found = [path]
    if path.suffix.lower() == ".shp":
        near = path.parent.iterdir()
        found = [p for p in near if p.stem == path.stem and p.suffix.lower() in _PARTS]
    check_size(sum(each.stat().st_size for each in found), limits)
    return {each.name: each.read_bytes() for each in found}


def unpack_files(files: Files, limits: GeofileLimits) -> dict[str, bytes]:
    """Give the files that hold something, those of a ZIP taken out. Raises Unreadable."""
    check_size(sum(map(len, files.values())), limits)
    packed = [content for name, content in files.items() if _ending(name) == ".zip"]
    if not packed:
        return {PurePosixPath(name).name: content for name, content in files.items()}
    try:
        with zipfile.ZipFile(io.BytesIO(packed[0])) as archive:
            return _extract_shapefile(archive, limits)
    except UnreadableGeofile:
        raise
    except _BROKEN as error:
        raise UnreadableGeofile("zip") from error


def _extract_shapefile(archive: zipfile.ZipFile, limits: GeofileLimits) -> dict[str, bytes]:
    wanted = [each for each in archive.infolist() if _ending(each.filename) in _PARTS]
    shapes = [each for each in wanted if _ending(each.filename) == ".shp"]
    if not shapes:
        raise UnreadableGeofile("no_shp")
    if len(shapes) > 1:
        raise UnreadableGeofile("several_shp", count=len(shapes))
    stem = _stem(shapes[0].filename)
    left, found = limits.unpacked, {}
    for each in [each for each in wanted if _stem(each.filename) == stem][:_MANY]:
        content = _within(archive, each, left, limits)
        left -= len(content)
        found[PurePosixPath(each.filename).name] = content
    return found


def _within(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, limits: GeofileLimits
) -> bytes:
    """Take it out as far as there is room, whatever size it says it has."""
    with archive.open(entry) as file:
        content = file.read(left + 1)
    if len(content) > left:
        raise UnreadableGeofile("bomb", limit=limits.unpacked // _MEGA)
    return content


def check_size(size: int, limits: GeofileLimits) -> None:
    """Refuse files that are too large together, before they are read. Raises Unreadable."""
    if size > limits.size:
        raise UnreadableGeofile("too_large", size=-(-size // _MEGA), limit=limits.size // _MEGA)


def _ending(name: str) -> str:
    # What macOS adds beside each file has its name and is none.
    return "" if "__MACOSX" in name else PurePosixPath(name.lower()).suffix


def _stem(name: str) -> str:
    return str(PurePosixPath(name.lower()).with_suffix(""))

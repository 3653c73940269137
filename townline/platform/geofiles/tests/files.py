"""Files as offices have them, written by hand or by another program's rules."""

import io
import json
import zipfile

import shapefile
from shapely import LineString, box

from townline.platform.geofiles.api import Wanted

LAND = box(127.0, 37.5, 127.1, 37.6)
LINE = [[127.04, 37.55], [127.05, 37.56]]
WANTED = Wanted(land=LAND)


def geojson(*shapes, **more) -> bytes:
    features = [
        {"type": "Feature", "geometry": s, "properties": {"name": "왕십리로"}} for s in shapes
    ]
    return json.dumps({"type": "FeatureCollection", "features": features} | more).encode()


def line(points=None) -> dict[str, object]:
    return {"type": "LineString", "coordinates": points or LINE}


def parts(points, *, encoding="cp949", prj=None, cpg=None) -> dict[str, bytes]:
    """Write the parts of a Shapefile as a Korean program does."""
    made = {ending: io.BytesIO() for ending in ("shp", "shx", "dbf")}
    with shapefile.Writer(shapeType=3, encoding=encoding, **made) as out:
        out.field("도로명", "C", 60)
        out.line([points])
        out.record("왕십리로")
    found = {f"gpr.{ending}": file.getvalue() for ending, file in made.items()}
    more = {"gpr.prj": prj, "gpr.cpg": cpg}
    return found | {name: words.encode() for name, words in more.items() if words}


def pack_zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def near(first: LineString, second: LineString) -> bool:
    """Say whether no point lies a centimetre from where it was (a degree is at most 111 km)."""
    pairs = zip(first.coords, second.coords, strict=True)
    return all(abs(a - b) < 0.01 / 111_320 for p, q in pairs for a, b in zip(p, q, strict=True))

"""The file of the invented district's tiles, made when it is missing or of another make."""

import hashlib
import json
from pathlib import Path

from pmtiles.reader import MmapSource, Reader

from townline.demo.ground.archive import write
from townline.demo.ground.drawing import draw

_FILES = ("ground.json", "boundaries.geojson")
# The word that the map's script puts into the reader's language.
INVENTED = "invented"


def file_in(maps: Path, folder: Path) -> Path:
    """Give where the tiles of a district's folder lie among the maps."""
    name = json.loads((folder / "district.json").read_text())["jurisdiction_id"]
    return maps / f"{name}.pmtiles"


def make(folder: Path, target: Path) -> bool:
    """Write the tiles of a district's folder to ``target``; False where they lie there already."""
    if is_made(folder, target):
        return False
    plan, features = draw(folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    about = {"name": folder.name, "attribution": INVENTED, "made_from": _mark(folder)}
    write(target, features, plan.plane, about)
    return True


def is_made(folder: Path, target: Path) -> bool:
    """Say whether the tiles lie there, made from these files by this hand."""
    return target.exists() and _made_from(target) == _mark(folder)


def _mark(folder: Path) -> str:
    """Give a digest of what the map is made from: the plan and the hand that draws it."""
    sources = [*(folder / name for name in _FILES), *sorted(Path(__file__).parent.glob("*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def _made_from(target: Path) -> str:
    try:
        with target.open("rb") as file:
            return str(Reader(MmapSource(file)).metadata().get("made_from", ""))
    except (OSError, ValueError, KeyError, json.JSONDecodeError):
        return ""

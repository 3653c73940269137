"""What the server must know of a form: which answers are files, which go to the home itself."""

from dataclasses import dataclass
from functools import lru_cache

from townline.prevention.surveys.rules.filled import local, parse_xml

_ENTITIES = "{http://www.opendatakit.org/xforms/entities}"
_CSV = "jr://file-csv/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """``files``: paths below the root whose answers name a file; ``saves``: path to property.

    ``lists``: names of the CSV files that the form draws its choices from.
    """

    files: frozenset[str]
    saves: dict[str, str]
    lists: tuple[str, ...]


@lru_cache(maxsize=64)
def shape(xform: str) -> Shape:
    """Read what a form says of its own answers. Raises NotReadable."""
    root = parse_xml(xform.encode())
    binds = [(_path(e.get("nodeset", "")), e) for e in root.iter() if local(e) == "bind"]
    saved = ((path, bind.get(f"{_ENTITIES}saveto")) for path, bind in binds)
    sources = (e.get("src", "") for e in root.iter() if local(e) == "instance")
    return Shape(
        files=frozenset(path for path, bind in binds if bind.get("type") == "binary"),
        saves={path: name for path, name in saved if name},
        lists=tuple(src.removeprefix(_CSV) for src in sources if src.startswith(_CSV)),
    )


def _path(nodeset: str) -> str:
    """``/data/house/sill`` as answers have it: ``house/sill``."""
    return nodeset.strip("/").partition("/")[2]


def once(path: str) -> str:
    """Give a path as binds have it, without the number of a round of a repeat."""
    return "/".join(part.partition("[")[0] for part in path.split("/"))

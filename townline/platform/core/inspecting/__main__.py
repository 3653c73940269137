"""The limited process that looks at one file: ``python -m townline.platform.core.inspecting``.

It has no database, no keys and no network to speak of, little memory and little time. A file
that takes it over has reached one picture.
"""

import json
import resource
import sys
from dataclasses import asdict, replace
from pathlib import Path

from PIL import Image

from townline.platform.core.inspecting.heic import heic_as_jpeg
from townline.platform.core.inspecting.kinds import FileKind, kind_of
from townline.platform.core.inspecting.photo import photo
from townline.platform.core.inspecting.report import Limits, Problem, Refused, Report
from townline.platform.core.inspecting.video import video

_MEMORY = 1 << 30
_CPU_SECONDS = 15
_FILE_BYTES = 64_000_000


def main() -> None:
    """Read limits from the arguments, write copies and ``report.json`` to the folder."""
    for kind, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_FSIZE, _FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    limits = Limits(**json.loads(sys.argv[3]))
    report = _look(source, folder, limits)
    (folder / "report.json").write_text(json.dumps(asdict(report)))


def _look(source: Path, folder: Path, limits: Limits) -> Report:
    with source.open("rb") as file:
        kind = kind_of(file.read(64))
    try:
        return _reading(source, kind, folder, limits)
    except Refused as refused:
        return Report(kind=kind, problem=refused.problem)
    except Image.DecompressionBombError:
        return Report(kind=kind, problem=Problem.TOO_MANY_PIXELS)
    except Exception:  # noqa: BLE001 -- whatever a file does to its reader, it is broken
        return Report(kind=kind, problem=Problem.BROKEN)


def _reading(source: Path, kind: FileKind, folder: Path, limits: Limits) -> Report:
    Image.MAX_IMAGE_PIXELS = limits.pixels
    if kind is FileKind.OTHER:
        raise Refused(Problem.OTHER_KIND)
    if kind is FileKind.MP4:
        return video(source, folder, limits)
    if kind is FileKind.HEIC:
        made = heic_as_jpeg(source, folder, limits)
        return replace(photo(made, FileKind.JPEG, folder, limits), kind=kind)
    return photo(source, kind, folder, limits)


if __name__ == "__main__":
    main()

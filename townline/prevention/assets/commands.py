"""``townline assets import FILE``: street lights, drains, signs and more, from a file of places."""

import sys
from argparse import Namespace
from pathlib import Path

from townline.platform.core.commands import Add, CannotStart, ready, write_line
from townline.prevention.assets.rules.columns import COLUMNS

_MOST_SHOWN = 50  # problems of one file


def add_to(add: Add) -> None:
    """Add this command to the command line."""
    words = "assets import FILE: street lights, drains, CCTV, signs, trees, from CSV or map files"
    made = add("assets", words, command)
    made.add_argument("action", choices=["import"])
    made.add_argument("file", type=Path, help="CSV, GeoJSON, GPX, or Shapefile (.shp or its ZIP)")
    made.add_argument("--kind", default="", help="what all of the file are, if no column says so")
    made.add_argument(
        "--map", action="append", default=[], metavar="FIELD=COLUMN", dest="mapping",
        help=f"which column holds a field ({', '.join(COLUMNS)}); known names need none",
    )  # fmt: skip
    made.add_argument("--crs", default="", help="its projection, if the file tells none: EPSG:5186")
    made.add_argument("--dry-run", action="store_true", help="say what it would do, write nothing")


def command(options: Namespace) -> int:
    """Take a file; exit code 0: done, 1: the file has mistakes, 2: nothing begun."""
    if not options.file.is_file():
        raise CannotStart(f"{options.file} is not a file")
    mapping = dict(_pair(one) for one in options.mapping)
    with ready(options):
        from django.utils import translation  # noqa: PLC0415 -- needs Django

        with translation.override("en"):
            return _bring(options, mapping)


def _pair(written: str) -> tuple[str, str]:
    name, sign, column = written.partition("=")
    if not sign or name not in COLUMNS or not column.strip():
        raise CannotStart(f"--map {written}: write FIELD=COLUMN; fields: {', '.join(COLUMNS)}")
    return name, column


def _bring(options: Namespace, mapping: dict[str, str]) -> int:
    from townline.platform.core import clock  # noqa: PLC0415 -- needs Django
    from townline.platform.core.history.audit import SERVER  # noqa: PLC0415 -- the same
    from townline.platform.core.sandbox import LONG  # noqa: PLC0415 -- the same
    from townline.platform.geofiles import api as geofiles  # noqa: PLC0415 -- the same
    from townline.prevention.assets import api  # noqa: PLC0415 -- the same

    try:
        files = geofiles.load(options.file, api.LIMITS)
        found = api.assets_read(
            files, kind=options.kind, mapping=mapping, crs=options.crs, budget=LONG
        )
    except geofiles.UnreadableGeofile as error:
        return _refuse([error.problem.words()])
    except api.UnknownAssetKind as error:
        return _refuse([f"{error}; accepted: {', '.join(code for code, _ in api.kinds())}"])
    if found.problems:
        problems = [f"row {each.number or '-'}: {each.words()}" for each in found.problems]
        rest = len(problems) - _MOST_SHOWN
        more = [f"and {rest} more"] if rest > 0 else []
        return _refuse([*problems[:_MOST_SHOWN], *more, "nothing was imported"])
    for name, column in found.columns.items():
        write_line(f"{name}: column {column}")
    if options.dry_run:
        counts = api.assets_counted(found)
    else:
        counts = api.assets_take(found, actor=SERVER, now=clock.now(), name=options.file.name)
    write_line(f"new: {counts.new}, changed: {counts.changed}, as before: {counts.same}")
    write_line(f"of the same kinds, not in this file, and kept: {counts.absent}")
    if options.dry_run:
        write_line("dry run: nothing was written")
    return 0


def _refuse(lines: list[str]) -> int:
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201 -- a command tells of mistakes on stderr
    return 1

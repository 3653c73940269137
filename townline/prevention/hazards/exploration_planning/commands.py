"""``townline hazards sections FILE``: road sections and what lies beside and below them.

The other actions of ``townline hazards`` are those of the room below.
"""

import sys
from argparse import Namespace

from townline.platform.core.commands import Add, CannotStart, ready, write_line
from townline.prevention.hazards.exploration_planning.rules.columns import PlaceFileKind
from townline.prevention.hazards.explorations import commands as explorations

_SECTIONS = "sections"


def add_to(add: Add) -> None:
    """Add these commands to the command line."""
    words = "hazards grade | import | sections FILE: cavities, explorations, where to look next"
    made = add("hazards", words, command)
    explorations.options(made, further=(_SECTIONS,))
    made.add_argument("--kind", choices=list(PlaceFileKind), help="sections: what the file holds")


def command(options: Namespace) -> int:
    """Take a file; exit code 0: done, 1: the file has mistakes, 2: nothing begun."""
    if options.action != _SECTIONS:
        return explorations.command(options)
    if not options.file.is_file():
        raise CannotStart(f"{options.file} is not a file")
    if options.kind is None:
        raise CannotStart(f"--kind says what the file holds: {', '.join(PlaceFileKind)}")
    with ready(options):
        from django.utils import translation  # noqa: PLC0415 -- needs Django

        with translation.override("en"):
            return _bring(options)


def _bring(options: Namespace) -> int:
    from townline.platform.core import clock  # noqa: PLC0415 -- needs Django
    from townline.platform.core.history.audit import SERVER  # noqa: PLC0415 -- the same
    from townline.platform.core.sandbox import LONG  # noqa: PLC0415 -- the same
    from townline.platform.geofiles import api as geofiles  # noqa: PLC0415 -- the same
    from townline.prevention.hazards.exploration_planning import api  # noqa: PLC0415 -- the same

    try:
        files = geofiles.load(options.file, geofiles.GeofileLimits())
        places = api.places_read(PlaceFileKind(options.kind), files, options.crs, LONG)
    except geofiles.UnreadableGeofile as error:
        return _refuse([error.problem.words()])
    if places.problems:
        problems = [f"row {each.number or '-'}: {each.words()}" for each in places.problems]
        return _refuse([*problems, "nothing was imported"])
    if options.dry_run:
        counts = api.places_counted(places)
    else:
        counts = api.places_take(places, actor=SERVER, now=clock.now(), name=options.file.name)
    write_line(f"new: {counts.new}, changed: {counts.changed}, as before: {counts.same}")
    write_line(f"not in this file, and kept: {counts.kept}")
    if options.dry_run:
        write_line("dry run: nothing was written")
    return 0


def _refuse(lines: list[str]) -> int:
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201 -- a command tells of mistakes on stderr
    return 1

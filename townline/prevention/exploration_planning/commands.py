"""``townline hazards sections FILE``: road sections and what lies beside and below them.

The other actions of ``townline hazards`` are those of the room below.
"""

import sys
from argparse import Namespace

from townline.platform.core.commands import Add, CannotStart, ready, say
from townline.prevention.exploration_planning.rules.columns import Kind
from townline.prevention.explorations import commands as explorations

_SECTIONS = "sections"


def add_to(add: Add) -> None:
    """Add these commands to the command line."""
    words = "hazards grade | import | sections FILE: cavities, explorations, where to look next"
    made = add("hazards", words, command)
    explorations.options(made, further=(_SECTIONS,))
    made.add_argument("--kind", choices=list(Kind), help="sections: what the file holds")


def command(wish: Namespace) -> int:
    """Take a file; exit code 0: done, 1: the file has mistakes, 2: nothing begun."""
    if wish.action != _SECTIONS:
        return explorations.command(wish)
    if not wish.file.is_file():
        raise CannotStart(f"{wish.file} is not a file")
    if wish.kind is None:
        raise CannotStart(f"--kind says what the file holds: {', '.join(Kind)}")
    with ready(wish):
        from django.utils import translation  # noqa: PLC0415 -- needs Django

        with translation.override("en"):
            return _bring(wish)


def _bring(wish: Namespace) -> int:
    from townline.platform.core import clock  # noqa: PLC0415 -- needs Django
    from townline.platform.core.history.audit import SERVER  # noqa: PLC0415 -- the same
    from townline.platform.core.sandbox import LONG  # noqa: PLC0415 -- the same
    from townline.platform.geofiles import api as geofiles  # noqa: PLC0415 -- the same
    from townline.prevention.exploration_planning import api  # noqa: PLC0415 -- the same

    try:
        files = geofiles.load(wish.file, geofiles.Limits())
        places = api.places_read(Kind(wish.kind), files, wish.crs, LONG)
    except geofiles.Unreadable as error:
        return _refuse([error.problem.words()])
    if places.problems:
        told = [f"row {each.number or '-'}: {each.words()}" for each in places.problems]
        return _refuse([*told, "nothing was imported"])
    if wish.dry_run:
        counts = api.places_counted(places)
    else:
        counts = api.places_take(places, actor=SERVER, now=clock.now(), name=wish.file.name)
    say(f"new: {counts.new}, changed: {counts.changed}, as before: {counts.same}")
    say(f"not in this file, and kept: {counts.kept}")
    if wish.dry_run:
        say("dry run: nothing was written")
    return 0


def _refuse(lines: list[str]) -> int:
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201 -- a command tells of mistakes on stderr
    return 1

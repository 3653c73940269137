"""Which room a file or a module of the program belongs to.

A room is a folder of a wing whose README says what it emits and hears; a part of a room
(`surveys/routes`) is one as well.
"""

from functools import cache
from pathlib import Path, PurePath

TOWNLINE = Path(__file__).resolve().parents[1] / "townline"
WINGS = ("adapters", "casework", "platform", "lines", "prevention")
MARK = "<!-- events: begin -->"


@cache
def rooms() -> frozenset[str]:
    """Give all rooms by their path below `townline/`: `casework/cases`, `adapters/sip`."""
    adapters = [path.parent for path in (TOWNLINE / "adapters").glob("*/__init__.py")]
    readmes = [path for wing in WINGS for path in (TOWNLINE / wing).rglob("README.md")]
    folders = adapters + [path.parent for path in readmes if MARK in path.read_text()]
    return frozenset(folder.relative_to(TOWNLINE).as_posix() for folder in folders)


def room_of(path: PurePath) -> str:
    """Give the innermost room that holds a path below `townline/`, or the first folder."""
    above = (each.as_posix() for each in (path, *path.parents))
    return next((each for each in above if each in rooms()), path.parts[0])


def room_of_module(name: str) -> str:
    """Give the room of a module by its dotted name, with or without `townline.`."""
    return room_of(PurePath(*name.removeprefix("townline.").split(".")))

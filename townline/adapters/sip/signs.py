"""What a worker tells of itself, and how the pages read it: counts and its place, no call."""

import datetime as dt
from dataclasses import dataclass
from typing import Final, cast

from townline.platform.core.history import marks

_MARK: Final = "calls "  # and the place
SILENT: Final = dt.timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Sign:
    """One worker, by where it listens. ``refused``: requests since it started, by reason."""

    place: str
    alive: bool
    live: int
    refused: dict[str, int]


def give(place: str, *, live: int, refused: dict[str, int], now: dt.datetime) -> None:
    """Write a worker's sign in the place of the one before."""
    marks.mark_put(f"{_MARK}{place}", at=now, live=live, refused=refused)


def take_back(place: str) -> None:
    """A worker ends in good order."""
    marks.mark_drop(f"{_MARK}{place}")


def alive(now: dt.datetime) -> dict[str, bool]:
    """Say of each worker, by its place, whether it lives."""
    return {sign.place: sign.alive for sign in signs(now)}


def signs(now: dt.datetime) -> list[Sign]:
    """Read all, with one query. One that was killed stays, not alive, until its place is taken."""
    return [
        Sign(
            name.removeprefix(_MARK),
            now - found.at < SILENT,
            cast("int", found.data["live"]),
            cast("dict[str, int]", found.data["refused"]),
        )
        for name, found in sorted(marks.marks().items())
        if name.startswith(_MARK)
    ]

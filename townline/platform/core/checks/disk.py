"""How much room is left where the data lies: for the doctor, for ``/readyz``, and told in time."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

from townline.platform.core.findings import Both, Finding, Level, grade_figure

GIGABYTE = 1_000_000_000
# Free space, counted from full: below 5 GB a warning, below 1 GB the database may stop soon.
WARN_FREE, BAD_FREE = 5 * GIGABYTE, 1 * GIGABYTE
# Four pieces of the database's log: with less it cannot promise to write anything.
FULL = 64 * 1024 * 1024
LAST_ALERT = "disk_told"
AGAIN = dt.timedelta(hours=24)


def rooms(home: Path) -> dict[Path, int]:
    """Give the bytes that are free on each disk of a home, by a folder on it."""
    folders = (home, home / "database", home / "media")
    places = [place.resolve() for place in folders if place.exists()]
    disks = {place.stat().st_dev: place for place in places}
    return {place: shutil.disk_usage(place).free for place in disks.values()}


def is_full(home: Path) -> bool:
    """Say whether a disk of a home has no room to write what must not be lost."""
    return any(free < FULL for free in rooms(home).values())


def disk(home: Path) -> Iterator[Finding]:
    """Look how much space is left where the data lies."""
    for place, free in rooms(home).items():
        level = grade_figure(-free, warn_at=-WARN_FREE, bad_at=-BAD_FREE)
        left = f"{free / GIGABYTE:.1f} GB"
        room = Both(f"make room on the disk of {place}", f"{place} 디스크를 비워 주세요")
        words = Both(f"{left} free at {place}", f"{place} 여유 {left}")
        yield Finding(level, "disk", words, "" if level is Level.OK else room)


def disk_watch(home: Path, *, now: dt.datetime) -> bool:
    """Tell the person on duty that a disk is filling; say whether one is.

    Once a day, and once more when it comes to the last gigabyte: when it is full no text can be
    taken in and nothing be saved.
    """
    from townline.platform.core.history import marks  # noqa: PLC0415 -- the machine is looked at without Django
    from townline.platform.core.outgoing import alerts  # noqa: PLC0415 -- the same

    place, free = min(rooms(home).items(), key=lambda one: one[1])
    if free >= WARN_FREE:
        marks.mark_drop(LAST_ALERT)
        return False
    last_alert, last = marks.mark_get(LAST_ALERT), free < BAD_FREE
    if last_alert is None or now - last_alert.at >= AGAIN or (last and not last_alert.data.get("last")):
        alerts.send_alert("the disk is filling" if not last else "the disk is nearly full", _words(place, free))
        marks.mark_put(LAST_ALERT, at=now, last=last)
    return True


def _words(place: Path, free: int) -> str:
    return (
        f"{free / GIGABYTE:.1f} GB are free at {place}. When it is full, no text is taken in and "
        "nothing can be saved. Make room, or give it a larger disk; then run: townline doctor\n"
    )

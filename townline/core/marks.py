"""Remembers what happened last of each kind: the last backup, the last alert of its sort.

``data`` holds no text and no number.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from townline.core import clock
from townline.core.models import Mark

KEPT_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Marked:
    at: dt.datetime
    data: dict[str, Any]


def mark_put(name: str, *, at: dt.datetime, **data: Any) -> None:
    """Note that it happened, in the place of the time before."""
    Mark.objects.update_or_create(name=name, defaults={"at": at, "data": data})
    _kept.clear()


def mark_drop(name: str) -> bool:
    """Forget it; say whether there was one."""
    _kept.clear()
    return bool(Mark.objects.filter(name=name).delete()[0])


def marks() -> dict[str, Marked]:
    """Give all of them, with one query."""
    return {row.name: Marked(row.at, row.data) for row in Mark.objects.all()}


_kept: dict[str, tuple[float, Marked | None]] = {}


def mark_kept(name: str) -> Marked | None:
    """Give one as it was at most KEPT_SECONDS ago: for what stands on every page."""
    found = _kept.get(name)
    if found is None or clock.ticks() >= found[0]:
        found = _kept[name] = clock.ticks() + KEPT_SECONDS, marks().get(name)
    return found[1]

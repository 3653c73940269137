"""Remembers what happened last of each kind: the last backup, the last alert of its sort.

``data`` holds no text and no number.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from townline.platform.core.models import Mark


@dataclass(frozen=True, slots=True)
class Marked:
    at: dt.datetime
    data: dict[str, Any]


def mark_put(name: str, *, at: dt.datetime, **data: object) -> None:
    """Note that it happened, in the place of the time before."""
    Mark.objects.update_or_create(name=name, defaults={"at": at, "data": data})


def mark_drop(name: str) -> bool:
    """Forget it; say whether there was one."""
    return bool(Mark.objects.filter(name=name).delete()[0])


def marks() -> dict[str, Marked]:
    """Give all of them, with one query."""
    return {row.name: Marked(row.at, row.data) for row in Mark.objects.all()}


def mark_get(name: str) -> Marked | None:
    """Give one by its name, with one query by key."""
    row = Mark.objects.filter(name=name).first()
    return Marked(row.at, row.data) if row else None

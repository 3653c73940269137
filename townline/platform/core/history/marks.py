"""Remembers what happened last of each kind: the last backup, the last alert of its sort.

``data`` holds no text and no number.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from townline.platform.core.models import Mark
from townline.platform.core.ports import Port

MOST_DUE = 200


@dataclass(frozen=True, slots=True)
class Marked:
    at: dt.datetime
    data: dict[str, Any]


def mark_put(name: str, *, at: dt.datetime, **data: object) -> None:
    """Note that it happened, in the place of the time before."""
    Mark.objects.update_or_create(name=name, defaults={"at": at, "data": data})


def due_keep(name: str, due: list[list[Any]], *, at: dt.datetime) -> None:
    """Note what is due first, at most ``MOST_DUE`` of it, where it changed."""
    known = mark_get(name)
    if due != (known.data["due"] if known else []):
        mark_put(name, at=at, due=due)


def mark_drop(name: str) -> bool:
    """Forget it; say whether there was one."""
    return bool(Mark.objects.filter(name=name).delete()[0])


def marks() -> dict[str, Marked]:
    """Give all of them, with one query."""
    return {row.name: Marked(row.at, row.data) for row in Mark.objects.all()}


def marks_get(names: Collection[str]) -> dict[str, Marked]:
    """Give those of some names, with one query."""
    return {row.name: Marked(row.at, row.data) for row in Mark.objects.filter(name__in=names)}


def mark_get(name: str) -> Marked | None:
    """Give one by its name, with one query by key."""
    row = Mark.objects.filter(name=name).first()
    return Marked(row.at, row.data) if row else None


# Their names.
TOGETHER: Port[Sequence[str]] = Port("marks that every page asks for")
_CACHE_NAME = "_marks_together"


def mark_of(request: object, name: str) -> Marked | None:
    """Give a mark that every page asks for: with one query for all of them in a request."""
    found: dict[str, Marked] | None = getattr(request, _CACHE_NAME, None)
    if found is None:
        found = marks_get(TOGETHER.value)
        setattr(request, _CACHE_NAME, found)
    return found.get(name)

"""The one append-only history: who did what, when, why."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from townline.platform.core.history import tags
from townline.platform.core.models import Transition


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``label`` is the name shown in the history for ever; ``via`` names a token."""

    kind: str
    id: int | None
    label: str
    via: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.id is not None else self.kind


SYSTEM = Actor("system", None, "자동")
RESIDENT = Actor("resident", None, "주민")
SERVER = Actor("server", None, "서버")  # whoever runs the server, by command
NETWORK = Actor("network", None, "통신망")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One line of history about ``subject`` (``case:12``); ``event`` is a tag (``tags.py``).

    ``data`` holds no text or number.
    """

    subject: str
    event: str
    actor: Actor
    at: dt.datetime
    from_state: str = ""
    to_state: str = ""
    reason: str = ""
    data: dict[str, Any] | None = None


def record(entry: AuditEntry) -> None:
    """Append one line, in the caller's transaction."""
    record_many([entry])


_gathering: ContextVar[list[AuditEntry] | None] = ContextVar("gathering", default=None)


@contextmanager
def batch_entries() -> Iterator[None]:
    """Append all lines recorded within the block at its end, with one statement, in order.

    For many small steps of one transaction, none of which reads the history or is undone alone.
    When the block fails nothing is appended.
    """
    entries: list[AuditEntry] = []
    token = _gathering.set(entries)
    try:
        yield
    finally:
        _gathering.reset(token)
    record_many(entries)


def record_many(entries: Iterable[AuditEntry]) -> None:
    """Append many lines with one statement, in the caller's transaction.

    Raises UndeclaredTag for an event that no table names.
    """
    entries = list(entries)
    for entry in entries:
        tags.check(entry.subject, entry.event)
    gathering = _gathering.get()
    if gathering is not None:
        gathering.extend(entries)
        return
    Transition.objects.bulk_create(
        Transition(
            subject=e.subject,
            event=e.event,
            from_state=e.from_state,
            to_state=e.to_state,
            actor=str(e.actor),
            actor_label=e.actor.label,
            via=e.actor.via,
            reason=e.reason,
            data=e.data or {},
            at=e.at,
        )
        for e in entries
    )


def history_of(subjects: Iterable[str]) -> QuerySet[Transition]:
    """Give the lines about several subjects, oldest first."""
    return Transition.objects.filter(subject__in=list(subjects)).order_by("at", "id")


def history(subject: str) -> QuerySet[Transition]:
    """Give the lines about one subject, oldest first."""
    return Transition.objects.filter(subject=subject).order_by("at", "id")

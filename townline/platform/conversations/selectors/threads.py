"""Texts in and out of one conversation, and single texts."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import QuerySet

from townline.platform.conversations import rules
from townline.platform.conversations.models import IncomingText, OutgoingText
from townline.platform.conversations.rules import IncomingState, OutgoingState, TextKind
from townline.platform.conversations.selectors.photos import Photo, of_texts
from townline.platform.core.database.prepared import prepared_for
from townline.platform.core.http import public


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadText:
    """One text as pages show it. ``at``: received, or queued. ``segments`` is 0 for incoming.

    ``claimed_by``: who took an incoming one; "" for what went out.
    """

    id: int
    direction: Literal["in", "out"]
    kind: str
    body: str
    state: str
    at: dt.datetime
    reference: str
    accepted_at: dt.datetime | None = None
    delivered_at: dt.datetime | None = None
    not_before: dt.datetime | None = None
    segments: int = 0
    came_again: int = 0
    parts_missing: int = 0
    problem: str = ""
    resident_id: int | None = None
    sender_masked: str = ""
    claimed_by: str = ""
    photos: tuple[Photo, ...] = ()


def thread(reference: str) -> list[ThreadText]:
    """Give the texts of one reference, oldest first, with two queries."""
    return thread_many([reference])[reference]


def thread_many(references: Iterable[str]) -> dict[str, list[ThreadText]]:
    """Give the texts of many references, each oldest first, with two queries for all."""
    wanted = list(references)
    incoming = list(prepared_for("texts that came", _incoming_texts, wanted))
    went = list(prepared_for("texts that went", _went, wanted))
    photos = of_texts([row.pk for row in incoming if row.photos], [r.pk for r in went if r.photos])
    texts = [incoming_view(row, photos.get(("in", row.pk), ())) for row in incoming]
    texts += [_outgoing(row, photos.get(("out", row.pk), ())) for row in went]
    threads: dict[str, list[ThreadText]] = {reference: [] for reference in wanted}
    for text in sorted(texts, key=lambda text: (text.at, text.direction, text.id)):
        threads[text.reference].append(text)
    return threads


def _incoming_texts(references: list[str]) -> QuerySet[IncomingText]:
    return _readable().filter(reference__in=references)


def _went(references: list[str]) -> QuerySet[OutgoingText]:
    return OutgoingText.objects.filter(reference__in=references)


def answers_delivered(references: Iterable[str]) -> list[ThreadText]:
    """Give the answers of threads that reached somebody's phone, the latest first; one query."""
    rows = OutgoingText.objects.filter(
        reference__in=list(references), kind=TextKind.ANSWER, state=OutgoingState.DELIVERED
    )
    return [_outgoing(row) for row in rows.order_by("-settled_at", "-id")]


def _readable() -> QuerySet[IncomingText]:
    return IncomingText.objects.defer("payload", "payload_hash", "sender", "sender_lookup")


def incoming_view(row: IncomingText, photos: tuple[Photo, ...] = ()) -> ThreadText:
    return ThreadText(
        id=row.pk,
        direction="in",
        kind="incoming",
        body=row.body,
        state=row.state,
        at=row.received_at,
        reference=row.reference,
        came_again=row.came_again,
        parts_missing=row.parts_missing,
        problem=row.problem,
        resident_id=row.resident_id,
        sender_masked=row.sender_masked,
        claimed_by=row.claimed_by,
        photos=photos,
    )


def _outgoing(row: OutgoingText, photos: tuple[Photo, ...] = ()) -> ThreadText:
    delivered = row.state == OutgoingState.DELIVERED
    automatic = row.kind == TextKind.AUTOMATIC
    return ThreadText(
        id=row.pk,
        direction="out",
        kind=row.kind,
        # Words that a person confirmed stay as they are; a link that a machine put is a key.
        body=public.tokens_hidden(row.body) if automatic else row.body,
        state=row.state,
        at=row.queued_at,
        reference=row.reference,
        accepted_at=row.accepted_at,
        delivered_at=row.settled_at if delivered else None,
        not_before=row.not_before,
        segments=len(rules.split(row.body)[1]),
        problem=row.error,
        resident_id=row.resident_id,
        photos=photos,
    )


def incoming_get(text_id: int) -> ThreadText:
    """Give one incoming text. Raises django.core.exceptions.ObjectDoesNotExist."""
    return incoming_view(_readable().get(id=text_id))


def incoming_many(ids: Iterable[int]) -> dict[int, ThreadText]:
    """Give incoming texts by id with their photos; unknown ids are left out; two queries."""
    rows = list(_readable().filter(id__in=list(ids)))
    photos = of_texts([row.pk for row in rows if row.photos], [])
    return {row.pk: incoming_view(row, photos.get(("in", row.pk), ())) for row in rows}


def incoming_since(
    since: dt.datetime, *, residents: QuerySet[Any], but: QuerySet[Any]
) -> list[ThreadText]:
    """List what some residents (ids) wrote since and a room took, the earliest first.

    ``but``: ids of texts that are known. Without photos; one query.
    """
    rows = _readable().filter(received_at__gte=since, resident_id__in=residents)
    rows = rows.exclude(reference="").exclude(id__in=but)
    return [incoming_view(row) for row in rows.order_by("received_at", "id")]


@dataclass(frozen=True, slots=True)
class Claimed:
    """An incoming text without its words: who took it, and under what."""

    id: int
    reference: str
    claimed_by: str
    at: dt.datetime


def incoming_claimed(*, above: int, limit: int) -> list[Claimed]:
    """List incoming texts that rooms took, by id from after ``above``; one query."""
    rows = IncomingText.objects.filter(id__gt=above).exclude(reference="").order_by("id")
    columns = rows.values_list("id", "reference", "claimed_by", "received_at")
    return [Claimed(*row) for row in columns[:limit]]


def outgoing_get(text_id: int) -> ThreadText:
    """Give one outgoing text. Raises django.core.exceptions.ObjectDoesNotExist."""
    return _outgoing(OutgoingText.objects.get(id=text_id))


def outgoing_texts(ids: Iterable[int]) -> list[ThreadText]:
    """Give outgoing texts by id, in order of id; unknown ids are left out; two queries at most."""
    rows = list(OutgoingText.objects.filter(id__in=list(ids)).order_by("id"))
    photos = of_texts([], [row.pk for row in rows if row.photos])
    return [_outgoing(row, photos.get(("out", row.pk), ())) for row in rows]


def latest_incoming_id(reference: str) -> int | None:
    """Give the id of the last incoming text of a reference."""
    ids = IncomingText.objects.filter(reference=reference).order_by("-received_at", "-id")
    return ids.values_list("id", flat=True).first()


def failed_incoming(limit: int) -> list[ThreadText]:
    """Give texts that no room took or that cannot be read, oldest first."""
    rows = _readable().filter(state=IncomingState.FAILED).order_by("id")
    return [incoming_view(row) for row in rows[:limit]]


def unknown_outgoing(limit: int) -> list[ThreadText]:
    """Give texts that may or may not have been sent, oldest first."""
    rows = OutgoingText.objects.filter(state=OutgoingState.UNKNOWN).order_by("id")
    return [_outgoing(row) for row in rows[:limit]]

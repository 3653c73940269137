"""The front door of the texts: what other rooms and the links may call.

Times are aware datetimes; ids are those of rows. Everything is keyword-only where it writes.
Writes are transactions of their own, or join the caller's.
"""

import datetime as dt
from collections.abc import Iterable, Sequence, Set

from townline.conversations.ports import (
    PLAIN_WAY,
    Claim,
    Claimer,
    Delivery,
    IncomingView,
    QueryJob,
    Receipt,
    SegmentJob,
    SubmitResult,
    TextJob,
    Way,
)
from townline.conversations.rules import (
    IncomingState,
    Measure,
    OutgoingState,
    TextKind,
    TooLong,
    TransitionRefused,
    language_guess,
    measure,
)
from townline.conversations.rules.silence import Silence
from townline.conversations.selectors import blocks as _blocks
from townline.conversations.selectors import health as _health
from townline.conversations.selectors import photos as _photos
from townline.conversations.selectors import residents as _briefs
from townline.conversations.selectors import silence as _silence
from townline.conversations.selectors import threads as _threads
from townline.conversations.selectors import traffic as _traffic
from townline.conversations.selectors.blocks import BlockView
from townline.conversations.selectors.health import Health, LinkView
from townline.conversations.selectors.persons import person_texts
from townline.conversations.selectors.photos import Photo
from townline.conversations.selectors.residents import ResidentBrief
from townline.conversations.selectors.threads import ThreadText
from townline.conversations.selectors.traffic import Traffic
from townline.conversations.services import blocking as _blocking
from townline.conversations.services import claiming as _claiming
from townline.conversations.services import deciding as _deciding
from townline.conversations.services import expiry as _expiry
from townline.conversations.services import history as _history
from townline.conversations.services import intake as _intake
from townline.conversations.services import links as _links
from townline.conversations.services import looking as _looking
from townline.conversations.services import moving as _moving
from townline.conversations.services import querying as _querying
from townline.conversations.services import queueing as _queueing
from townline.conversations.services import rekeying as _rekeying
from townline.conversations.services import reports as _reports
from townline.conversations.services import residents as _residents
from townline.conversations.services import router as _router
from townline.conversations.services import sessions as _sessions
from townline.conversations.services import stopping as _stopping
from townline.conversations.services import uploading as _uploading
from townline.conversations.services.deciding import Decision
from townline.conversations.services.history import (
    HistoryIds,
    HistoryIncoming,
    HistoryOutgoing,
    HistorySender,
)
from townline.conversations.services.intake import Stored
from townline.conversations.services.moving import ThreadIds
from townline.conversations.services.persons import (
    OnItsWay,
    numbers_erase,
    person_erase,
    threads_erase,
)
from townline.conversations.services.retention import retention_rules
from townline.conversations.services.router import RoutedText
from townline.conversations.services.uploading import PhotoRefused
from townline.core.audit import Actor
from townline.core.sealed import Sealed

__all__ = [
    "BlockView",
    "Claim",
    "Claimer",
    "Decision",
    "Delivery",
    "Health",
    "HistoryIds",
    "HistoryIncoming",
    "HistoryOutgoing",
    "HistorySender",
    "IncomingState",
    "IncomingView",
    "LinkView",
    "Measure",
    "OnItsWay",
    "OutgoingState",
    "Photo",
    "PhotoRefused",
    "QueryJob",
    "Receipt",
    "ResidentBrief",
    "RoutedText",
    "SegmentJob",
    "Silence",
    "Stored",
    "SubmitResult",
    "TextJob",
    "TextKind",
    "ThreadIds",
    "ThreadText",
    "TooLong",
    "Traffic",
    "TransitionRefused",
    "Way",
    "attachments_of",
    "automatic_queue",
    "block_claim",
    "blocked_incoming",
    "blocks_active",
    "deliveries_store",
    "failed_incoming",
    "health",
    "history_import",
    "history_reserve",
    "incoming_get",
    "incoming_lock",
    "language_guess",
    "last_heard",
    "latest_incoming_id",
    "leases_expire",
    "line_silence",
    "link_forget",
    "link_report",
    "links",
    "measure",
    "number_reveal",
    "numbers_behind",
    "numbers_erase",
    "numbers_open",
    "outgoing_claim",
    "outgoing_get",
    "outgoing_report",
    "parts_expire",
    "person_erase",
    "person_texts",
    "photo_make",
    "photo_of_thread",
    "photos_by_hash",
    "photos_carried",
    "photos_look",
    "photos_sweep",
    "references_matching",
    "resident_find",
    "resident_waiting",
    "residents_brief",
    "retention_rules",
    "route_batch",
    "route_next",
    "sealed_tables",
    "segments_to_query",
    "sender_block",
    "sender_unblock",
    "session_close",
    "session_open",
    "session_read",
    "stop_claim",
    "text_cancel",
    "text_queue",
    "text_settle",
    "texts_claim",
    "texts_move",
    "texts_retry",
    "thread",
    "thread_ids",
    "thread_many",
    "threads_erase",
    "traffic",
    "unknown_outgoing",
]

LEASE = dt.timedelta(seconds=60)


# In: for the links


def session_open(*, transport: str, session: str, now: dt.datetime) -> None:
    """Note that a transport is bound. ``session`` is a UUID that is new for each bind.

    Sessions of the same transport that a killed process left open are ended. Calling it twice
    changes nothing.
    """
    _sessions.session_open(transport=transport, session=session, now=now)


def session_read(*, session: str, upto: int) -> None:
    """Note that the network has certainly read our responses up to this sequence.

    A link knows it when an answer comes to something it sent after those responses. Never
    goes back.
    """
    _sessions.session_read(session=session, upto=upto)


def session_close(*, session: str, now: dt.datetime) -> None:
    """Note that a session has ended: what the network may not have read may come again."""
    _sessions.session_close(session=session, now=now)


def deliveries_store(
    *, deliveries: Sequence[Delivery], receipts: Sequence[Receipt], now: dt.datetime
) -> Stored:
    """Make a batch durable, in one transaction; acknowledge after it returned, not before.

    Deliveries are in the order in which they came. A redelivery is counted on the row it
    repeats (SMPP has no ids: see services/redelivery.py). A row that the database refuses is
    kept raw for a person, and listed in ``failed``; it too is to be acknowledged. Raises
    django.db.OperationalError or InterfaceError when the database is away: then nothing of the
    batch is kept. Wakes the router (channel "inbox").
    """
    return _intake.deliveries_store(deliveries=deliveries, receipts=receipts, now=now)


def parts_expire(*, now: dt.datetime, limit_after: dt.timedelta | None = None) -> int:
    """Give the router those long texts whose last part came ``limit_after`` ago or earlier.

    Without it, the district's ``part_wait``, else five minutes. A missing part shows as a gap
    and may still fill it later (event TextCompleted). Returns the number of texts made.
    """
    return _expiry.parts_expire(now=now, limit_after=limit_after)


# The router


def route_next(*, claimers: Sequence[Claimer], now: dt.datetime) -> RoutedText | None:
    """Offer the next text to the rooms in order, in one transaction; None when none waits.

    Texts of one sender go in order; several routers may run. When a claimer raises, or none
    claims, the text is marked failed with the name of the error and the next one goes on.
    """
    return _router.route_next(claimers=claimers, now=now)


def route_batch(*, claimers: Sequence[Claimer], limit: int, now: dt.datetime) -> int:
    """Route up to ``limit`` texts and return how many.

    Several share a transaction while all goes well; a batch with a failure is rolled back and
    routed one by one.
    """
    return _router.route_batch(claimers=claimers, limit=limit, now=now)


def texts_retry(*, text_id: int, actor: Actor, now: dt.datetime) -> None:
    """Let the router try a failed text again. Raises TransitionRefused if it is not failed."""
    _router.texts_retry(text_id=text_id, actor=actor, now=now)


def stop_claim(text: IncomingView) -> Claim | None:
    """Take a text that is only STOP or START (``words`` of the district), and obey it.

    What was asked for goes on: answers, interim answers and questions. Each switch is answered
    once; a START where nothing was stopped is left to the other rooms.
    """
    return _stopping.stop_claim(text)


def block_claim(text: IncomingView) -> Claim | None:
    """Take a text of a blocked sender: it stays readable, opens no case and is not answered."""
    return _blocking.block_claim(text)


def sender_block(
    *, resident_id: int, reason: str, until: dt.datetime, actor: Actor, now: dt.datetime
) -> None:
    """Block a sender until a moment; a block that runs is given the new reason and end.

    Raises ValueError without a reason or with an end that is past.
    """
    _blocking.sender_block(
        resident_id=resident_id, reason=reason, until=until, actor=actor, now=now
    )


def sender_unblock(*, resident_id: int, actor: Actor, now: dt.datetime) -> bool:
    """End a block at once. False when there is none."""
    return _blocking.sender_unblock(resident_id=resident_id, actor=actor, now=now)


# Threads: what belongs together is for the rooms to say


def incoming_lock(*, reference: str, ids: Sequence[int] | None = None) -> list[int]:
    """Lock incoming texts of a thread (all, or those of ``ids``) and give those that are there.

    To be called before a room locks its own rows, in the order in which a late part does it.
    """
    return _moving.incoming_lock(reference=reference, ids=ids)


def thread_ids(reference: str) -> ThreadIds:
    """Give the ids of a thread's texts, with two queries."""
    return _moving.thread_ids(reference)


def texts_move(
    *,
    from_reference: str,
    to_reference: str,
    incoming: Sequence[int] = (),
    outgoing: Sequence[int] = (),
) -> None:
    """Put texts into another thread. Raises LookupError when one is not where it should be."""
    _moving.texts_move(
        from_reference=from_reference,
        to_reference=to_reference,
        incoming=incoming,
        outgoing=outgoing,
    )


# Out: for rooms


def text_queue(
    *,
    resident_id: int,
    kind: str,
    body: str,
    reference: str,
    now: dt.datetime,
    not_before: dt.datetime | None = None,
    confirmed_hash: str = "",
    photos: Sequence[str] = (),
) -> int:
    """Queue a text to a resident and return its id; it goes out with exactly these words.

    ``kind`` is a TextKind. ``photos`` name what ``photo_make`` gave, in order; such a text
    goes by a transport that carries photos, or waits for one. Raises ValueError for an empty
    body or one that cannot be sent, TooLong (a ValueError) beyond 255 segments. Wakes the links
    (channel "outbox").
    """
    return _queueing.text_queue(
        resident_id=resident_id,
        kind=kind,
        body=body,
        reference=reference,
        now=now,
        not_before=not_before,
        confirmed_hash=confirmed_hash,
        photos=photos,
    )


def automatic_queue(*, resident_id: int, body: str, reference: str, now: dt.datetime) -> int | None:
    """Queue an automatic text, or return None when none may go to this number now.

    None goes to a number that is not mobile, that said STOP, that is blocked, or that had as
    many within the hour as the district allows (``receipt.hourly_limit_per_number``, else 3).
    Also None while the router routes a batch: then it is queued at the end of the batch, by the
    same rules.
    """
    return _queueing.automatic_queue(
        resident_id=resident_id, body=body, reference=reference, now=now
    )


def text_cancel(*, text_id: int, now: dt.datetime) -> bool:
    """Take a queued text back. False when it is too late: a link holds it, or part is gone."""
    return _queueing.text_cancel(text_id=text_id, now=now)


def text_settle(
    *, text_id: int, decision: Decision, actor: Actor, reason: str, now: dt.datetime
) -> None:
    """Decide about a text held as unknown: ``was_sent``, ``send_again`` or ``give_up``.

    Raises ValueError without a reason, TransitionRefused when the text is not unknown.
    """
    _deciding.text_settle(text_id=text_id, decision=decision, actor=actor, reason=reason, now=now)


# Out: for the links


def outgoing_claim(
    *, transport: str, session: str, limit: int, now: dt.datetime, lease: dt.timedelta = LEASE
) -> list[SegmentJob]:
    """Take texts to send: about ``limit`` segments, answers first; [] when none waits.

    None while a better transport serves (rules/routes.py), but those that it did not take.

    Committed when it returns (call it outside a transaction). Each job is to be reported once
    by ``outgoing_report``; what is not reported within the lease is held as unknown.
    """
    return _claiming.outgoing_claim(
        transport=transport, session=session, limit=limit, now=now, lease=lease
    )


def texts_claim(
    *, transport: str, session: str, limit: int, now: dt.datetime, lease: dt.timedelta = LEASE
) -> list[TextJob]:
    """Take whole texts to send, for a provider that cuts them itself; else as outgoing_claim.

    A text that was partly accepted in segments is never among them.
    """
    return _claiming.texts_claim(
        transport=transport, session=session, limit=limit, now=now, lease=lease
    )


def outgoing_report(*, results: Sequence[SubmitResult], now: dt.datetime) -> None:
    """Report what became of claimed segments.

    Refused for now: tried again after 30 s, doubling, at most 6 times. Refused with
    ``elsewhere``: goes by another transport at once, if there is one. Unknown: held. Some
    segments accepted: only the others are ever sent again. Emits OutgoingAccepted and
    OutgoingSettled.
    """
    _reports.outgoing_report(results=results, now=now)


def leases_expire(*, now: dt.datetime) -> int:
    """Hold as unknown what was claimed and not reported in time; return the number of texts."""
    return _reports.leases_expire(now=now)


def segments_to_query(
    *, transport: str, older_than: dt.timedelta, limit: int, now: dt.datetime
) -> list[QueryJob]:
    """Take accepted segments without a receipt, to ask the network about them.

    Each at most once per ``older_than``, and for three days. Answers come back as
    Receipt(queried=True).
    """
    return _querying.segments_to_query(
        transport=transport, older_than=older_than, limit=limit, now=now
    )


def link_report(
    *, transport: str, state: str, detail: str, now: dt.datetime, way: Way = PLAIN_WAY
) -> None:
    """Say how a link is (``detail`` up to 200 characters, no number, no password).

    A link that is ``down`` or ``refused`` three times in a row steps back behind others of
    whatever priority, until it was ``bound`` for five minutes.
    """
    _links.link_report(transport=transport, state=state, detail=detail, now=now, way=way)


def link_forget(*, transport: str) -> None:
    """Show a link no more: it was taken out of the settings."""
    _links.link_forget(transport=transport)


# The past, in bulk


def history_reserve(
    *, senders: Sequence[HistorySender], incoming: int, outgoing: int
) -> HistoryIds:
    """Find or make the residents of these numbers, and take ids for texts to come."""
    return _history.history_reserve(senders=senders, incoming=incoming, outgoing=outgoing)


def history_import(
    *,
    transport: str,
    destination_addr: str,
    residents: dict[str, int],
    incoming: Sequence[HistoryIncoming],
    outgoing: Sequence[HistoryOutgoing],
) -> None:
    """Write texts that were claimed and delivered long ago, with their history.

    All in one ended session of ``transport``; ids and residents are those that
    ``history_reserve`` gave. Emits no events: nobody reacts to the past.
    """
    _history.history_import(
        transport=transport,
        destination_addr=destination_addr,
        residents=residents,
        incoming=incoming,
        outgoing=outgoing,
    )


# Photos


def photo_make(*, data: bytes, now: dt.datetime) -> Photo:
    """Make a photo for a text that goes out: a JPEG of at most 200 kB that holds only pixels.

    Takes a third of a second; outside a transaction. Raises PhotoRefused with the problem. What
    is put with no text within a day is removed, unless it is among those held (photos_sweep).
    """
    return _uploading.photo_make(data=data, now=now)


def photos_look(*, limit: int, now: dt.datetime) -> int:
    """Look at up to ``limit`` files that came in, and return how many. Outside a transaction.

    Several processes may do it at once. Emits PhotosLooked.
    """
    return _looking.photos_look(limit=limit, now=now)


def photos_sweep(*, held: Set[str], now: dt.datetime) -> int:
    """Remove files that no text has, nor ``held`` names; return how many. For the night."""
    return _looking.photos_sweep(held=held, now=now)


def attachments_of(references: Iterable[str]) -> dict[str, list[Photo]]:
    """Give the photos of threads in the order in which they came, with one query."""
    return _photos.attachments_of(references)


def photo_of_thread(reference: str, sha256: str) -> Photo | None:
    """Give a photo if a text of this thread has it."""
    return _photos.photo_of_thread(reference, sha256)


def photos_by_hash(hashes: Iterable[str]) -> dict[str, Photo]:
    """Give photos by name, with one query; those that are not there are left out."""
    return _photos.photos_by_hash(hashes)


def photos_carried(now: dt.datetime) -> bool:
    """Say whether any transport heard of within a day carries photos."""
    return _photos.photos_carried(now)


# Reads


def links() -> list[LinkView]:
    """Give the state of each link, by name."""
    return _health.links()


def last_heard(*, transport: str) -> dt.datetime | None:
    """Give when the last text came in by this transport; None when none ever did."""
    return _health.last_heard(transport=transport)


def health(now: dt.datetime) -> Health:
    """Count what waits, failed, or is unknown, with one query."""
    return _health.health(now)


def line_silence(*, now: dt.datetime) -> Silence | None:
    """Weigh how long nothing has come in; None when less than an hour, or the past is too short."""
    return _silence.line_silence(now=now)


def traffic() -> list[Traffic]:
    """Count texts in and out and receipts, by transport and state, with one query."""
    return _traffic.traffic()


def residents_brief(ids: Iterable[int]) -> dict[int, ResidentBrief]:
    """Give residents by id, numbers masked, with one query; unknown ids are left out."""
    return _briefs.residents_brief(ids)


def resident_find(number_text: str) -> int | None:
    """Find the resident of a number as a person writes it; None if nobody wrote from it."""
    return _briefs.resident_find(number_text)


def numbers_open() -> bool:
    """Say whether this process's keys are those that this database's numbers were kept with."""
    return _briefs.numbers_open()


def numbers_behind() -> bool:
    """Say whether this database lies under older keys of this process's ring."""
    return _briefs.numbers_behind()


def sealed_tables() -> list[Sealed]:
    """Name the tables that hold something made with the keys, in the order of rewriting them."""
    return _rekeying.sealed_tables()


def resident_waiting(*, resident_id: int) -> bool:
    """Say whether a text of this resident has come in that no room has seen yet."""
    return _briefs.resident_waiting(resident_id=resident_id)


def number_reveal(*, resident_id: int, actor: Actor, reason: str, now: dt.datetime) -> str:
    """Give a resident's number in E.164 and record who saw it, and why.

    Raises ValueError for an empty reason.
    """
    return _residents.number_reveal(resident_id=resident_id, actor=actor, reason=reason, now=now)


def thread(reference: str) -> list[ThreadText]:
    """Give the texts of one reference, oldest first, with two queries."""
    return _threads.thread(reference)


def thread_many(references: Iterable[str]) -> dict[str, list[ThreadText]]:
    """Give the texts of many references, each oldest first, with two queries for all."""
    return _threads.thread_many(references)


def incoming_get(text_id: int) -> ThreadText:
    """Give one incoming text. Raises django.core.exceptions.ObjectDoesNotExist."""
    return _threads.incoming_get(text_id)


def outgoing_get(text_id: int) -> ThreadText:
    """Give one outgoing text. Raises django.core.exceptions.ObjectDoesNotExist."""
    return _threads.outgoing_get(text_id)


def latest_incoming_id(reference: str) -> int | None:
    """Give the id of the last incoming text of a reference."""
    return _threads.latest_incoming_id(reference)


def blocks_active(now: dt.datetime) -> list[BlockView]:
    """Give the blocks that run, those that end first first; one query."""
    return _blocks.blocks_active(now)


def blocked_incoming(limit: int) -> list[ThreadText]:
    """Give texts of blocked senders, newest first."""
    return _blocks.blocked_incoming(limit)


def failed_incoming(limit: int) -> list[ThreadText]:
    """Give texts that no room took or that cannot be read, oldest first."""
    return _threads.failed_incoming(limit)


def unknown_outgoing(limit: int) -> list[ThreadText]:
    """Give texts that may or may not have been sent, oldest first."""
    return _threads.unknown_outgoing(limit)


def references_matching(q: str, *, limit: int = 5000) -> list[str]:
    """Give references with a text that holds ``q`` (any case), newest first."""
    return _threads.references_matching(q, limit=limit)

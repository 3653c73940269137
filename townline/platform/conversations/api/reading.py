"""Reads: threads, residents with masked numbers, how the links are."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Expression, F, QuerySet, Subquery

from townline.platform.conversations.rules.silence import Silence
from townline.platform.conversations.selectors import arrivals as _arrivals
from townline.platform.conversations.selectors import blocks as _blocks
from townline.platform.conversations.selectors import channels as _channels
from townline.platform.conversations.selectors import flow as _flow
from townline.platform.conversations.selectors import health as _health
from townline.platform.conversations.selectors import residents as _briefs
from townline.platform.conversations.selectors import silence as _silence
from townline.platform.conversations.selectors import threads as _threads
from townline.platform.conversations.selectors import traffic as _traffic
from townline.platform.conversations.selectors.blocks import BlockView
from townline.platform.conversations.selectors.health import Health, LinkView
from townline.platform.conversations.selectors.residents import ResidentBrief
from townline.platform.conversations.selectors.threads import Claimed, ThreadText
from townline.platform.conversations.selectors.traffic import Traffic
from townline.platform.conversations.services import key_rotation as _rekeying
from townline.platform.conversations.services import residents as _residents
from townline.platform.conversations.services.outgoing import claiming as _claiming
from townline.platform.core.history.audit import Actor
from townline.platform.core.keys.sealed import Sealed
from townline.platform.core.text.msisdn import Msisdn


def links() -> list[LinkView]:
    """Give the state of each link, by name."""
    return _health.links()


def last_received_at(*, transport: str) -> dt.datetime | None:
    """Give when the last text came in by this transport; None when none ever did."""
    return _health.last_received_at(transport=transport)


def health(now: dt.datetime) -> Health:
    """Count what waits, failed, or is unknown, with one query."""
    return _health.health(now)


def routing_idle_s(now: dt.datetime) -> float:
    """Give for how many seconds a text has waited though none was routed; 0: none waits."""
    return _flow.routing_idle_s(now)


def claims_idle_s(now: dt.datetime) -> dict[str, float]:
    """Give, for each link that is up, how long a text has waited that it may take, unclaimed."""
    return _claiming.claims_idle_s(now)


def arrivals(since: dt.datetime, until: dt.datetime) -> list[dt.datetime]:
    """Give when texts came in, once an hour for each resident, sorted; one query."""
    return _arrivals.arrivals(since, until)


def first_channel(reference: Expression) -> Subquery:
    """Select how the first text with a reference came in: ``text``, ``photo`` or ``page``."""
    return _channels.first_channel(reference)


def line_silence(*, now: dt.datetime) -> Silence | None:
    """Weigh how long nothing has come in; None when less than an hour, or the past is too short."""
    return _silence.line_silence(now=now)


def traffic() -> list[Traffic]:
    """Count texts in and out and receipts, by transport and state, with one query."""
    return _traffic.traffic()


def residents_brief(ids: Iterable[int]) -> dict[int, ResidentBrief]:
    """Give residents by id, numbers masked, with one query; unknown ids are left out."""
    return _briefs.residents_brief(ids)


def brief_columns(column: str) -> dict[str, F]:
    """Give what a query of rows that name a resident in ``column`` reads along (``brief_in``)."""
    return _briefs.brief_columns(column)


def masked_column(column: str) -> F:
    """Give the masked number of the resident that rows name in ``column``."""
    return _briefs.masked_column(column)


def brief_in(row: object, resident_id: int) -> ResidentBrief:
    """Give the resident of a row that was read with ``brief_columns``, with no query."""
    return _briefs.brief_in(row, resident_id)


def resident_find(number_text: str) -> int | None:
    """Find the resident of a number as a person writes it; None if nobody wrote from it."""
    return _briefs.resident_find(number_text)


def resident_phone(resident_id: int) -> Msisdn | None:
    """Give a resident's real number; None once it was erased.

    For the house's own work, such as finding whose request a text answers: never for a page, a
    log, or the other side. Who shows a number to a person asks ``number_reveal``.
    """
    return _briefs.resident_phone(resident_id)


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


def page_words_waiting(*, resident_id: int) -> list[str]:
    """Give what this resident wrote on a page and no room has seen yet (``page_text_store``)."""
    return _briefs.page_words_waiting(resident_id=resident_id)


def language_for(resident_id: int, body: str) -> str:
    """Give a resident's language, with a text among theirs that is not read yet."""
    return _residents.language_for(resident_id, body)


def language_note(*, resident_id: int, code: str) -> str:
    """Count a read text's language (ISO 639-1) among its sender's; give the sender's language.

    That is the one that was chosen, else that of most of their texts, else of the newest.
    """
    return _residents.language_note(resident_id=resident_id, code=code)


def language_choose(*, resident_id: int, code: str) -> None:
    """Keep the language in which a resident wishes to be written to.

    Raises ValueError for one that has no texts (``district.languages``).
    """
    _residents.language_choose(resident_id=resident_id, code=code)


def number_reveal(*, resident_id: int, actor: Actor, reason: str, now: dt.datetime) -> str:
    """Give a resident's number in E.164 and record who saw it, and why.

    Raises ValueError for an empty reason.
    """
    return _residents.number_reveal(resident_id=resident_id, actor=actor, reason=reason, now=now)


def words_reveal(*, text_id: int, actor: Actor, reason: str, now: dt.datetime) -> str:
    """Give a text that holds masked personal numbers as it came, and record who saw it, and why.

    Returns "" where nothing is masked. Raises ValueError for an empty reason.
    """
    return _residents.words_reveal(text_id=text_id, actor=actor, reason=reason, now=now)


def thread(reference: str) -> list[ThreadText]:
    """Give the texts of one reference, oldest first, with two queries."""
    return _threads.thread(reference)


def thread_many(references: Iterable[str]) -> dict[str, list[ThreadText]]:
    """Give the texts of many references, each oldest first, with two queries for all."""
    return _threads.thread_many(references)


def answers_delivered(references: Iterable[str]) -> list[ThreadText]:
    """Give the answers of threads that reached somebody's phone, the latest first; one query."""
    return _threads.answers_delivered(references)


def incoming_get(text_id: int) -> ThreadText:
    """Give one incoming text. Raises django.core.exceptions.ObjectDoesNotExist."""
    return _threads.incoming_get(text_id)


def incoming_many(ids: Iterable[int]) -> dict[int, ThreadText]:
    """Give incoming texts by id with their photos; unknown ids are left out; two queries."""
    return _threads.incoming_many(ids)


def incoming_since(
    since: dt.datetime, *, residents: QuerySet[Any], but: QuerySet[Any]
) -> list[ThreadText]:
    """List what some residents (ids) wrote since and a room took, the earliest first.

    ``but``: ids of texts that are known. Without photos; one query.
    """
    return _threads.incoming_since(since, residents=residents, but=but)


def incoming_claimed(*, above: int, limit: int) -> list[Claimed]:
    """List incoming texts that rooms took, by id from after ``above``; one query."""
    return _threads.incoming_claimed(above=above, limit=limit)


def outgoing_get(text_id: int) -> ThreadText:
    """Give one outgoing text. Raises django.core.exceptions.ObjectDoesNotExist."""
    return _threads.outgoing_get(text_id)


def outgoing_texts(ids: Iterable[int]) -> list[ThreadText]:
    """Give outgoing texts by id, in order of id; unknown ids are left out; two queries at most."""
    return _threads.outgoing_texts(ids)


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

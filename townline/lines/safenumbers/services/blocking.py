"""Keeping callers out: by an owner, by the district, and by many reports."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from townline.casework.cases.api import NotAllowed
from townline.lines.safenumbers.errors import NobodyToBlock, ReasonMissing
from townline.lines.safenumbers.models import NumberBlock, Request
from townline.lines.safenumbers.rules.limits import WEEK
from townline.lines.safenumbers.rules.requests import request_subject
from townline.lines.safenumbers.selectors.blocks import is_blocked
from townline.lines.safenumbers.selectors.leases import lease_latest
from townline.lines.safenumbers.selectors.requests import asking_settings
from townline.lines.safenumbers.services.leases.writer import OWNER, By
from townline.lines.safenumbers.services.numbers import day_count, queue_up
from townline.lines.safenumbers.services.requests.writer import request_lock
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto
from townline.platform.core.text import msisdn
from townline.platform.departments.api import Permission


@transaction.atomic
def asker_block(*, request_id: UUID, now: dt.datetime) -> None:
    """Keep the asker of a request from its owner for good. Raises NobodyToBlock."""
    row = request_lock(request_id)
    _asker_block(row, now)


@transaction.atomic
def request_report(*, request_id: UUID, now: dt.datetime) -> None:
    """An owner reports a request as abuse: its asker, if known, is kept from this owner.

    When several owners report the same one within a week, the district keeps them out for a
    week. A second report of a request changes nothing.
    """
    row = request_lock(request_id)
    if row.reported_at is not None:
        return
    row.reported_at = now
    row.save(update_fields=["reported_at"])
    day_count("reported", now)
    _record(request_subject(row.id), "request:abuse:report", OWNER, now, "")
    if row.asker:
        _asker_block(row, now)
        _many_block(row, now)


def _asker_block(row: Request, now: dt.datetime) -> None:
    if not row.asker:
        raise NobodyToBlock("the sender left no number, or it was deleted")
    number = crypto.ring().decrypt(row.asker)
    # A request to an earlier number of the owner keeps its sender from the present one.
    _block(number, lease_latest(row.lease_id), "owner", OWNER, now, until=None)


def _many_block(row: Request, now: dt.datetime) -> None:
    number = crypto.ring().decrypt(row.asker)
    reports = Request.objects.filter(
        asker_lookup__in=crypto.ring().lookups_of(number), reported_at__gt=now - WEEK
    )
    if reports.values("lease").distinct().count() >= asking_settings().limits.reports:
        _block(number, None, "reports", audit.SYSTEM, now, until=now + WEEK)


@transaction.atomic
def number_block(
    *, by: By, number: str, reason: str, until: dt.datetime | None, now: dt.datetime
) -> None:
    """Keep a number from all owners of the district. Raises InvalidNumber, ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing("say why; the reason stays in the history")
    _block(msisdn.parse(number).value, None, reason.strip()[:200], _acting(by), now, until=until)


@transaction.atomic
def number_unblock(*, by: By, block_id: int, now: dt.datetime, lease_id: UUID | None) -> bool:
    """End a block of an owner, or with None of the district. False when there is none."""
    rows = NumberBlock.objects.select_for_update().filter(id=block_id, lease=lease_id)
    row = rows.filter(ended_at=None).first()
    if row is None:
        return False
    actor = _acting(by)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    _record(f"number_block:{row.pk}", "number_block:block:end", actor, now, "")
    return True


def _acting(by: By) -> audit.Actor:
    if isinstance(by, audit.Actor):
        return by
    if not by.may(Permission.BLOCK) or not by.may(Permission.NUMBERS):
        raise NotAllowed("numbers are blocked by the front desk")
    return by.actor


def _block(
    number: str,
    lease_id: UUID | None,
    reason: str,
    actor: audit.Actor,
    now: dt.datetime,
    *,
    until: dt.datetime | None,
) -> None:
    queue_up(f"block of {number}")
    if is_blocked(number, lease_id=lease_id, now=now):
        return
    ring = crypto.ring()
    # One that ran out is ended first: only one of a kind may run.
    mine = NumberBlock.objects.filter(lease=lease_id, number_lookup__in=ring.lookups_of(number))
    mine.filter(ended_at=None, until__lte=now).update(ended_at=now)
    row = NumberBlock.objects.create(
        lease_id=lease_id,
        number=ring.encrypt(number),
        number_lookup=ring.lookup_of(number),
        number_masked=msisdn.mask(number)[:24],
        reason=reason,
        by_label=actor.label,
        at=now,
        until=until,
    )
    _record(f"number_block:{row.pk}", "number_block:block:begin", actor, now, reason)


def _record(subject: str, event: str, actor: audit.Actor, now: dt.datetime, reason: str) -> None:
    audit.record(audit.AuditEntry(subject=subject, event=event, actor=actor, at=now, reason=reason))

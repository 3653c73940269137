"""When a person hears of the morning by e-mail or text, and how."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.departments.models import Digest, Staff
from townline.platform.departments.rules import DIGEST_HOURS, DIGEST_ROLES, digest_next

WAYS = ("", "mail", "text")


_LONGEST = dt.timedelta(days=2)


class DigestRefused(ValueError):
    """What was wished cannot be done; ``problem`` names why: role, way, hour, mail or number."""

    def __init__(self, problem: str, detail: str) -> None:
        super().__init__(detail)
        self.problem = problem


@transaction.atomic
def digest_choose(
    *, staff: Staff, way: str, hour: int, actor: audit.Actor, now: dt.datetime
) -> Digest:
    """Set how and at which hour (of the district's day) the figures come; "" ends it.

    Raises DigestRefused: for another role, an unknown way or hour, a person without an e-mail
    address, or without a proved number.
    """
    digest, _ = Digest.objects.select_for_update().get_or_create(staff=staff)
    _check(staff, digest, way, hour)
    local = now.astimezone(district.current().zone)
    digest.way, digest.hour = way, hour
    digest.next_at = digest_next(local, hour=hour, sent_on=digest.sent_on) if way else None
    digest.save(update_fields=["way", "hour", "next_at"])
    _record(staff, "staff:digest:choose", actor, now, {"way": way, "hour": hour})
    return digest


def _check(staff: Staff, digest: Digest, way: str, hour: int) -> None:
    if staff.role not in DIGEST_ROLES:
        raise DigestRefused("role", f"only {', '.join(sorted(DIGEST_ROLES))} may have it sent")
    if way not in WAYS:
        raise DigestRefused("way", "accepted: mail, text, or nothing")
    if hour not in DIGEST_HOURS:
        raise DigestRefused("hour", f"accepted: {DIGEST_HOURS[0]} to {DIGEST_HOURS[-1]}")
    if way == "mail" and not staff.email:
        raise DigestRefused("mail", "this person has no e-mail address")
    if way == "text" and digest.resident_id is None:
        raise DigestRefused("number", "this person has no proved number")


@transaction.atomic
def digest_number(
    *, staff: Staff, resident_id: int, actor: audit.Actor, now: dt.datetime
) -> Digest:
    """Keep that a number (by whose row it is) was shown to be this person's own."""
    digest, _ = Digest.objects.select_for_update().get_or_create(staff=staff)
    digest.resident_id = resident_id
    digest.save(update_fields=["resident_id"])
    _record(staff, "staff:digest_number:set", actor, now, {"resident": resident_id})
    return digest


def digest_take(*, now: dt.datetime) -> Digest | None:
    """Take the next person whose digest is due, in the caller's transaction; None if nobody's.

    The day is marked at once, so that what the caller sends in the same transaction goes out
    once a day, whatever stops in between. Who may not have it any more is passed over.
    """
    local = now.astimezone(district.current().zone)
    _bring_back(local)
    while True:
        due = Digest.objects.select_related("staff").filter(next_at__lte=now).order_by("next_at")
        digest = due.select_for_update(skip_locked=True, of=("self",)).first()
        if digest is None:
            return None
        entitled = digest.staff.is_active and digest.staff.role in DIGEST_ROLES
        again = digest.sent_on == local.date()
        digest.next_at = digest_next(local, hour=digest.hour, sent_on=local.date())
        if not entitled:
            digest.way, digest.next_at = "", None
        elif not again:
            digest.sent_on = local.date()
        digest.save(update_fields=["way", "next_at", "sent_on"])
        if entitled and not again:
            return digest


def _bring_back(local: dt.datetime) -> None:
    """Plan anew what a clock planned that was set back since: the next is a day ahead at most."""
    for digest in Digest.objects.filter(next_at__gt=local + _LONGEST):
        digest.next_at = digest_next(local, hour=digest.hour, sent_on=None)
        digest.save(update_fields=["next_at"])


def digest_of(staff_id: int) -> Digest:
    """Give a person's wish; one that was never stored says that nothing is sent."""
    return Digest.objects.filter(staff_id=staff_id).first() or Digest(staff_id=staff_id)


def digest_numbers(people: Iterable[int]) -> dict[int, int]:
    """Give whose rows have the proved numbers of these people, by person; one query."""
    rows = Digest.objects.filter(staff__in=list(people), resident_id__isnull=False)
    return {who: number for who, number in rows.values_list("staff_id", "resident_id") if number}


def _record(
    staff: Staff, event: str, actor: audit.Actor, now: dt.datetime, data: dict[str, object]
) -> None:
    audit.record(
        audit.AuditEntry(subject=f"staff:{staff.id}", event=event, actor=actor, at=now, data=data)
    )

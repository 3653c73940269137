"""Receivers: made, paused, given a new secret, removed; each with a line of history."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypedDict

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet

from townline.adapters.webhooks.errors import EndpointInvalid, EndpointNotFound
from townline.adapters.webhooks.models import Delivery, Endpoint
from townline.adapters.webhooks.publishing import WAKE, publish_test
from townline.adapters.webhooks.rules import MOST_ENDPOINTS, OLD_SECRET, DeliveryState
from townline.adapters.webhooks.signing import new_secret
from townline.platform.core import district, live
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto
from townline.platform.core.keys.sealed import Sealed
from townline.platform.core.outgoing.public_addresses import AddressRefused, check_address
from townline.platform.departments.api import Act

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class MessageCounts(TypedDict):
    """How many messages wait for a receiver, and how many were given up."""

    waiting: int
    dead: int


_WAITING = [DeliveryState.QUEUED, DeliveryState.CLAIMED]


def endpoints_list() -> "QuerySet[WithAnnotations[Endpoint, MessageCounts]]":
    """Give all receivers by name, with ``waiting`` and ``dead``: how many messages are so."""
    return Endpoint.objects.order_by("name").annotate(
        waiting=Count("delivery", filter=Q(delivery__state__in=_WAITING)),
        dead=Count("delivery", filter=Q(delivery__state=DeliveryState.DEAD)),
    )


def endpoint_get(endpoint_id: int) -> Endpoint:
    """Give one. Raises EndpointNotFound."""
    found = endpoints_list().filter(id=endpoint_id).first()
    if found is None:
        raise EndpointNotFound(f"there is no webhook {endpoint_id}")
    return found


def endpoint_named(name: str) -> Endpoint:
    """Give the one of a name. Raises EndpointNotFound."""
    found = Endpoint.objects.filter(name=name).first()
    if found is None:
        raise EndpointNotFound(f"there is no webhook named {name!r}")
    return found


def newest_deliveries(endpoint: Endpoint, limit: int) -> list[Delivery]:
    """Give the newest messages to a receiver, with what became of them."""
    rows = Delivery.objects.filter(endpoint=endpoint).select_related("message")
    return list(rows.order_by("-id")[:limit])


def dead_letters(endpoint: Endpoint, limit: int) -> list[Delivery]:
    """Give the messages that a receiver never took, the last given up first."""
    rows = Delivery.objects.filter(endpoint=endpoint, state=DeliveryState.DEAD)
    return list(rows.select_related("message").order_by("-settled_at")[:limit])


def count_dead() -> int:
    """Count the messages that no receiver took; one query."""
    return Delivery.objects.filter(state=DeliveryState.DEAD).count()


def endpoint_add(
    act: Act, *, name: str, url: str, events: Sequence[str], scopes: Sequence[str]
) -> tuple[Endpoint, str]:
    """Make a receiver; give it and its secret, which is shown once. Raises EndpointInvalid."""
    _check(url, events)
    secret = new_secret()
    row = Endpoint(
        name=name,
        url=url,
        secret=crypto.ring().encrypt(secret),
        events=sorted(set(events)),
        scopes=sorted(set(scopes)),
        created_at=act.now,
        created_by_id=act.viewer.staff_id,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            district.mark_edited(act.now)
            _record(row, "webhook:endpoint:add", act, events=row.events, scopes=row.scopes)
    except IntegrityError as error:
        raise EndpointInvalid("a webhook of this name exists", why="name") from error
    return row, secret


def _check(url: str, events: Sequence[str]) -> None:
    if not events:
        raise EndpointInvalid("it subscribes to nothing", why="events")
    if Endpoint.objects.count() >= MOST_ENDPOINTS:
        raise EndpointInvalid(f"there are {MOST_ENDPOINTS} already", why="most")
    try:
        check_address(url, anywhere=settings.TOWNLINE_WEBHOOKS_ANYWHERE)
    except AddressRefused as error:
        raise EndpointInvalid(f"the address: {error}", why="url") from error


@transaction.atomic
def endpoint_pause(act: Act, *, endpoint_id: int) -> None:
    """Send nothing more to a receiver until it is resumed. Raises EndpointNotFound."""
    row = _lock(endpoint_id)
    row.paused_at = act.now
    row.save(update_fields=["paused_at"])
    _record(row, "webhook:endpoint:pause", act)


@transaction.atomic
def endpoint_resume(act: Act, *, endpoint_id: int) -> None:
    """Send again, also what waited meanwhile. Raises EndpointNotFound."""
    row = _lock(endpoint_id)
    row.paused_at, row.gone = None, False
    row.save(update_fields=["paused_at", "gone"])
    _record(row, "webhook:endpoint:resume", act)
    live.wake(live.channel(WAKE))


@transaction.atomic
def endpoint_remove(act: Act, *, endpoint_id: int) -> None:
    """Forget a receiver with all that waits for it. Raises EndpointNotFound."""
    row = _lock(endpoint_id)
    _record(row, "webhook:endpoint:remove", act, name=row.name)
    row.delete()


@transaction.atomic
def secret_renew(act: Act, *, endpoint_id: int) -> tuple[Endpoint, str]:
    """Give a new secret, shown once; for a day the old one signs too. Raises EndpointNotFound."""
    row, secret = _lock(endpoint_id), new_secret()
    row.previous, row.previous_until = row.secret, act.now + OLD_SECRET
    row.secret = crypto.ring().encrypt(secret)
    row.save(update_fields=["secret", "previous", "previous_until"])
    _record(row, "webhook:secret:renew", act)
    return row, secret


@transaction.atomic
def endpoint_test(act: Act, *, endpoint_id: int) -> None:
    """Queue a test message to a receiver. Raises EndpointNotFound."""
    row = _lock(endpoint_id)
    publish_test(row.id, act.now)
    _record(row, "webhook:endpoint:test", act)


def secrets_of(endpoint: Endpoint, now: dt.datetime) -> list[str]:
    """Give the secrets that sign now, the current one first."""
    ring = crypto.ring()
    sealed = [endpoint.secret]
    if endpoint.previous and endpoint.previous_until and now < endpoint.previous_until:
        sealed.append(endpoint.previous)
    return [ring.decrypt(each) for each in sealed]


def _lock(endpoint_id: int) -> Endpoint:
    row = Endpoint.objects.select_for_update().filter(id=endpoint_id).first()
    if row is None:
        raise EndpointNotFound(f"there is no webhook {endpoint_id}")
    return row


def record(row: Endpoint, tag: str, actor: audit.Actor, now: dt.datetime, **data: object) -> None:
    """Write a line of a receiver's history; it holds no address and no secret."""
    audit.record(
        audit.AuditEntry(
            subject=f"webhook:{row.pk}", event=tag, actor=actor, at=now, data=dict(data)
        )
    )


def _record(row: Endpoint, tag: str, act: Act, **data: object) -> None:
    record(row, tag, act.actor, act.now, **data)


def _renew(row: Endpoint) -> bool:
    ring, stale = crypto.ring(), False
    for name in ("secret", "previous"):
        sealed = getattr(row, name)
        if sealed and not ring.is_current(sealed):
            setattr(row, name, ring.encrypt(ring.decrypt(sealed)))
            stale = True
    return stale


def sealed_tables() -> list[Sealed]:
    """Name what a change of keys rewrites here."""
    return [Sealed(model=Endpoint, columns=("secret", "previous"), renew=_renew)]

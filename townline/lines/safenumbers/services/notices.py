"""Notices to an owner's browsers: that something came, never what or from whom."""

import datetime as dt
from uuid import UUID

from townline.platform.core.outgoing import pushes
from townline.platform.core.outgoing.pushes import SubscriptionInvalid

__all__ = [
    "SubscriptionInvalid", "notices_end", "notices_follow", "notices_off", "notices_on",
    "owner_notice",
]  # fmt: skip


def notices_on(*, lease_id: UUID, endpoint: str, p256dh: str, auth: str, now: dt.datetime) -> None:
    """Tell a browser of requests from now on. Raises SubscriptionInvalid."""
    pushes.subscription_add(
        owner=_owner(lease_id), endpoint=endpoint, p256dh=p256dh, auth=auth, now=now
    )


def notices_off(*, lease_id: UUID, endpoint: str) -> None:
    """Tell a browser nothing any more."""
    pushes.subscription_end(owner=_owner(lease_id), endpoint=endpoint)


def owner_notice(*, lease_id: UUID, request_id: UUID, ttl: dt.timedelta, now: dt.datetime) -> int:
    """Queue a notice of a request to the owner's browsers, in the caller's transaction."""
    payload = {"kind": "request", "id": str(request_id)}
    return pushes.push_queue(
        owner=_owner(lease_id), payload=payload, urgency="high", ttl=ttl, now=now
    )


def notices_follow(*, old: UUID, new: UUID, now: dt.datetime) -> None:
    """Let the browsers of a lease go over to the one that takes its place."""
    for each in pushes.subscriptions_of(_owner(old)):
        notices_on(
            lease_id=new, endpoint=each.endpoint, p256dh=each.p256dh, auth=each.auth, now=now
        )


def notices_end(lease_id: UUID) -> None:
    """Forget the browsers of a lease that is over."""
    pushes.subscriptions_end(owner=_owner(lease_id))


def _owner(lease_id: UUID) -> str:
    return f"lease:{lease_id}"

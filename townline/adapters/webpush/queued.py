"""Sends the messages to browsers that wait (``core/outgoing/pushes.py``) to their push services."""

import datetime as dt
import json
import logging

from django.conf import settings

from townline.adapters import webpush
from townline.platform.core.keys import crypto
from townline.platform.core.models import Push
from townline.platform.core.outgoing import pushes
from townline.platform.core.outgoing.push_endpoints import decode_base64url

log = logging.getLogger(__name__)


def identity() -> webpush.Identity | None:
    """Give who we are to push services; None while the keys file has no key for it."""
    contact = settings.TOWNLINE_PUBLIC_URL
    if not contact.startswith("https://"):
        contact = f"mailto:{settings.TOWNLINE_PUSH_CONTACT}"
    try:
        return webpush.identity(crypto.ring().vapid, contact)
    except ValueError:
        return None


def pushes_run(*, now: dt.datetime, limit: int = 50) -> int:
    """Send what is due, one message after the other; say how many were taken.

    Call it outside a transaction: a push service may take its time.
    """
    pushes.pushes_expire(now=now, limit=limit)
    us, accepted = identity(), 0
    if us is None:
        return 0
    for _ in range(limit):
        push = pushes.push_claim(now=now)
        if push is None:
            break
        accepted += _send(push, us, now)
    return accepted


def _send(push: Push, us: webpush.Identity, now: dt.datetime) -> bool:
    try:
        _hand_over(push, us, now)
    except webpush.PushGone:
        pushes.push_gone(push_id=push.pk, now=now)
        return False
    except (webpush.PushLater, webpush.PushRefused) as error:
        # The address of a browser is in no log.
        log.warning("push %s was not taken: %s", push.pk, error)
        _fail_push(push, error, now)
        return False
    return _settle_push(push, now)


def _hand_over(push: Push, us: webpush.Identity, now: dt.datetime) -> None:
    browser = push.subscription
    webpush.send(
        webpush.Browser(
            browser.endpoint, decode_base64url(browser.p256dh), decode_base64url(browser.auth)
        ),
        json.dumps(push.payload, separators=(",", ":")).encode(),
        us=us,
        urgency=push.urgency,
        ttl=push.expires_at - now,
        now=now,
        anywhere=settings.TOWNLINE_PUSH_ANYWHERE,
    )


def _fail_push(
    push: Push, error: webpush.PushLater | webpush.PushRefused, now: dt.datetime
) -> None:
    later = isinstance(error, webpush.PushLater)
    after = error.after if isinstance(error, webpush.PushLater) else None
    try:
        pushes.push_failed(
            push_id=push.pk, error=str(error), now=now, permanent=not later, after=after
        )
    except pushes.PushSettled:
        log.info("push %s went with its browser meanwhile", push.pk)


def _settle_push(push: Push, now: dt.datetime) -> bool:
    try:
        pushes.push_sent(push_id=push.pk, now=now)
    except pushes.PushSettled:
        log.info("push %s went with its browser meanwhile", push.pk)
        return False
    return True

"""How the links are, and which of them steps back or comes back."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from townline.platform.conversations import rules
from townline.platform.conversations.models import LinkSession, LinkStatus
from townline.platform.conversations.ports import PLAIN_WAY, TransportProfile
from townline.platform.conversations.rules import LinkHealth, LinkSignal
from townline.platform.core import live
from townline.platform.core.history import audit
from townline.platform.core.text import charsets

_HEALTH_FIELDS = ("serving", "failures", "well_since", "reason")
# Neither "connecting" nor "stopped" tells how the network is.
_SEEN = {"bound": LinkSignal.UP, "down": LinkSignal.DOWN, "refused": LinkSignal.DOWN}


@transaction.atomic
def link_report(
    *, transport: str, state: str, detail: str, now: dt.datetime, way: TransportProfile = PLAIN_WAY
) -> None:
    """Say how a link is (``detail`` up to 200 characters, no number, no password).

    A link that is ``down`` or ``refused`` three times in a row steps back behind others of
    whatever priority, until it was ``bound`` for five minutes.
    """
    first = {"state": state, "since": now, "seen_at": now}
    rows = LinkStatus.objects.select_for_update(no_key=True)
    link, made = rows.get_or_create(transport=transport, defaults=first)
    changed = made or link.state != state
    if link.state != state:
        link.state, link.since = state, now
    link.detail, link.seen_at = charsets.clean(detail)[:200], now
    link.priority, link.carries, link.photos = way.priority, way.carries, way.photos
    if seen := _SEEN.get(state):
        changed |= _stand(link, seen, now, f"{state}: {detail}" if detail else state)
    link.save()
    if changed:
        _notify(transport)


@transaction.atomic
def link_forget(*, transport: str) -> None:
    """Show a link no more: it was taken out of the settings."""
    LinkStatus.objects.filter(transport=transport).delete()
    _notify(transport)


def links_observe(news: Mapping[str, tuple[LinkSignal, str]], *, now: dt.datetime) -> None:
    """Note what became of texts on each link, with a reason for a failure."""
    rows = LinkStatus.objects.filter(transport__in=news).order_by("transport")
    for link in rows.select_for_update(no_key=True):
        before = _link_health(link)
        stepped = _stand(link, *_with_time(news[link.transport], now))
        if _link_health(link) != before:
            link.save(update_fields=_HEALTH_FIELDS)
        if stepped:
            _notify(link.transport)


def _with_time(
    news: tuple[LinkSignal, str], now: dt.datetime
) -> tuple[LinkSignal, dt.datetime, str]:
    return news[0], now, news[1]


def _link_health(link: LinkStatus) -> LinkHealth:
    return LinkHealth(
        serving=link.serving, failures=link.failures, well_since=link.well_since, reason=link.reason
    )


def _stand(link: LinkStatus, seen: LinkSignal, now: dt.datetime, reason: str) -> bool:
    """Work out how a link stands now; say whether it stepped back or came back."""
    before = _link_health(link)
    health = rules.next_health(before, seen, now=now, reason=charsets.clean(reason)[:200])
    link.serving, link.failures = health.serving, health.failures
    link.well_since, link.reason = health.well_since, health.reason
    if health.serving == before.serving:
        return False
    entry = audit.AuditEntry(
        subject=f"link:{link.transport}",
        event="link:priority:restore" if health.serving else "link:priority:lower",
        actor=audit.SYSTEM,
        at=now,
        reason=before.reason if health.serving else health.reason,
    )
    audit.record(entry)
    return True


def _notify(transport: str) -> None:
    live.publish("link", transport)
    # Whoever is first in line now may have been waiting.
    live.wake(live.channel("outbox"))


# Bound sessions of a transport, and how far the network has read our responses in each.


@transaction.atomic
def session_open(*, transport: str, session: str, now: dt.datetime) -> None:
    # A killed process closes nothing: whoever binds next ends what it left open.
    """Note that a transport is bound. ``session`` is a UUID that is new for each bind.

    Sessions of the same transport that a killed process left open are ended. Calling it twice
    changes nothing.
    """
    LinkSession.objects.filter(transport=transport, closed_at=None).exclude(
        id=UUID(session)
    ).update(closed_at=now)
    LinkSession.objects.get_or_create(
        id=UUID(session), defaults={"transport": transport, "opened_at": now}
    )


def session_read(*, session: str, upto: int) -> None:
    """Note that the network has certainly read our responses up to this sequence.

    A link knows it when an answer comes to something it sent after those responses. Never
    goes back.
    """
    LinkSession.objects.filter(id=UUID(session)).update(read_upto=Greatest(F("read_upto"), upto))


def session_close(*, session: str, now: dt.datetime) -> None:
    """Note that a session has ended: what the network may not have read may come again."""
    LinkSession.objects.filter(id=UUID(session), closed_at=None).update(closed_at=now)

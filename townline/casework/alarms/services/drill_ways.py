"""A drill by mail and to browsers: it has no case, so no notice and no row of its own."""

import datetime as dt
from collections.abc import Collection

from django.utils import translation

from townline.casework.alarms.services import texts
from townline.casework.notifications.api import LIFE, AlertKind, Way, owner
from townline.casework.notifications.models import AlertPreference
from townline.platform.core.outgoing import emails, outbox, pushes


def drill_ways(people: Collection[int], now: dt.datetime) -> None:
    """Send a drill by mail and to browsers to those who wish to hear of danger so."""
    wishes = AlertPreference.objects.filter(staff__in=people, ways__has_key=AlertKind.DANGER)
    for wish in wishes.select_related("staff"):
        ways = wish.ways[AlertKind.DANGER]
        if Way.MAIL in ways and wish.staff.email:
            with translation.override(wish.staff.language):
                subject, body = texts.drill_email()
            emails.email_queue(to=wish.staff.email, subject=subject, body=body, now=now)
        if Way.PUSH in ways:
            pushes.push_queue(
                owner=owner(wish.staff_id),
                payload={"kind": "drill"},
                urgency="high",
                ttl=LIFE,
                now=now,
            )
    outbox.dispatch_now()

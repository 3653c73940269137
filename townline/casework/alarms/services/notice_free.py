"""What has no case has no notice: told by mail and to browsers, as each person wishes."""

import datetime as dt
from collections.abc import Callable, Collection

from django.utils import translation

from townline.casework.notifications.api import LIFE, AlertKind, Way, owner
from townline.casework.notifications.models import AlertPreference
from townline.platform.core.outgoing import emails, outbox, pushes


def without_notice(
    people: Collection[int],
    mail: Callable[[], tuple[str, str]],
    payload: dict[str, str],
    now: dt.datetime,
) -> None:
    """Send by mail and to browsers to those who wish to hear of danger so.

    ``mail`` gives subject and body in the language that is active, ``payload`` what a browser
    shows it by.
    """
    preferences = AlertPreference.objects.filter(staff__in=people, ways__has_key=AlertKind.DANGER)
    for preference in preferences.select_related("staff"):
        ways = preference.ways[AlertKind.DANGER]
        if Way.MAIL in ways and preference.staff.email:
            with translation.override(preference.staff.language):
                subject, body = mail()
            emails.email_queue(to=preference.staff.email, subject=subject, body=body, now=now)
        if Way.PUSH in ways:
            pushes.push_queue(
                owner=owner(preference.staff_id), payload=payload, urgency="high", ttl=LIFE, now=now
            )
    outbox.dispatch_now()

"""Tells people when the line has been quiet for longer than its usual night.

The alarm is a mark in the database: pages show it as a banner while it is there.
"""

import datetime as dt

from django.db import transaction

from townline.platform.conversations.rules.silence import Silence
from townline.platform.conversations.selectors.health import line_silence
from townline.platform.core import live
from townline.platform.core.history import audit, marks
from townline.platform.core.outgoing import alerts

MARK = "line_silent"
SUBJECT = "line:texts"


def silence_watch(*, now: dt.datetime) -> bool:
    """Raise or end the alarm; say whether the line is alarmingly quiet. Tells once for each."""
    found = line_silence(now=now)
    alarming = found is not None and found.alarming
    if alarming == (marks.mark_get(MARK) is not None):
        return alarming
    if found is not None and alarming:
        # First the letter: a machine that stops in between tells twice rather than never.
        alerts.send_alert("the line has been silent for longer than usual", _words(found))
        _raise(found, now)
    else:
        _end(now)
    return alarming


def _raise(found: Silence, now: dt.datetime) -> None:
    with transaction.atomic():
        since = found.since.isoformat()
        marks.mark_put(MARK, at=now, since=since, usual=found.usual.total_seconds())
        _notify_pages("line:traffic:stop", now, "longer than its usual night")


def _end(now: dt.datetime) -> None:
    with transaction.atomic():
        marks.mark_drop(MARK)
        _notify_pages("line:traffic:resume", now, "texts come in again")


def _notify_pages(event: str, now: dt.datetime, reason: str) -> None:
    entry = audit.AuditEntry(
        subject=SUBJECT, event=event, actor=audit.SYSTEM, at=now, reason=reason
    )
    audit.record(entry)
    live.publish("link", MARK)


def _words(found: Silence) -> str:
    since = found.since.astimezone()
    hours, usual = found.lasting.total_seconds() / 3600, found.usual.total_seconds() / 3600
    return (
        f"No text has come in since {since:%Y-%m-%d %H:%M %Z}, {hours:.1f} hours ago. At this hour "
        f"of the week the longest silence of sixty days was {usual:.1f} hours.\n\n"
        "Send a text to the line from a phone of your own. If it does not arrive: townline doctor, "
        "then ask the network's operator.\n"
    )

"""Sends the letters that wait (``core/outgoing/emails.py``), over the mail server of the alerts."""

import datetime as dt
import logging
import os
from dataclasses import dataclass

from townline.adapters import mail
from townline.platform.core.models import Email
from townline.platform.core.outgoing import emails

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Server:
    """Where letters go, and in whose name."""

    url: str
    sender: str


def server() -> Server | None:
    """Give the mail server of this installation; None when none is set: letters then wait."""
    url = os.environ.get("TOWNLINE_SMTP_URL", "")
    first = os.environ.get("TOWNLINE_ALERT_TO", "").split(",")[0].strip()
    sender = os.environ.get("TOWNLINE_ALERT_FROM") or first
    return Server(url, sender) if url and sender else None


def emails_run(*, now: dt.datetime, limit: int = 100) -> int:
    """Send what is due, one letter after the other; say how many the server took.

    Call it outside a transaction: a mail server may take its time.
    """
    emails.emails_expire(now=now, limit=limit)
    via, accepted = server(), 0
    if via is None:
        return 0
    for _ in range(limit):
        letter = emails.email_claim(now=now)
        if letter is None:
            break
        accepted += _send(letter, via, now)
    return accepted


def _send(letter: Email, via: Server, now: dt.datetime) -> bool:
    try:
        mail.send(
            mail.relay(via.url),
            sender=via.sender,
            to=[letter.to],
            subject=letter.subject,
            body=letter.body,
            calendar=letter.calendar,
            html=letter.html,
            message_id=letter.message_id,
        )
    except (mail.MailFailed, mail.AddressInvalid) as error:
        # The address of a person is in no log.
        log.warning("letter %s was not taken: %s", letter.pk, error)
        sure = not isinstance(error, mail.MailUnsure)
        emails.email_failed(email_id=letter.pk, error=str(error), now=now, sure=sure)
        return False
    emails.email_sent(email_id=letter.pk, now=now)
    return True
